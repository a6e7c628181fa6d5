import { toHex } from '../src/bytes.ts';
import { runRaw } from '../src/execution/execute.ts';
import { MESSAGE_FLAGS } from '../src/kernel/layout.ts';
import { decodeLogs } from '../src/kernel/result.ts';
import { createState } from '../src/index.ts';
import type { Evm } from '../src/index.ts';
import { CONTRACT, OTHER, SENDER } from './program.ts';
import { FUZZ_BLOCK, SLOTS } from './case.ts';
import type { FuzzCase, FuzzOutcome } from './case.ts';

const NO_DRAFTS = {};

/** Runs a case on the kernel as a bare message. */
export function runOurs(evm: Evm, fuzz: FuzzCase): FuzzOutcome {
  const accounts = Object.fromEntries(Object.entries(fuzz.codes).map(([address, code]) => {
    return [address, { code, balance: 100n, nonce: 1n, storage: { 1: 5n, 2: 7n } }];
  }));
  const state = createState(evm, { accounts: { ...accounts, [SENDER]: { balance: 10n ** 18n, nonce: 3n } } });
  const tx = { type: 0, sender: SENDER, to: CONTRACT, nonce: 3n, gasLimit: fuzz.gas, gasPrice: 10n, value: fuzz.value, data: fuzz.data } as const;
  const raw = runRaw(state, tx, { fork: fuzz.fork, block: FUZZ_BLOCK, drafts: NO_DRAFTS }, MESSAGE_FLAGS.bare | MESSAGE_FLAGS.skipFunds);
  const storage = [CONTRACT, OTHER].flatMap((address) => SLOTS.map((key) => `${address}/${key}=${state.slot(address, key)}`));
  evm.kernel.drop(state);
  return {
    success: raw.status === 0,
    gasUsed: raw.gasUsed,
    output: toHex(raw.output),
    logs: decodeLogs(raw.logBytes).map((log) => [log.address, ...log.topics, toHex(log.data)].join()),
    storage,
  };
}
