import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Worker } from 'node:worker_threads';
import { fromHex, toBigInt } from '../src/bytes.ts';
import {
  AbortFlag, createEvm, createState, decodeTransaction, execute, executeSync, ExecutionFault, fork, InvalidTransaction, simulate, simulateSync,
} from '../src/index.ts';

const evm = await createEvm({ fork: 'prague' });
const ALICE = '0x00000000000000000000000000000000000a11ce', COUNTER = '0x00000000000000000000000000000000000c0c0c';
const LOOP = '0x0000000000000000000000000000000000100900', GREEDY = '0x0000000000000000000000000000000000033330';
/** Adds one to slot 0 and returns it. */
const counting = '0x600054600101806000556000526020600 0f3'.replace(' ', '');
const looping = '0x5b600056';

function world(): ReturnType<typeof createState> {
  return createState(evm, {
    accounts: {
      [ALICE]: { balance: 10n ** 18n }, [COUNTER]: { code: counting }, [LOOP]: { code: looping }, [GREEDY]: { code: '0x5b6000630100000059015256' },
    },
  });
}

const count = { transaction: { from: ALICE, to: COUNTER } };

test('execute keeps changes, simulate takes them back', async () => {
  const state = world();
  assert.equal(toBigInt((await execute(state, count)).output), 1n);
  assert.equal(toBigInt((await simulate(state, count)).output), 2n);
  assert.equal(toBigInt(executeSync(state, count).output), 2n);
  assert.equal(state.slot(COUNTER, 0n), 2n);
});

test('forks are isolated and reset drops their changes', () => {
  const state = world(), child = fork(state);
  executeSync(child, count);
  executeSync(child, count);
  assert.equal(child.slot(COUNTER, 0n), 2n);
  assert.equal(state.slot(COUNTER, 0n), 0n);
  executeSync(state, count);
  child.reset();
  assert.equal(child.slot(COUNTER, 0n), 0n);
  assert.equal(state.slot(COUNTER, 0n), 1n);
});

test('snapshots revert, also after another state was in use', () => {
  const state = world(), other = world();
  executeSync(state, count);
  const first = state.snapshot();
  executeSync(state, count);
  const second = state.snapshot();
  executeSync(state, count);
  executeSync(other, count);
  assert.equal(state.slot(COUNTER, 0n), 3n);
  state.revert(second);
  assert.equal(state.slot(COUNTER, 0n), 2n);
  executeSync(state, count);
  state.revert(first);
  assert.equal(state.slot(COUNTER, 0n), 1n);
  assert.throws(() => state.revert(second), RangeError);
});

test('overrides hold for one simulation only', () => {
  const state = world();
  const result = simulateSync(state, { ...count, overrides: { [COUNTER]: { storage: { 0: 41n } } } });
  assert.equal(toBigInt(result.output), 42n);
  assert.equal(toBigInt(simulateSync(state, count).output), 1n);
});

function faultOf(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    if (error instanceof ExecutionFault) return error.status;
    throw error;
  }
  return 'none';
}

test('caps end hostile programs and leave the state as it was', () => {
  const state = world(), gas = 1n << 60n, root = state.root();
  const run = (to: string, limits: object): string => faultOf(() => executeSync(state, { transaction: { from: ALICE, to, gas }, limits }));
  assert.equal(run(LOOP, { maxSteps: 1000 }), 'stepCap');
  assert.equal(run(LOOP, { timeoutMs: 5 }), 'timeCap');
  assert.equal(run(GREEDY, { maxMemoryBytes: 64 << 20 }), 'memoryCap');
  assert.equal(state.root(), root);
  assert.equal(toBigInt(simulateSync(state, count).output), 1n);
});

test('memory does not grow with the gas that is burnt', () => {
  const state = world(), run = { transaction: { from: ALICE, to: COUNTER } };
  simulateSync(state, run);
  const before = evm.kernel.exports.memoryTop();
  for (let i = 0; i < 20_000; i++) simulateSync(state, run);
  assert.equal(evm.kernel.exports.memoryTop(), before);
});

test('another thread aborts a run', async () => {
  const flag = new AbortFlag();
  const source = 'const { workerData, parentPort } = require("node:worker_threads"); parentPort.on("message", () => Atomics.store(new Int32Array(workerData), 0, 1)); parentPort.postMessage(0)';
  const worker = new Worker(source, { eval: true, workerData: flag.buffer });
  await new Promise((resolve) => worker.once('message', resolve));
  worker.postMessage('abort');
  const run = { transaction: { from: ALICE, to: LOOP, gas: 1n << 60n }, limits: { abort: flag, timeoutMs: 60_000 } };
  assert.equal(faultOf(() => executeSync(world(), run)), 'aborted');
  await worker.terminate();
});

test('a raw transaction is recovered, charged and recorded', () => {
  // From the official test stExample/add11.
  const raw = fromHex('0xf863800a83061a8094095e7baea6a6c7c4c2dfeb977efac326af552d87830186a0801ba0ffb600e63115a7362e7811894a91d8ba4330e526f22121c994c4692035dfdfd5a06198379fcac8de3dbfac48b165df4bf88e2088f294b61efb9a65fe2281c76e16');
  const tx = decodeTransaction(raw), sender = '0xa94f5374fce5edbc8e2a8697c15331677e6ebf0b';
  assert.equal(tx.sender, sender);
  const state = createState(evm, { accounts: { [sender]: { balance: 10n ** 18n }, [tx.to ?? '']: { code: '0x600160010160005500' } } });
  const result = executeSync(state, { transaction: raw, block: { gasLimit: 30_000_000n } });
  assert.equal(result.success, true);
  assert.equal(result.gasUsed, 21_000n + 5n * 0n + 22_112n);
  assert.equal(state.slot(tx.to ?? '', 0n), 2n);
  assert.equal(state.nonce(sender), 1n);
  assert.throws(() => executeSync(state, { transaction: raw }), (error) => error instanceof InvalidTransaction && error.reason === 'nonceTooLow');
});

test('a thousand sandboxes are independent', () => {
  const base = world(), sandboxes = Array.from({ length: 1000 }, () => fork(base));
  sandboxes.forEach((sandbox, i) => {
    for (let n = 0; n <= i % 3; n++) executeSync(sandbox, count);
  });
  sandboxes.forEach((sandbox, i) => assert.equal(sandbox.slot(COUNTER, 0n), BigInt((i % 3) + 1)));
  assert.equal(base.slot(COUNTER, 0n), 0n);
});
