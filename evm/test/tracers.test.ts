import assert from 'node:assert/strict';
import { test } from 'node:test';
import { concat, fromHex } from '../src/bytes.ts';
import { createEvm, createState, traceSync } from '../src/index.ts';
import type { Prestate, PrestateDiff, State, TracerName, TraceRun } from '../src/index.ts';

const evm = await createEvm({ fork: 'prague' });
const ALICE = '0x00000000000000000000000000000000000a11ce', OUTER = '0x0000000000000000000000000000000000000a01', INNER = '0x0000000000000000000000000000000000000a02';
const DELEGATED = '0x0000000000000000000000000000000000000a03', POOR = '0x0000000000000000000000000000000000000a04', NOBODY = '0x0000000000000000000000000000000000000000';

/** CALL of an address with the first `size` bytes of memory. */
const call = (to: string, size: number): string => `6000600060${size.toString(16).padStart(2, '0')}6000600073${to.slice(2)}5af150`;
/** Stores the call data, calls INNER with 4 and 36 bytes, the identity precompile with 36, logs, and increments slot 1. */
const outer = `0x366000600037${call(INNER, 4)}${call(INNER, 36)}${call('0x0000000000000000000000000000000000000004', 36)}60006000a0600154600101600155`;
/** Logs, writes slot 0 and reverts when called with more than 4 bytes. */
const inner = '0x60006000a0600160005560043611601257005b60006000fd';

function world(): State {
  return createState(evm, {
    accounts: {
      [ALICE]: { balance: 10n ** 18n }, [OUTER]: { code: outer, storage: { 1: 5n, 9: 9n } }, [INNER]: { code: inner },
      [DELEGATED]: { code: `0xef0100${INNER.slice(2)}` }, [POOR]: { code: '0x01' },
    },
  });
}

const data = concat([fromHex('0xa9059cbb'), new Uint8Array(32)]);
const traced = <T extends TracerName>(tracer: T, options?: TraceRun<T>['options'], to = OUTER): ReturnType<typeof traceSync<T>> => {
  return traceSync(world(), { transaction: { from: ALICE, to, data, gas: 1_000_000n }, tracer, ...(options === undefined ? {} : { options }) });
};

test('4byteTracer counts selectors by call data size, precompiles left out', () => {
  assert.deepEqual(traced('4byteTracer'), { '0xa9059cbb-32': 2, '0xa9059cbb-0': 1 });
});

test('4byteTracer sees nothing in creations and in call data shorter than a selector', () => {
  const run = { transaction: { from: ALICE, data: fromHex('0x600160005260036000f3') }, tracer: '4byteTracer' } as const;
  assert.deepEqual(traceSync(world(), run), {});
  assert.deepEqual(traceSync(world(), { transaction: { from: ALICE, to: INNER, data: data.subarray(0, 3) }, tracer: '4byteTracer' }), {});
});

test('callTracer: withLog leaves out what failed, onlyTopCall the calls', () => {
  const frame = traced('callTracer', { withLog: true });
  assert.deepEqual(frame.calls?.map(({ error }) => error), [undefined, 'execution reverted', undefined]);
  assert.deepEqual(frame.logs?.map(({ address, index, position }) => [address, index, position]), [[OUTER, '0x1', '0x3']]);
  assert.deepEqual(frame.calls?.map(({ logs }) => logs?.length ?? 0), [1, 0, 0]);
  const top = traced('callTracer', { onlyTopCall: true });
  assert.equal(top.calls, undefined);
  assert.equal(top.logs, undefined);
  assert.equal(top.gasUsed, frame.gasUsed);
});

test('flatCallTracer: includePrecompiles and convertParityErrors', () => {
  const plain = traced('flatCallTracer'), full = traced('flatCallTracer', { includePrecompiles: true, convertParityErrors: true });
  assert.deepEqual(plain.map(({ traceAddress }) => traceAddress), [[], [0], [1]]);
  assert.deepEqual(plain.map(({ error }) => error), [undefined, undefined, 'execution reverted']);
  assert.equal(plain[0]?.subtraces, 2);
  assert.deepEqual(full.map(({ traceAddress }) => traceAddress), [[], [0], [1], [2]]);
  assert.deepEqual(full.map(({ error }) => error), [undefined, undefined, 'Reverted', undefined]);
});

