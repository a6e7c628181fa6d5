import { toHex, toQuantity } from '../bytes.ts';
import type { Rules } from '../execution/execute.ts';
import type { Fork } from '../forks.ts';
import { TRACE } from '../kernel/layout.ts';
import { STATUS } from '../kernel/status.ts';
import type { State } from '../state/state.ts';
import type { Transaction } from '../transaction/types.ts';
import { errorText } from './errors.ts';
import { cellAt } from './events.ts';
import type { EnterEvent, ExitEvent, Recording, StepEvent } from './events.ts';
import { opcodeName } from './opcodes.ts';
import { isPrecompile } from './precompile-set.ts';
import { record, TRACE_BYTES } from './record.ts';

/** A call as geth's callTracerLegacy shows it: gas only for calls that ran code, output as the caller's memory holds it. */
export interface LegacyCallFrame {
  type?: string;
  from?: string;
  to?: string;
  value?: string;
  gas?: string;
  gasUsed?: string;
  input?: string;
  output?: string;
  error?: string;
  calls?: LegacyCallFrame[];
}

/** A call still open, with what is needed to close it. */
interface OpenCall extends LegacyCallFrame {
  allowance?: bigint;
  gasIn: bigint;
  gasCost: bigint;
  outOff: number;
  outLen: number;
}

function shown(call: OpenCall): LegacyCallFrame {
  const { allowance, gasIn: _in, gasCost: _cost, outOff: _off, outLen: _len, ...frame } = call;
  return allowance === undefined ? frame : { ...frame, gas: toQuantity(allowance) };
}

function isCreate(type: string | undefined): boolean {
  return type === 'CREATE' || type === 'CREATE2';
}

/** Statuses reached after the last opcode ran well. */
const AFTER_RUN: ReadonlySet<number> = new Set([STATUS.codeSize, STATUS.invalidCode, STATUS.codeStoreOutOfGas]);

/** Rebuilds the tree from single steps, as the JavaScript tracer of geth did. */
class LegacyBuilder {
  readonly #recording: Recording;
  readonly #fork: Fork;
  readonly #calls: OpenCall[] = [{ gasIn: 0n, gasCost: 0n, outOff: 0, outLen: 0 }];
  readonly #frames: { enter: EnterEvent; steps: number }[] = [];
  readonly #code = new Map<string, Uint8Array>();
  #hasDescended = false;

  constructor(recording: Recording, fork: Fork) {
    this.#recording = recording;
    this.#fork = fork;
  }

  build(): OpenCall {
    for (const event of this.#recording.events()) {
      if (event.kind === 'enter') this.#frames.push({ enter: event, steps: 0 });
      else if (event.kind === 'exit') this.#exit(event);
      else if (event.kind === 'step') this.#step(event);
    }
    return this.#top();
  }

