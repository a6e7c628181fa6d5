import { relationsOf } from '../solidity/analysis/bounds.ts';
import { isEnvironment, strip, textOf } from '../solidity/analysis/values.ts';
import type { Context, Detector, Issue } from './detector.ts';
import { baits, isOwnBalance, TRAP, TRAP_REFERENCE, TRAP_WHY } from './honeypot.ts';
import { issueAt } from './issue.ts';

/** Pays all to whoever sends at least as much as there is, which can never be. */
export const hpBalanceDisorder: Detector = {
  id: 'hp-balance-disorder',
  title: 'Trap: the balance already holds what was sent',
  severity: 'low',
  confidence: 'high',
  categories: { ...TRAP, swc: ['SWC-131'] },
  description: 'Finds payments to the caller that need msg.value to be at least the balance of the contract.',
  why: `${TRAP_WHY} Here the balance includes msg.value by the time it is compared, so the test passes for an empty contract only.`,
  exampleBad: 'if (msg.value >= this.balance) msg.sender.transfer(this.balance + msg.value);',
  fix: 'Do not send Ether to this contract.',
  references: [TRAP_REFERENCE],
  *run({ models }: Context): Iterable<Issue> {
    for (const model of models) {
      for (const { flow, call } of baits(model)) {
        const isTrap = flow.facts(call.block).flatMap(relationsOf).some(({ left, right }) => isOwnBalance(strip(left)) && isEnvironment(right, 'msg.value'));
        if (isTrap) yield issueAt(call, { message: `${textOf(call)} needs msg.value to be at least a balance that contains it` });
      }
    }
  },
};