test('prestateTracer: disableCode, disableStorage and diffMode', () => {
  const plain = traced('prestateTracer') as Prestate, bare = traced('prestateTracer', { disableCode: true, disableStorage: true }) as Prestate;
  assert.deepEqual(Object.keys(plain[OUTER]?.storage ?? {}).map(BigInt), [1n]);
  assert.equal(plain[OUTER]?.code, outer);
  assert.equal(bare[OUTER]?.code, undefined);
  assert.equal(bare[OUTER]?.storage, undefined);
  const { pre, post } = traced('prestateTracer', { diffMode: true }) as PrestateDiff;
  assert.deepEqual(Object.keys(post).toSorted(), [OUTER, INNER, ALICE].toSorted());
  assert.deepEqual(Object.values(post[OUTER]?.storage ?? {}).map(BigInt), [6n]);
  assert.deepEqual(Object.values(pre[OUTER]?.storage ?? {}).map(BigInt), [5n]);
  assert.equal(post[ALICE]?.nonce, 1);
  const without = traced('prestateTracer', { diffMode: true, disableStorage: true }) as PrestateDiff;
  assert.deepEqual(Object.keys(without.post), [ALICE]);
});

test('prestateTracer shows what a delegation leads to (EIP-7702)', () => {
  assert.ok(INNER in (traced('prestateTracer', undefined, DELEGATED) as Prestate));
  const state = world();
  state.setAccount(OUTER, { code: `0x${call(DELEGATED, 0)}00` });
  assert.ok(INNER in (traceSync(state, { transaction: { from: ALICE, to: OUTER }, tracer: 'prestateTracer' }) as Prestate));
});

test('struct logs: stack, memory, storage, return data and limit; failures say what geth says', () => {
  const steps = [...traced('structLogs', { disableStack: true, disableStorage: true, enableMemory: true, enableReturnData: true, limit: 40 }).structLogs];
  assert.equal(steps.length, 40);
  assert.ok(steps.every(({ stack, storage }) => stack === undefined && storage === undefined));
  assert.ok(steps.some(({ memory }) => memory?.length === 2));
  const [failed] = traced('structLogs', undefined, POOR).structLogs;
  assert.equal(failed?.error, 'stack underflow (0 <=> 2)');
});

test('a trace read after its JSON was made, or after another run, is the same', () => {
  const state = world(), run = { transaction: { from: ALICE, to: OUTER, data, gas: 1_000_000n }, tracer: 'structLogs' } as const;
  const fresh = [...traceSync(state, run).structLogs], first = traceSync(state, run), second = traceSync(state, run);
  assert.deepEqual([...first.structLogs], fresh);
  const text = second.json();
  assert.deepEqual([...second.structLogs], fresh);
  assert.deepEqual(JSON.parse(text), JSON.parse(first.json()));
});

test('muxTracer gives what its tracers give; noopTracer nothing', () => {
  const { callTracer, '4byteTracer': selectors, ...rest } = traced('muxTracer', { callTracer: { withLog: true }, '4byteTracer': {} });
  assert.deepEqual(callTracer, traced('callTracer', { withLog: true }));
  assert.deepEqual(selectors, traced('4byteTracer'));
  assert.deepEqual(rest, {});
  assert.deepEqual(traced('noopTracer'), {});
});

test('a call from nobody to nowhere is traced too', () => {
  const frame = traceSync(createState(evm), { transaction: { to: NOBODY }, tracer: 'callTracer' });
  assert.deepEqual({ ...frame, gasUsed: undefined }, { type: 'CALL', from: NOBODY, to: NOBODY, value: '0x0', gas: '0x1c9c380', gasUsed: undefined, input: '0x' });
});
