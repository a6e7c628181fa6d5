import { toHex } from '../bytes.ts';
import type { ExecutionResult, Rules } from '../execution/execute.ts';
import { isAtLeast } from '../forks.ts';
import type { Fork } from '../forks.ts';
import { TRACE } from '../kernel/layout.ts';
import type { Account } from '../state/account.ts';
import type { State } from '../state/state.ts';
import { recoverAuthority } from '../transaction/decode.ts';
import type { Transaction } from '../transaction/types.ts';
import { callFrame } from './call-tracer.ts';
import type { CallFrame, CallTracerOptions } from './call-tracer.ts';
import { callTree } from './call-tree.ts';
import type { CallNode } from './call-tree.ts';
import { flatCalls } from './flat-tracer.ts';
import type { FlatCall, FlatContext } from './flat-tracer.ts';
import { fourByte } from './four-byte.ts';
import { collectTouched, prestate, prestateDiff } from './prestate.ts';
import type { Prestate, PrestateDiff, PrestateOptions, StateReader, Touched } from './prestate.ts';
import { isPrecompile } from './precompile-set.ts';
import { record, TRACE_BYTES } from './record.ts';
import type { Recorded } from './record.ts';
import { structLogJson } from './struct-log-json.ts';
import type { StructLogJob } from './struct-log-json.ts';
import { structLogs } from './struct-log.ts';
import type { StructLog, StructLogOptions } from './struct-log.ts';

/** What every tracer shares: room for the recording and MESSAGE_FLAGS for the run. */
export interface TraceSettings {
  readonly flags?: number;
  readonly maxBytes?: number;
}

type RunSettings = TraceSettings & { readonly inspect?: () => void };

function run(state: State, tx: Transaction, rules: Rules, mode: number, settings: RunSettings): Recorded {
  const { inspect } = settings;
  return record(state, tx, rules, {
    mode, flags: settings.flags ?? 0, maxBytes: settings.maxBytes ?? TRACE_BYTES, ...(inspect === undefined ? {} : { inspect }),
  });
}

function tree(recorded: Recorded): CallNode {
  const root = callTree(recorded.recording, recorded.precompileErrors);
  if (root === undefined) throw new Error('the transaction ran nothing');
  return root;
}

/** The call tree as geth's callTracer gives it. */
export function traceCalls(state: State, tx: Transaction, rules: Rules, options: CallTracerOptions & TraceSettings = {}): CallFrame {
  const recorded = run(state, tx, rules, TRACE.calls, options);
  const frame = callFrame(tree(recorded), options);
  return { ...frame, gas: `0x${tx.gasLimit.toString(16)}`, gasUsed: `0x${recorded.result.gasUsed.toString(16)}` };
}

export type FlatOptions = FlatContext & TraceSettings & { readonly convertParityErrors?: boolean; readonly includePrecompiles?: boolean };

/** The flat trace as geth's flatCallTracer gives it. */
export function traceFlat(state: State, tx: Transaction, rules: Rules, options: FlatOptions = {}): FlatCall[] {
  const recorded = run(state, tx, rules, TRACE.calls, options);
  const calls = flatCalls(tree(recorded), { ...options, isPrecompile: (address) => isPrecompile(address, rules.fork) });
  const [first, ...rest] = calls;
  if (first === undefined) return [];
  const used = `0x${recorded.result.gasUsed.toString(16)}`;
  const result = first.result === null ? null : { ...first.result, gasUsed: used };
  return [{ ...first, action: { ...first.action, gas: `0x${tx.gasLimit.toString(16)}` }, result }, ...rest];
}

/** Selector counts as geth's 4byteTracer gives them. */
export function traceFourByte(state: State, tx: Transaction, rules: Rules, settings: TraceSettings = {}): Record<string, number> {
  return fourByte(tree(run(state, tx, rules, TRACE.calls, settings)), (address) => isPrecompile(address, rules.fork));
}

/** A struct-log trace; the steps are rendered while they are iterated. */
export interface StructTrace {
  readonly gas: number;
  readonly failed: boolean;
  readonly returnValue: string;
  readonly structLogs: Iterable<StructLog>;
  /** The whole trace as JSON text, as geth sends it. */
  json(): string;
}

function stepMode(options: StructLogOptions): number {
  return TRACE.steps | (options.disableStack ? 0 : TRACE.stack) | (options.enableMemory ? TRACE.memory : 0) |
    (options.enableReturnData ? TRACE.returnData : 0);
}

