import { textOf } from '../solidity/analysis/values.ts';
import type { Instruction } from '../solidity/cfg/instructions.ts';
import type { Context, Detector, Issue } from './detector.ts';
import { issueAt, titleOf } from './issue.ts';
import { isUsedUp, recoveries, testsOf } from './signatures.ts';

/** Signatures that work again and again. */
export const signatureReplay: Detector = {
  id: 'signature-replay',
  title: 'Signature can be used again',
  severity: 'high',
  confidence: 'medium',
  categories: { swc: ['SWC-121', 'SWC-122'], dasp: [2], cwe: ['CWE-294'], owasp: ['SC01:2025', 'SC05:2026'] },
  description: 'Finds functions that act on a signature without a nonce in the signed message and without marking the message as used.',
  why: 'A signature is public once it has been used. If nothing in the message or in state changes by using it, anyone can use it again.',
  exampleBad: 'require(ecrecover(keccak256(abi.encode(to, n)), v, r, s) == owner); balances[to] += n;',
  fix: 'Put a nonce, the chain id and the contract address into the message, and raise the nonce.',
  references: ['https://swcregistry.io/docs/SWC-121', 'https://eips.ethereum.org/EIPS/eip-712'],
  *run({ models }: Context): Iterable<Issue> {
    for (const model of models) {
      for (const flow of model.entries) {
        if (!flow.routine.isEntryPoint) continue;
        for (const recovery of recoveries(flow)) {
          if (isUsedUp(flow, recovery) || testsOf(flow, recovery).length === 0 || !flow.instructions.some((one) => isEffect(one) && flow.canFollow(recovery, one))) continue;
          yield issueAt(recovery, {
            message: `the message behind ${textOf(recovery)} has nothing that is used up`,
            scenario: `An attacker takes a signature from an earlier transaction and calls ${titleOf(flow.routine.info)} with it once more.`,
          });
        }
      }
    }
  },
};

function isEffect(one: Instruction): boolean {
  return one.kind === 'store' || (one.kind === 'call' && ['external', 'call', 'transfer', 'send'].includes(one.method));
}
