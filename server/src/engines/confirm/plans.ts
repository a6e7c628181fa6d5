import { type Judge, judgeCall, judgeDelegate, judgeDestruct, judgeDrain, judgeMint, judgeOverflow, judgeSetter, judgeStorageWrite, judgeTakeover } from './judges.ts';
import type { Identity } from './material.ts';

/** How findings of a detector are tried, and what counts as shown. */
export interface Plan {
  kind: 'sequence' | 'reentrancy' | 'lure';
  judges: Judge[];
  /** In whose name, the likeliest first. */
  identities: Identity[];
  /** The honest deployer makes the flagged call first, where it can: a proper deployment would have. */
  isInitialised?: boolean;
}

const DRAIN: Plan = { kind: 'sequence', judges: [judgeDrain], identities: ['direct', 'relayed'] };
const SETTER: Plan = { kind: 'sequence', judges: [judgeTakeover, judgeSetter], identities: ['direct', 'relayed'] };
const REENTRANCY: Plan = { kind: 'reentrancy', judges: [], identities: ['relayed'] };
const DELEGATE: Plan = { kind: 'sequence', judges: [judgeDelegate], identities: ['direct', 'relayed'] };

/** Detectors whose findings can be tried. The others describe what no single attack can show. */
export const PLANS: Readonly<Record<string, Plan>> = {
  'reentrancy-eth': REENTRANCY,
  'reentrancy-state': REENTRANCY,
  'reentrancy-token-callback': REENTRANCY,
  'arbitrary-send-eth': DRAIN,
  'msg-value-loop': DRAIN,
  'conditional-bookkeeping': DRAIN,
  'unprotected-selfdestruct': { kind: 'sequence', judges: [judgeDestruct], identities: ['direct', 'relayed'] },
  'integer-overflow': { kind: 'sequence', judges: [judgeOverflow], identities: ['direct', 'deployer'] },
  'unprotected-setter': SETTER,
  'unprotected-initializer': { ...SETTER, isInitialised: true },
  'wrong-constructor-name': SETTER,
  'uninitialized-storage-pointer': { kind: 'sequence', judges: [judgeTakeover], identities: ['direct'] },
  'default-visibility': { ...SETTER, judges: [judgeTakeover, judgeSetter, judgeDrain] },
  'controlled-delegatecall': DELEGATE,
  'storage-collision': DELEGATE,
  'arbitrary-call': { kind: 'sequence', judges: [judgeCall], identities: ['direct'] },
  'arbitrary-storage-write': { kind: 'sequence', judges: [judgeStorageWrite], identities: ['direct'] },
  'public-mint-burn': { kind: 'sequence', judges: [judgeMint], identities: ['direct'] },
  'tx-origin-auth': { kind: 'lure', judges: [], identities: ['relayed'] },
};
