import { fromHex } from '../bytes.ts';
import { runRaw } from '../execution/execute.ts';
import type { Rules } from '../execution/execute.ts';
import { isAtLeast } from '../forks.ts';
import { MESSAGE_FLAGS } from '../kernel/layout.ts';
import type { State } from '../state/state.ts';

const SYSTEM = '0xfffffffffffffffffffffffffffffffffffffffe';
const BEACON_ROOTS = '0x000f3df6d732807ef1319fb7b8bb8522d0beac02';
const HISTORY = '0x0000f90827f1c53a10cb7a02335b175320002935';
const WITHDRAWAL_REQUESTS = '0x00000961ef480eb55e80d19ad83579a64c007002';
const CONSOLIDATION_REQUESTS = '0x0000bbddc7ce488642fb579f8b00f3a590007251';
const SYSTEM_GAS = 30_000_000n;

/** Calls a contract as the protocol does: no fee, no nonce; nothing happens where there is no code. */
function systemCall(state: State, to: string, data: Uint8Array, rules: Rules): Uint8Array {
  if (state.code(to).length === 0) return new Uint8Array(0);
  const tx = { type: 0, sender: SYSTEM, to, nonce: 0n, gasLimit: SYSTEM_GAS, value: 0n, data, gasPrice: 0n } as const;
  return runRaw(state, tx, rules, MESSAGE_FLAGS.bare | MESSAGE_FLAGS.skipFunds).output;
}

/** What happens before the first transaction: EIP-4788 and EIP-2935. Hashes as 0x hex. */
export function beforeBlock(state: State, rules: Rules, parentHash: string, beaconRoot: string | undefined): void {
  if (isAtLeast(rules.fork, 'cancun') && beaconRoot !== undefined) systemCall(state, BEACON_ROOTS, fromHex(beaconRoot), rules);
  if (isAtLeast(rules.fork, 'prague')) systemCall(state, HISTORY, fromHex(parentHash), rules);
}

/** Requests queued in the system contracts (EIP-7002, EIP-7251), taken out after the last transaction. */
export function takeRequests(state: State, rules: Rules): Uint8Array[] {
  if (!isAtLeast(rules.fork, 'prague')) return [];
  const none = new Uint8Array(0);
  return [[1, WITHDRAWAL_REQUESTS], [2, CONSOLIDATION_REQUESTS]].flatMap(([type, address]) => {
    const data = systemCall(state, String(address), none, rules);
    return data.length === 0 ? [] : [Uint8Array.of(Number(type), ...data)];
  });
}
