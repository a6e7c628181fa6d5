import { textOf } from '../solidity/analysis/values.ts';
import { isBefore } from '../solidity/project/contract.ts';
import type { Context, Detector, Issue } from './detector.ts';
import { issueAt } from './issue.ts';
import { entryCalls } from './search.ts';

/** Payments that leave the receiver 2300 gas. */
export const fixedGasPayment: Detector = {
  id: 'fixed-gas-payment',
  title: 'Payment leaves the receiver 2300 gas',
  severity: 'info',
  confidence: 'high',
  categories: { swc: ['SWC-134'], dasp: [5], cwe: ['CWE-703'], owasp: ['SC10:2025', 'SC06:2026'] },
  description: 'Finds transfer and send of Ether in code for 0.6 or later.',
  why: 'Prices of instructions change. A smart account that needs more than 2300 gas to take Ether cannot be paid this way, and a later repricing may shut out others.',
  exampleBad: 'payable(msg.sender).transfer(amount);',
  fix: 'Use call with the value, test its result, and write the state first.',
  references: ['https://swcregistry.io/docs/SWC-134', 'https://eips.ethereum.org/EIPS/eip-1884'],
  *run(context: Context): Iterable<Issue> {
    for (const { instruction } of entryCalls(context)) {
      if ((instruction.method !== 'transfer' && instruction.method !== 'send') || isBefore(instruction.frame.code.file, 6)) continue;
      yield issueAt(instruction, { message: `${textOf(instruction)} fails for receivers that need more than 2300 gas` });
    }
  },
};
