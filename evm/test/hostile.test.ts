import assert from 'node:assert/strict';
import { test } from 'node:test';
import { concat, fromHex, toBytes } from '../src/bytes.ts';
import { createEvm, createState, ExecutionFault, simulateSync } from '../src/index.ts';
import type { Fork, Limits } from '../src/index.ts';

const evm = await createEvm({ fork: 'osaka', memoryCapBytes: 192 << 20 });
const TO = '0x00000000000000000000000000000000000c0de1';
const HUGE = 1n << 60n;
/** Everything to itself, all gas, return data and memory included. */
const CALL_SELF = '60006000600060006000305af1';

/** How a run ended: a status of the program, or the cap that stopped it. */
function outcome(code: string, gas: bigint, { fork = 'osaka', ...limits }: Limits & { fork?: Fork }, to = TO, data: Uint8Array = new Uint8Array(0)): string {
  const state = createState(evm, { accounts: { [TO]: { code: `0x${code}` } } });
  try {
    // An instance without a block's gas cap: EIP-7825 does not hold for calls.
    return simulateSync(state, { transaction: { to, gas, data }, fork, limits }).status;
  } catch (error) {
    if (error instanceof ExecutionFault) return error.status;
    throw error;
  }
}

const CASES: readonly (readonly [string, string, bigint, Limits, string])[] = [
  ['an endless loop', '5b600056', HUGE, { timeoutMs: 20 }, 'timeCap'],
  ['an endless loop by steps', '5b600056', HUGE, { maxSteps: 100_000 }, 'stepCap'],
  ['recursion to the depth limit, again and again', `5b${CALL_SELF}50600056`, HUGE, { timeoutMs: 50 }, 'timeCap'],
  ['memory beyond the cap', '6001632000000052', HUGE, { timeoutMs: 5000 }, 'memoryCap'],
  ['memory that doubles in a loop', '60015b6001815360011b600256', HUGE, { timeoutMs: 20_000 }, 'memoryCap'],
  ['an offset beyond all memory', `60017f${'ff'.repeat(32)}52`, HUGE, {}, 'gasOverflow'],
  ['return data of other programs', `3d600060003e5b${CALL_SELF}3d600060003e600556`, HUGE, { timeoutMs: 50 }, 'invalidJump'],
  ['a jump into push data', '6003565b', 100_000n, {}, 'success'],
  ['logs without end', '5b620fffff6000a0600056', HUGE, { timeoutMs: 20_000 }, 'memoryCap'],
  ['creations without end', '5b600060006000f050600056', HUGE, { timeoutMs: 50 }, 'timeCap'],
  ['storage without end', '5b5a5a55600056', HUGE, { timeoutMs: 50 }, 'timeCap'],
  ['transient storage without end', '5b5a5a5d600056', HUGE, { timeoutMs: 50 }, 'timeCap'],
  ['hashing large memory without end', '5b6203fff060002050600056', HUGE, { timeoutMs: 50 }, 'timeCap'],
];

for (const [name, code, gas, limits, expected] of CASES) {
  test(`${name}: ${expected}`, () => assert.equal(outcome(code, gas, limits), expected));
}

function blake(rounds: number): Uint8Array {
  const data = new Uint8Array(213);
  new DataView(data.buffer).setUint32(0, rounds);
  return data;
}

/** The generators of bn254 as a pair (EIP-197). */
const PAIR = fromHex([
  '0000000000000000000000000000000000000000000000000000000000000001',
  '0000000000000000000000000000000000000000000000000000000000000002',
  '198e9393920d483a7260bfb731fb5d25f1aa493335a9e71297e485b7aef312c2',
  '1800deef121f1e76426a00665e5c4479674322d4f75edadd46debd5cd992f6ed',
  '090689d0585ff075ec9e99ad690c3395bc4b313370b38ef355acdadcd122975b',
  '12c85ea5db8c6deb4aab71808dcb408fe3d1e7690c43d37b4ce6cc0166fa7daa',
].join(''));

/** Three numbers of 20,000 bytes for MODEXP, all ones. */
function powers(): Uint8Array {
  const size = toBytes(20_000n, 32);
  return concat([size, size, size, new Uint8Array(60_000).fill(0xff)]);
}

test('long precompiles stop at the time cap', () => {
  assert.equal(outcome('', HUGE, { timeoutMs: 20 }, '0x0000000000000000000000000000000000000009', blake(0xffff_ffff)), 'timeCap');
  const pairs = concat(Array.from({ length: 4000 }, () => PAIR));
  assert.equal(outcome('', HUGE, { timeoutMs: 20 }, '0x0000000000000000000000000000000000000008', pairs), 'timeCap');
  assert.equal(outcome('', HUGE, { timeoutMs: 20, fork: 'prague' }, '0x0000000000000000000000000000000000000005', powers()), 'timeCap');
});

test('after all of this the instance works and has kept to its memory', () => {
  assert.equal(outcome('602a60005260206000f3', 100_000n, {}), 'success');
  assert.ok(evm.kernel.exports.memory.buffer.byteLength <= 192 << 20);
});
