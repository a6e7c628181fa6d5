import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { concat, toBytes, toHex } from '../src/bytes.ts';
import { createEvm, createState, InvalidBlock, requestsHash, runBlock } from '../src/index.ts';
import type { BlockBody, State } from '../src/index.ts';

const evm = await createEvm({ fork: 'prague' });
const ALICE = '0x00000000000000000000000000000000000a11ce', DEPOSITS = '0x00000000219ab540356cbb839cbe05303d7705fa';
const WITHDRAWALS = '0x00000961ef480eb55e80d19ad83579a64c007002', CONSOLIDATIONS = '0x0000bbddc7ce488642fb579f8b00f3a590007251';
const block = {
  number: 1n, timestamp: 1n, coinbase: ALICE, gasLimit: 30_000_000n, baseFee: 0n, prevRandao: 0n, blobBaseFee: 1n, chainId: 1n,
};
/** Copies the call data to memory and logs it under the deposit event. */
const logging = '0x3660006000377f649bbc62d0e31342afea4e5cd82d4049e7e1ee912fc0889aa790803be39038c5366000a100';

function sha256(data: Uint8Array): Uint8Array {
  return new Uint8Array(createHash('sha256').update(data).digest());
}

/** A contract that answers every call with `bytes`. */
function answering(bytes: Uint8Array): string {
  const size = bytes.length;
  return toHex(concat([Uint8Array.of(0x60, size, 0x60, 12, 0x60, 0, 0x39, 0x60, size, 0x60, 0, 0xf3), bytes]));
}

function world(withdrawals: Uint8Array, consolidations: Uint8Array): State {
  return createState(evm, {
    accounts: {
      [ALICE]: { balance: 10n ** 18n }, [DEPOSITS]: { code: logging },
      [WITHDRAWALS]: { code: answering(withdrawals) }, [CONSOLIDATIONS]: { code: answering(consolidations) },
    },
  });
}

const FIELDS = [[160, 48], [256, 32], [320, 8], [384, 96], [512, 8]] as const;
function depositData(fill: number): Uint8Array {
  const data = new Uint8Array(576);
  FIELDS.forEach(([at, size], i) => {
    data.set(toBytes(BigInt(at), 32), 32 * i);
    data.set(toBytes(BigInt(size), 32), at);
    data.fill(fill + i, at + 32, at + 32 + size);
  });
  return data;
}

function deposit(nonce: bigint, data: Uint8Array): BlockBody['transactions'][number] {
  return { type: 0, sender: ALICE, to: DEPOSITS, nonce, gasLimit: 200_000n, gasPrice: 0n, value: 0n, data };
}

const run = (state: State, transactions: BlockBody['transactions']): ReturnType<typeof runBlock> => {
  return runBlock(state, { transactions, parentHash: `0x${'11'.repeat(32)}` }, { fork: 'prague', drafts: {}, block });
};

test('deposits come out of the logs, other requests out of the queues, in the order of their types', () => {
  const state = world(new Uint8Array(76).fill(7), new Uint8Array(116).fill(8));
  const { requests, requestsHash: hash } = run(state, [deposit(0n, depositData(1)), deposit(1n, depositData(10))]);
  assert.deepEqual(requests.map((request) => [request[0], request.length]), [[0, 1 + 2 * 192], [1, 77], [2, 117]]);
  const first = requests[0] ?? new Uint8Array(0);
  assert.deepEqual([...first.subarray(1, 49)], Array(48).fill(1));
  assert.deepEqual([...first.subarray(1 + 192 - 8, 1 + 192)], Array(8).fill(5));
  assert.equal(hash, toHex(sha256(concat(requests.map(sha256)))));
});

test('no requests hash to SHA-256 of nothing', () => {
  const { requests, requestsHash: hash } = run(world(new Uint8Array(0), new Uint8Array(0)), []);
  assert.deepEqual(requests, []);
  assert.equal(hash, '0xe3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
  assert.equal(requestsHash([]), hash);
});

function reasonOf(body: () => unknown): string {
  try {
    body();
  } catch (error) {
    if (error instanceof InvalidBlock) return error.reason;
    throw error;
  }
  return 'none';
}

test('a deposit event laid out otherwise, a missing contract and a failing one make the block invalid', () => {
  const none = new Uint8Array(0), moved = depositData(1);
  moved[31] = 192;
  assert.equal(reasonOf(() => run(world(none, none), [deposit(0n, moved)])), 'badDepositLog');
  assert.equal(reasonOf(() => run(world(none, none), [deposit(0n, depositData(1).subarray(0, 575))])), 'badDepositLog');
  const missing = world(none, none), failing = world(none, none);
  missing.setAccount(WITHDRAWALS, { code: '0x' });
  failing.setAccount(CONSOLIDATIONS, { code: '0xfe' });
  assert.equal(reasonOf(() => run(missing, [])), 'systemContractMissing');
  assert.equal(reasonOf(() => run(failing, [])), 'systemCallFailed');
});
