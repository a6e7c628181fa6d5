import { sendsEther } from '../solidity/analysis/calls.ts';
import { dependsOn, strip, textOf } from '../solidity/analysis/values.ts';
import type { Instruction } from '../solidity/cfg/instructions.ts';
import type { Context, Detector, Issue } from './detector.ts';
import { factValues, isCaller } from './ether-flow.ts';
import { issueAt, stepAt, titleOf } from './issue.ts';
import { entryCalls } from './search.ts';

const HASHES = new Set(['keccak256', 'sha3', 'sha256', 'ripemd160']);

/** A prize for whoever first shows an answer, which everyone sees before it counts. */
export const commitRevealMissing: Detector = {
  id: 'commit-reveal-missing',
  title: 'Answer can be copied from a waiting transaction',
  severity: 'medium',
  confidence: 'medium',
  categories: { swc: ['SWC-114', 'SWC-136'], dasp: [7], cwe: ['CWE-767'], owasp: ['SC09:2025', 'SC02:2026'] },
  description: 'Finds payments to the caller that depend on a hash of an argument alone matching a stored one.',
  why: 'The argument is visible while the transaction waits. Anyone can send the same argument with a higher fee and take the prize.',
  exampleBad: 'function solve(string s) public { require(keccak256(s) == hash); msg.sender.transfer(prize); }',
  fix: 'Let players commit to a hash of answer and address first, and reveal later.',
  references: ['https://swcregistry.io/docs/SWC-114', 'https://swcregistry.io/docs/SWC-136'],
  *run(context: Context): Iterable<Issue> {
    for (const { flow, instruction } of entryCalls(context)) {
      if (!sendsEther(instruction) || !instruction.target || !dependsOn(instruction.target, isCaller)) continue;
      const test = factValues(flow, instruction).find(isAnswerTest);
      if (!test) continue;
      yield issueAt(instruction, {
        message: `${textOf(instruction)} pays whoever is first to pass ${textOf(test)}`,
        scenario: `An attacker watches for calls of ${titleOf(flow.routine.info)}, copies the answer, and pays a higher fee to come first.`,
        steps: [stepAt(test, 'the answer is tested'), stepAt(instruction, 'and paid to the caller')],
      });
    }
  },
};

function isAnswerTest(value: Instruction): boolean {
  const inner = strip(value);
  if (inner.kind !== 'binary' || (inner.operator !== '==' && inner.operator !== '!=')) return false;
  return [inner.left, inner.right].some((side) => {
    const hash = strip(side);
    return hash.kind === 'call' && HASHES.has(hash.name) && dependsOn(hash, (input) => input.kind === 'parameter') && !dependsOn(hash, isCaller);
  });
}
