import { sha256 } from '@noble/hashes/sha2.js';
import { concat, toBigInt, toHex } from '../bytes.ts';
import type { Rules } from '../execution/execute.ts';
import { isAtLeast } from '../forks.ts';
import type { Log } from '../kernel/result.ts';
import type { State } from '../state/state.ts';
import { InvalidBlock } from './errors.ts';
import { takeQueue } from './system-calls.ts';

const DEPOSIT_CONTRACT = '0x00000000219ab540356cbb839cbe05303d7705fa';
/** keccak256 of DepositEvent(bytes,bytes,bytes,bytes,bytes). */
const DEPOSIT_EVENT = '0x649bbc62d0e31342afea4e5cd82d4049e7e1ee912fc0889aa790803be39038c5';
/** ABI layout of the event: public key, withdrawal credentials, amount, signature, index, by offset and size (EIP-6110). */
const DEPOSIT_FIELDS = [[160, 48], [256, 32], [320, 8], [384, 96], [512, 8]] as const;
const DEPOSIT_BYTES = 576;

function isNumber(data: Uint8Array, at: number, expected: number): boolean {
  return toBigInt(data.subarray(at, at + 32)) === BigInt(expected);
}

/** One deposit in 192 bytes. Throws InvalidBlock for an event laid out in any other way. */
function depositOf(log: Log): Uint8Array {
  const { data } = log;
  const isPlain = data.length === DEPOSIT_BYTES && DEPOSIT_FIELDS.every(([at, size], i) => isNumber(data, 32 * i, at) && isNumber(data, at, size));
  if (!isPlain) throw new InvalidBlock('badDepositLog', `${data.length} bytes`);
  return concat(DEPOSIT_FIELDS.map(([at, size]) => data.subarray(at + 32, at + 32 + size)));
}

function depositsIn(logs: readonly Log[]): Uint8Array {
  return concat(logs.filter((log) => log.address === DEPOSIT_CONTRACT && log.topics[0] === DEPOSIT_EVENT).map(depositOf));
}

/**
 * Requests to the consensus layer, each its type followed by its data, empty ones left out (EIP-7685): deposits out of the
 * logs (EIP-6110), withdrawals (EIP-7002) and consolidations (EIP-7251) out of the system contracts' queues.
 * Throws InvalidBlock.
 */
export function takeRequests(state: State, rules: Rules, logs: readonly Log[]): Uint8Array[] {
  if (!isAtLeast(rules.fork, 'prague')) return [];
  const data = [depositsIn(logs), takeQueue(state, rules, 'withdrawals'), takeQueue(state, rules, 'consolidations')];
  return data.flatMap((bytes, type) => (bytes.length === 0 ? [] : [concat([Uint8Array.of(type), bytes])]));
}

/** The header's requests hash as 0x hex: SHA-256 over the SHA-256 of each request (EIP-7685). */
export function requestsHash(requests: readonly Uint8Array[]): string {
  return toHex(sha256(concat(requests.map((request) => sha256(request)))));
}
