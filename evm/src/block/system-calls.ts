import { fromHex } from '../bytes.ts';
import { runRaw } from '../execution/execute.ts';
import type { Rules } from '../execution/execute.ts';
import { isAtLeast } from '../forks.ts';
import { MESSAGE_FLAGS } from '../kernel/layout.ts';
import type { KernelResult } from '../kernel/result.ts';
import { STATUS } from '../kernel/status.ts';
import type { State } from '../state/state.ts';
import { InvalidBlock } from './errors.ts';

const SYSTEM = '0xfffffffffffffffffffffffffffffffffffffffe';
const BEACON_ROOTS = '0x000f3df6d732807ef1319fb7b8bb8522d0beac02';
const HISTORY = '0x0000f90827f1c53a10cb7a02335b175320002935';
const WITHDRAWAL_REQUESTS = '0x00000961ef480eb55e80d19ad83579a64c007002';
const CONSOLIDATION_REQUESTS = '0x0000bbddc7ce488642fb579f8b00f3a590007251';
const SYSTEM_GAS = 30_000_000n;

/** Calls a contract as the protocol does: no fee, no nonce. */
function systemCall(state: State, to: string, data: Uint8Array, rules: Rules): KernelResult {
  const tx = { type: 0, sender: SYSTEM, to, nonce: 0n, gasLimit: SYSTEM_GAS, value: 0n, data, gasPrice: 0n } as const;
  return runRaw(state, tx, rules, MESSAGE_FLAGS.bare | MESSAGE_FLAGS.skipFunds);
}

/** The same for a contract whose absence or failure does not matter. */
function notify(state: State, to: string, data: Uint8Array, rules: Rules): void {
  if (state.code(to).length > 0) systemCall(state, to, data, rules);
}

/** What happens before the first transaction: EIP-4788 and EIP-2935. Hashes as 0x hex. */
export function beforeBlock(state: State, rules: Rules, parentHash: string, beaconRoot: string | undefined): void {
  if (isAtLeast(rules.fork, 'cancun') && beaconRoot !== undefined) notify(state, BEACON_ROOTS, fromHex(beaconRoot), rules);
  if (isAtLeast(rules.fork, 'prague')) notify(state, HISTORY, fromHex(parentHash), rules);
}

const QUEUES = { withdrawals: WITHDRAWAL_REQUESTS, consolidations: CONSOLIDATION_REQUESTS } as const;

/**
 * Takes the requests queued in a system contract (EIP-7002, EIP-7251), after the last transaction. Throws InvalidBlock when
 * there is no contract or it fails.
 */
export function takeQueue(state: State, rules: Rules, queue: keyof typeof QUEUES): Uint8Array {
  const contract = QUEUES[queue];
  if (state.code(contract).length === 0) throw new InvalidBlock('systemContractMissing', contract);
  const { status, output } = systemCall(state, contract, new Uint8Array(0), rules);
  if (status !== STATUS.success) throw new InvalidBlock('systemCallFailed', contract);
  return output;
}
