import { sourcesOf } from '../solidity/analysis/taint.ts';
import { dependsOn, isZero, strip, textOf } from '../solidity/analysis/values.ts';
import type { Instruction } from '../solidity/cfg/instructions.ts';
import type { Context, Detector, Issue } from './detector.ts';
import { issueAt } from './issue.ts';
import { allInstructions } from './search.ts';

/** Tests that a balance is exactly some amount. */
export const strictEquality: Detector = {
  id: 'strict-equality',
  title: 'Balance must match exactly',
  severity: 'medium',
  confidence: 'medium',
  categories: { swc: ['SWC-132'], dasp: [5], cwe: ['CWE-667'], owasp: ['SC10:2025', 'SC02:2026'] },
  description: "Finds branches on == or != between this contract's own balance, in Ether or a token, and anything but zero.",
  why: 'Anyone can send a little Ether or a few tokens, also to a contract that refuses them. From then on the equality never holds.',
  exampleBad: 'require(address(this).balance == total);',
  fix: 'Test for at least the amount, or keep the books in a variable.',
  references: ['https://swcregistry.io/docs/SWC-132'],
  *run(context: Context): Iterable<Issue> {
    for (const { flow, instruction } of allInstructions(context)) {
      if (instruction.kind !== 'binary' || (instruction.operator !== '==' && instruction.operator !== '!=')) continue;
      const { left, right } = instruction;
      const isBalance = (isOwnBalance(left) && !isZero(right)) || (isOwnBalance(right) && !isZero(left));
      if (!isBalance || !isDecisive(flow, instruction)) continue;
      yield issueAt(instruction, {
        message: `${textOf(instruction)} fails for good once someone sends more`,
        scenario: 'An attacker sends one wei, if need be by destroying a contract towards this address, and the branch never goes the intended way again.',
      });
    }
  },
};

function isDecisive(flow: { isTested: (value: Instruction) => boolean; usesOf: (value: Instruction) => Instruction[] }, value: Instruction): boolean {
  return flow.isTested(value) || flow.usesOf(value).some((use) => (use.kind === 'binary' || use.kind === 'unary') && isDecisive(flow, use));
}

/** `address(this).balance` or `token.balanceOf(address(this))`, possibly in a sum. */
function isOwnBalance(value: Instruction): boolean {
  const inner = strip(value);
  if (!sourcesOf(inner).has('balance') && inner.kind !== 'call') return false;
  return dependsOn(inner, (input) => {
    const ofThis = (one: Instruction): boolean => dependsOn(one, (deep) => deep.kind === 'environment' && deep.name === 'this');
    if (input.kind === 'member') return input.name === 'balance' && ofThis(input.object);
    return input.kind === 'call' && input.name === 'balanceOf' && input.args.some(ofThis);
  });
}
