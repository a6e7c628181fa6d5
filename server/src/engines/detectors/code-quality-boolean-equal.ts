import type { Expression } from '../solidity/syntax/nodes.ts';
import type { Context, Detector, Issue } from './detector.ts';
import { issueOn } from './issue.ts';
import { nodesOf } from './syntax-search.ts';

/** `x == true` */
export const codeQualityBooleanEqual: Detector = {
  id: 'code-quality-boolean-equal',
  title: 'Truth value is compared with a constant',
  severity: 'info',
  confidence: 'high',
  categories: { swc: [], dasp: [10], cwe: ['CWE-1078'], owasp: [] },
  description: 'Finds comparisons with true and false by == and !=.',
  why: 'The value is already true or false. The comparison costs gas and is easily turned round by mistake.',
  exampleBad: 'require(isOpen == true);',
  fix: 'Write isOpen or !isOpen.',
  references: ['https://cwe.mitre.org/data/definitions/1078.html'],
  *run({ project }: Context): Iterable<Issue> {
    const isConstant = (node: Expression): boolean => node.type === 'BooleanLiteral';
    for (const { node, file, contract, code } of nodesOf(project, 'BinaryExpression')) {
      if ((node.operator !== '==' && node.operator !== '!=') || (!isConstant(node.left) && !isConstant(node.right))) continue;
      yield issueOn({ file, range: node, contract, code }, { message: `${file.source.slice(node.start, node.end)} needs no comparison` });
    }
  },
};