  #top(): OpenCall {
    const top = this.#calls.at(-1);
    if (top === undefined) throw new Error('no open call');
    return top;
  }

  #peek(step: StepEvent, n: number): bigint {
    return cellAt(this.#recording.view, step.stackAt + step.stackBytes - 32 * (n + 1));
  }

  #memory(step: StepEvent, offset: number, length: number): string {
    const out = new Uint8Array(length), end = Math.min(offset + length, step.memoryBytes);
    if (offset < end) out.set(this.#recording.bytes.subarray(step.memoryAt + offset, step.memoryAt + end));
    return toHex(out);
  }

  #exit(exit: ExitEvent): void {
    const frame = this.#frames.pop();
    if (frame === undefined || frame.enter.op === 0xff) return;
    if (exit.status === STATUS.success && (frame.enter.op === 0xf0 || frame.enter.op === 0xf5)) {
      this.#code.set(frame.enter.to, exit.output);
    }
    if (frame.steps > 0 && exit.status !== STATUS.success && !AFTER_RUN.has(exit.status)) {
      this.#fault(errorText(exit.status, exit.detail));
    }
  }

  #fault(error: string): void {
    if (this.#top().error !== undefined) return;
    const call = this.#top();
    call.error = error;
    if (call.allowance !== undefined) call.gasUsed = toQuantity(call.allowance);
    if (this.#calls.length === 1) return;
    this.#calls.pop();
    this.#inject(shown(call));
  }

  #inject(frame: LegacyCallFrame): void {
    const parent = this.#top();
    parent.calls = [...(parent.calls ?? []), frame];
  }

  #step(step: StepEvent): void {
    const frame = this.#frames.at(-1);
    if (frame !== undefined) frame.steps++;
    if (step.failure !== 0) return;
    const op = opcodeName(step.op);
    if (isCreate(op)) return this.#openCreate(step, op);
    if (step.op === 0xff) return this.#selfDestruct(step);
    if (step.op === 0xf1 || step.op === 0xf2 || step.op === 0xf4 || step.op === 0xfa) return this.#openCall(step, op);
    if (this.#hasDescended) {
      if (step.depth >= this.#calls.length) this.#top().allowance = step.gas;
      this.#hasDescended = false;
    }
    if (step.op === 0xfd) this.#top().error = 'execution reverted';
    else if (step.depth === this.#calls.length - 1) this.#close(step);
  }

  #self(): string {
    const enter = this.#frames.at(-1)?.enter;
    if (enter === undefined) return '0x';
    return enter.op === 0xf2 || enter.op === 0xf4 ? enter.from : enter.to;
  }

  #openCreate(step: StepEvent, type: string): void {
    this.#calls.push({
      type,
      from: this.#self(),
      input: this.#memory(step, Number(this.#peek(step, 1)), Number(this.#peek(step, 2))),
      value: toQuantity(this.#peek(step, 0)),
      gasIn: step.gas,
      gasCost: step.cost,
      outOff: 0,
      outLen: 0,
    });
    this.#hasDescended = true;
  }

  #selfDestruct(step: StepEvent): void {
    // The balance that moves is in the event pair the kernel emits right after this step.
    const to = `0x${(this.#peek(step, 0) & ((1n << 160n) - 1n)).toString(16).padStart(40, '0')}`;
    this.#inject({ type: 'SELFDESTRUCT', from: this.#self(), to });
  }

  #openCall(step: StepEvent, type: string): void {
    const to = `0x${(this.#peek(step, 1) & ((1n << 160n) - 1n)).toString(16).padStart(40, '0')}`;
    if (isPrecompile(to, this.#fork)) return;
    const takesValue = type === 'CALL' || type === 'CALLCODE', at = takesValue ? 3 : 2;
    this.#calls.push({
      type,
      from: this.#self(),
      to,
      input: this.#memory(step, Number(this.#peek(step, at)), Number(this.#peek(step, at + 1))),
      ...(takesValue ? { value: toQuantity(this.#peek(step, 2)) } : {}),
      gasIn: step.gas,
      gasCost: step.cost,
      outOff: Number(this.#peek(step, at + 2)),
      outLen: Number(this.#peek(step, at + 3)),
    });
    this.#hasDescended = true;
  }

  #close(step: StepEvent): void {
    const call = this.#calls.pop();
    if (call === undefined) return;
    const answer = this.#peek(step, 0);
    if (isCreate(call.type)) this.#closeCreate(call, step, answer);
    else this.#closeCall(call, step, answer);
    if (answer === 0n) call.error ??= 'internal failure';
    this.#inject(shown(call));
  }

  #closeCreate(call: OpenCall, step: StepEvent, answer: bigint): void {
    call.gasUsed = toQuantity(call.gasIn - call.gasCost - step.gas);
    if (answer === 0n) return;
    call.to = `0x${answer.toString(16).padStart(40, '0')}`;
    call.output = toHex(this.#code.get(call.to) ?? new Uint8Array(0));
  }

  #closeCall(call: OpenCall, step: StepEvent, answer: bigint): void {
    if (call.allowance !== undefined) call.gasUsed = toQuantity(call.gasIn - call.gasCost + call.allowance - step.gas);
    if (answer !== 0n) call.output = this.#memory(step, call.outOff, call.outLen);
  }
}

/** The call tree as geth's old callTracerLegacy gives it, for comparison with traces made by it. */
export function traceCallsLegacy(state: State, tx: Transaction, rules: Rules): LegacyCallFrame {
  const mode = TRACE.calls | TRACE.steps | TRACE.stack | TRACE.memory;
  const { recording, result } = record(state, tx, rules, { mode, flags: 0, maxBytes: TRACE_BYTES });
  const root = new LegacyBuilder(recording, rules.fork).build();
  const first = recording.events().next().value;
  if (first?.kind !== 'enter') throw new Error('the transaction ran nothing');
  const error = root.error ?? (result.success ? undefined : errorText(STATUS[result.status], 0));
  const hasOutput = error === undefined || (error === 'execution reverted' && result.output.length > 0);
  return {
    type: opcodeName(first.op),
    from: first.from,
    to: first.to,
    value: toQuantity(first.value),
    gas: toQuantity(tx.gasLimit),
    gasUsed: toQuantity(result.gasUsed),
    input: toHex(first.input),
    ...(hasOutput ? { output: toHex(result.output) } : {}),
    ...(root.calls === undefined ? {} : { calls: root.calls }),
    ...(error === undefined ? {} : { error }),
  };
}