function returnValue(result: ExecutionResult): string {
  return result.success || result.status === 'revert' ? toHex(result.output) : '0x';
}

/** Every step as geth's default tracer gives it. */
export function traceSteps(state: State, tx: Transaction, rules: Rules, options: StructLogOptions & TraceSettings = {}): StructTrace {
  const { result, recording } = run(state, tx, rules, stepMode(options), options);
  const head = { gas: Number(result.gasUsed), failed: !result.success, returnValue: returnValue(result) };
  return new RecordedSteps({ kernel: state.kernel, recording, options, head });
}

/** Steps in binary until their JSON is asked for, which then stands for them. */
class RecordedSteps implements StructTrace {
  readonly gas: number;
  readonly failed: boolean;
  readonly returnValue: string;
  readonly structLogs: Iterable<StructLog>;
  readonly #job: StructLogJob;
  #text: string | undefined;

  constructor(job: StructLogJob) {
    this.#job = job;
    this.gas = job.head.gas;
    this.failed = job.head.failed;
    this.returnValue = job.head.returnValue;
    this.structLogs = { [Symbol.iterator]: () => this.#steps() };
  }

  #steps(): Iterator<StructLog> {
    if (this.#text === undefined) return structLogs(this.#job.recording, this.#job.options);
    return (JSON.parse(this.#text) as { structLogs: StructLog[] }).structLogs[Symbol.iterator]();
  }

  json(): string {
    if (this.#text === undefined) {
      this.#text = structLogJson(this.#job);
      this.#job.recording.drop();
    }
    return this.#text;
  }
}

/** What the receiver delegates to before the transaction (EIP-7702). */
function delegateOf(state: State, to: string | undefined, fork: Fork): string[] {
  const code = to === undefined || !isAtLeast(fork, 'prague') ? undefined : state.account(to)?.code.bytes;
  return code?.length === 23 && toHex(code.subarray(0, 3)) === '0xef0100' ? [toHex(code.subarray(3))] : [];
}

function firstTouched(state: State, tx: Transaction, rules: Rules): string[] {
  const authorities = (tx.authorizationList ?? []).map(recoverAuthority).filter((address) => address !== undefined);
  const receiver = tx.to === undefined ? [] : [tx.to];
  return [...delegateOf(state, tx.to, rules.fork), tx.sender, ...receiver, rules.block.coinbase.toLowerCase(), ...authorities];
}

/** Reads everything touched, to be looked up when the state has moved on. */
function photograph(state: State, touched: Touched): StateReader {
  const accounts = new Map<string, Account | null>(), slots = new Map<string, bigint>();
  for (const [address, keys] of touched.accounts) {
    accounts.set(address, state.account(address));
    for (const key of keys) slots.set(`${address}/${key}`, state.slot(address, key));
  }
  return {
    account: (address) => accounts.get(address) ?? null,
    slot: (address, key) => slots.get(`${address}/${key}`) ?? 0n,
  };
}

/** State before the transaction, or before and after with `diffMode`, as geth's prestateTracer gives it. */
export function tracePrestate(
  state: State, tx: Transaction, rules: Rules, options: PrestateOptions & TraceSettings = {},
): Prestate | PrestateDiff {
  const recorded = run(state, tx, rules, TRACE.calls | TRACE.touches, options);
  const touched = collectTouched(recorded.recording, firstTouched(state, tx, rules));
  if (!options.diffMode) return prestate(touched, state, options);
  let after: StateReader = state;
  run(state, tx, rules, 0, {
    ...options,
    inspect: () => {
      after = photograph(state, touched);
    },
  });
  return prestateDiff(touched, state, after, options);
}

/** As the old prestateTracerLegacy of geth gave it: every field always there, the coinbase only when looked at. */
export function tracePrestateLegacy(state: State, tx: Transaction, rules: Rules): Prestate {
  const { recording } = run(state, tx, rules, TRACE.calls | TRACE.touches, {});
  const touched = collectTouched(recording, [...(tx.to === undefined ? [] : [tx.to]), tx.sender]);
  const out: Prestate = {};
  for (const [address, account] of Object.entries(prestate(touched, state, { includeEmpty: true }))) {
    const { codeHash: _hash, ...shown } = account;
    out[address] = { nonce: 0, code: '0x', storage: {}, ...shown };
  }
  return out;
}
