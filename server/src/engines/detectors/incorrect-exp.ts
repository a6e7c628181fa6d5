import type { Expression } from '../solidity/syntax/nodes.ts';
import type { Context, Detector, Issue } from './detector.ts';
import { issueOn } from './issue.ts';
import { nodesOf } from './syntax-search.ts';

/** `10 ^ 18` */
export const incorrectExp: Detector = {
  id: 'incorrect-exp',
  title: '^ is written where a power is meant',
  severity: 'high',
  confidence: 'high',
  categories: { swc: [], dasp: [3], cwe: ['CWE-682'], owasp: ['SC03:2025', 'SC02:2026'] },
  description: 'Finds the operator ^ between two decimal numbers, or with 2 or 10 in front of a variable.',
  why: 'In Solidity ^ is exclusive or. 10^18 is 24, not a one with eighteen zeros.',
  exampleBad: 'uint constant UNIT = 10^18;',
  fix: 'Write 10**18 or 1e18.',
  references: ['https://docs.soliditylang.org/en/latest/types.html#integers', 'https://cwe.mitre.org/data/definitions/682.html'],
  *run({ project }: Context): Iterable<Issue> {
    for (const { node, file, contract, code } of nodesOf(project, 'BinaryExpression')) {
      if (node.operator !== '^') continue;
      const [base, exponent] = [decimalOf(node.left), decimalOf(node.right)];
      const isBase = base === '2' || base === '10';
      if (base === null || (exponent === null && !(isBase && ['Identifier', 'BinaryExpression'].includes(node.right.type)))) continue;
      yield issueOn({ file, range: node, contract, code }, { message: `${file.source.slice(node.start, node.end)} is an exclusive or, not a power` });
    }
  },
};

function decimalOf(node: Expression): string | null {
  if (node.type === 'TupleExpression') {
    const [only] = node.components;
    return node.components.length === 1 && only ? decimalOf(only) : null;
  }
  return node.type === 'NumberLiteral' && node.unit === null && /^[\d_]+$/.test(node.text) ? node.text : null;
}
