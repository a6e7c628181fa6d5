import type { Context, Detector, Issue } from './detector.ts';
import { issueOn } from './issue.ts';
import { nodesOf } from './syntax-search.ts';

/** Numbers whose zeros have to be counted. */
export const codeQualityLargeLiteral: Detector = {
  id: 'code-quality-large-literal',
  title: 'Number has many digits without separators',
  severity: 'info',
  confidence: 'high',
  categories: { swc: [], dasp: [10], cwe: ['CWE-1078'], owasp: [] },
  description: 'Finds decimal numbers that end in at least six zeros, written without underscores, exponent or unit.',
  why: 'One zero more or less is not seen, and is ten times the amount.',
  exampleBad: 'uint256 public supply = 1000000000000000000;',
  fix: 'Write 1e18, 1 ether or 1_000_000.',
  references: ['https://docs.soliditylang.org/en/latest/types.html#rational-and-integer-literals', 'https://cwe.mitre.org/data/definitions/1078.html'],
  *run({ project }: Context): Iterable<Issue> {
    for (const { node, file, contract, code } of nodesOf(project, 'NumberLiteral')) {
      if (node.unit !== null || !/^\d+0{6}$/.test(node.text)) continue;
      yield issueOn({ file, range: node, contract, code }, { message: `${node.text} has ${/0+$/.exec(node.text)?.[0].length ?? 0} zeros` });
    }
  },
};
