import { inputsOf, isEnvironment, strip, textOf } from '../solidity/analysis/values.ts';
import type { Instruction } from '../solidity/cfg/instructions.ts';
import { isBefore } from '../solidity/project/contract.ts';
import type { FunctionInfo, ModifierInfo } from '../solidity/project/model.ts';
import type { Context, Detector, Issue } from './detector.ts';
import { issueAt } from './issue.ts';
import { allInstructions } from './search.ts';

/** Blocks taken for a clock. */
export const blockNumberL2: Detector = {
  id: 'block-number-l2',
  title: 'Block numbers are used as a clock',
  severity: 'low',
  confidence: 'low',
  categories: { swc: ['SWC-116'], dasp: [8], cwe: ['CWE-829'], owasp: ['SC03:2025', 'SC02:2026'] },
  description: 'Finds comparisons and sums of block.number with state or arguments, in code of 0.6 and later.',
  why: 'How long a block takes differs from chain to chain, and on Arbitrum block.number is an estimate of that of Ethereum: periods counted in blocks last longer or shorter than meant.',
  exampleBad: 'require(block.number >= start + votingPeriod);',
  fix: 'Count time by block.timestamp, or ask the chain for its own block number.',
  references: ['https://docs.arbitrum.io/build-decentralized-apps/arbitrum-vs-ethereum/block-numbers-and-time', 'https://swcregistry.io/docs/SWC-116'],
  *run(context: Context): Iterable<Issue> {
    const seen = new Set<FunctionInfo | ModifierInfo>();
    for (const { instruction } of allInstructions(context)) {
      const { code } = instruction.frame;
      if (seen.has(code) || isBefore(code.file, 6) || !isPeriod(instruction)) continue;
      seen.add(code);
      yield issueAt(instruction, { message: `${textOf(instruction)} measures time in blocks` });
    }
  },
};

/** block.number on one side, state or an argument on the other. */
function isPeriod(value: Instruction): boolean {
  if (value.kind !== 'binary' || !['<', '>', '<=', '>=', '+', '-'].includes(value.operator)) return false;
  return [[value.left, value.right], [value.right, value.left]].some(([one, other]) => {
    // A clock that another function reads is reported there, if at all.
    const isClock = one !== undefined && isEnvironment(one, 'block.number') && strip(one).frame.code === value.frame.code;
    return isClock && other !== undefined && [...inputsOf(other)].some((input) => input.kind === 'load' || input.kind === 'parameter');
  });
}
