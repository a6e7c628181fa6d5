import type { Context, Detector, Issue } from './detector.ts';
import { issueOn } from './issue.ts';
import { nodesOf } from './syntax-search.ts';

/** `x =+ 1` */
export const incorrectUnary: Detector = {
  id: 'incorrect-unary',
  title: '=+ or =- is written for += or -=',
  severity: 'low',
  confidence: 'medium',
  categories: { swc: ['SWC-129'], dasp: [3], cwe: ['CWE-480'], owasp: ['SC03:2025', 'SC02:2026'] },
  description: 'Finds assignments whose = is followed at once by + or -, with a blank before it.',
  why: 'The characters are swapped: in place of adding, the variable is set to the number alone.',
  exampleBad: 'count =+ 1;',
  fix: 'Write += or -=; if the sign is meant, put a blank between = and the sign.',
  references: ['https://swcregistry.io/docs/SWC-129', 'https://cwe.mitre.org/data/definitions/480.html'],
  *run({ project }: Context): Iterable<Issue> {
    for (const { node, file, contract, code } of nodesOf(project, 'AssignmentExpression')) {
      const { value, target } = node;
      if (node.operator !== '=' || value.type !== 'UnaryExpression' || (value.operator !== '+' && value.operator !== '-')) continue;
      if (!/\s=$/.test(file.source.slice(target.end, value.start))) continue;
      yield issueOn({ file, range: node, contract, code }, { message: `${file.source.slice(node.start, node.end)} sets the variable, and does not ${value.operator === '+' ? 'add' : 'subtract'}` });
    }
  },
};
