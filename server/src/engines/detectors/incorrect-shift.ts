import type { YulExpression } from '../solidity/syntax/nodes.ts';
import type { Context, Detector, Issue } from './detector.ts';
import { issueOn } from './issue.ts';
import { nodesOf } from './syntax-search.ts';

const SHIFTS = new Set(['shl', 'shr', 'sar']);

/** `shr(value, 8)` */
export const incorrectShift: Detector = {
  id: 'incorrect-shift',
  title: 'Operands of a shift are swapped',
  severity: 'high',
  confidence: 'medium',
  categories: { swc: [], dasp: [3], cwe: ['CWE-682'], owasp: ['SC03:2025', 'SC02:2026'] },
  description: 'Finds shl, shr and sar in assembly whose second operand is a number of whole bytes while the first is a value.',
  why: 'A shift in assembly names the distance first. Swapped, it shifts the number by the value: for anything above 255 the result is zero.',
  exampleBad: 'assembly { high := shr(value, 8) }',
  fix: 'Write the distance first: shr(8, value).',
  references: ['https://docs.soliditylang.org/en/latest/yul.html#evm-dialect', 'https://eips.ethereum.org/EIPS/eip-145'],
  *run({ project }: Context): Iterable<Issue> {
    for (const { node, file, contract, code } of nodesOf(project, 'YulCall')) {
      const [distance, value] = node.args;
      if (!SHIFTS.has(node.name) || !distance || !value || !isByteCount(value) || isDistance(distance)) continue;
      const text = file.source.slice(node.start, node.end);
      yield issueOn({ file, range: node, contract, code }, { message: `${text} shifts the number ${file.source.slice(value.start, value.end)} by a value` });
    }
  },
};

/** 8, 16, … 248: what is shifted by, and hardly ever what is shifted. */
function isByteCount(node: YulExpression): boolean {
  if (node.type !== 'YulLiteral' || node.kind !== 'number') return false;
  const number = Number(node.text);
  return number >= 8 && number <= 248 && number % 8 === 0;
}

/** A number, or one computed to be a distance. */
function isDistance(node: YulExpression): boolean {
  if (node.type === 'YulLiteral') return true;
  if (node.type !== 'YulCall') return false;
  if (SHIFTS.has(node.name) || node.name === 'mul' || node.name === 'sub' || node.name === 'and') return node.args.some((argument) => argument.type === 'YulLiteral' && Number(argument.text) <= 256);
  return node.name === 'byte';
}
