import assert from 'node:assert/strict';
import { test } from 'node:test';
import { toBigInt, toHex, toQuantity } from '../src/bytes.ts';
import { createEvm, createRemoteCache, createRpcSource, createState, RemoteStateError, simulate, simulateSync, trace } from '../src/index.ts';
import type { RpcFetcher, RpcRequest, State } from '../src/index.ts';

const local = await createEvm({ fork: 'prague' }), remote = await createEvm({ fork: 'prague' });
const ALICE = '0x00000000000000000000000000000000000a11ce';
const FIRST = '0x0000000000000000000000000000000000000f01', SECOND = '0x0000000000000000000000000000000000000f02';

/** FIRST reads slots 0 and 1 and asks SECOND, which reads its slot 5; the answer is the sum. */
function chain(): State {
  return createState(remote, {
    accounts: {
      [ALICE]: { balance: 10n ** 18n },
      [FIRST]: { code: '0x60206000600060007300000000000000000000000000000000000 00f025afa50600051600054016001540160005260206000f3'.replace(' ', ''), storage: { 0: 1n, 1: 20n } },
      [SECOND]: { code: '0x60055460005260206000f3', storage: { 5: 300n } },
    },
  });
}

/** A node over a state; with `lists`, it can make access lists. */
function node(state: State, lists: boolean): { fetcher: RpcFetcher; trips: RpcRequest[][] } {
  const trips: RpcRequest[][] = [];
  const answer = ({ method, params }: RpcRequest): unknown => {
    const address = String(params[0]);
    switch (method) {
      case 'eth_getBalance': return toQuantity(state.balance(address));
      case 'eth_getTransactionCount': return toQuantity(state.nonce(address));
      case 'eth_getCode': return toHex(state.code(address));
      case 'eth_getStorageAt': return `0x${state.slot(address, BigInt(String(params[1]))).toString(16).padStart(64, '0')}`;
      case 'eth_createAccessList': return lists
        ? { accessList: [{ address: FIRST, storageKeys: ['0x0', '0x1'] }, { address: SECOND, storageKeys: ['0x5'] }] }
        : new Error('method not found');
      default: return new Error('method not found');
    }
  };
  return { trips, fetcher: async (batch) => (trips.push([...batch]), batch.map(answer)) };
}

const run = { transaction: { from: ALICE, to: FIRST } };

test('a cold call over a node that makes access lists takes two round trips', async () => {
  const { fetcher, trips } = node(chain(), true);
  const state = createState(local, { source: createRpcSource({ fetcher, blockNumber: 7n }) });
  assert.equal(toBigInt((await simulate(state, run)).output), 321n);
  assert.equal(trips.length, 2);
  assert.equal(toBigInt(simulateSync(state, run).output), 321n);
  assert.equal(trips.length, 2);
});

test('a cold trace takes two round trips as well, whatever the tracer', async () => {
  for (const tracer of ['callTracer', 'prestateTracer', 'structLogs'] as const) {
    const { fetcher, trips } = node(chain(), true);
    const state = createState(local, { source: createRpcSource({ fetcher, blockNumber: 7n }) });
    await trace(state, { ...run, tracer });
    assert.equal(trips.length, 2, tracer);
  }
});

test('without access lists each suspension fetches what was missing', async () => {
  const { fetcher, trips } = node(chain(), false);
  const state = createState(local, { source: createRpcSource({ fetcher, blockNumber: 7n }) });
  assert.equal(toBigInt((await simulate(state, run)).output), 321n);
  assert.ok(trips.length >= 3 && trips.length <= 6, `${trips.length} trips`);
});

test('overrides lie above the remote state and a shared cache saves the trips', async () => {
  const { fetcher, trips } = node(chain(), true), cache = createRemoteCache();
  const first = createState(local, { source: createRpcSource({ fetcher, blockNumber: 7n, cache }) });
  await simulate(first, run);
  const second = createState(local, { source: createRpcSource({ fetcher, blockNumber: 7n, cache }) });
  const result = await simulate(second, { ...run, overrides: { [SECOND]: { storage: { 5: 1000n } } } });
  assert.equal(toBigInt(result.output), 1021n);
  assert.equal(trips.length, 2);
  const other = createState(local, { source: createRpcSource({ fetcher, blockNumber: 8n, cache }) });
  await simulate(other, run);
  assert.equal(trips.length, 4);
});

test('the cache stays within its bound', async () => {
  const { fetcher } = node(chain(), true), cache = createRemoteCache(4);
  const state = createState(local, { source: createRpcSource({ fetcher, blockNumber: 7n, cache }) });
  await simulate(state, run);
  await simulate(createState(local, { source: createRpcSource({ fetcher, blockNumber: 8n, cache }) }), run);
  assert.equal(cache.accounts.size, 4);
  assert.equal(cache.slots.size, 4);
});

test('a node that answers nonsense is an error', async () => {
  const state = createState(local, { source: createRpcSource({ fetcher: async (batch) => batch.map(() => 'nonsense'), blockNumber: 7n }) });
  await assert.rejects(simulate(state, run), RemoteStateError);
});
