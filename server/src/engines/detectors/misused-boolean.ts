import type { CallExpression, Expression } from '../solidity/syntax/nodes.ts';
import type { Context, Detector, Issue } from './detector.ts';
import { issueOn } from './issue.ts';
import { nodesOf, type Occurrence } from './syntax-search.ts';

/** Conditions that a constant or an assignment decides. */
export const misusedBoolean: Detector = {
  id: 'misused-boolean',
  title: 'Condition is decided by a constant or an assignment',
  severity: 'medium',
  confidence: 'high',
  categories: { swc: [], dasp: [10], cwe: ['CWE-570'], owasp: ['SC03:2025', 'SC02:2026'] },
  description: 'Finds true and false as an operand of && and ||, or as the whole condition of if, require and ?:, and assignments in the place of a condition.',
  why: 'The test always goes one way. Left over from an experiment it opens what it was to guard; an assignment in its place also changes the state.',
  exampleBad: 'require(msg.sender == owner || true);',
  fix: 'Take the constant out, or write == for =.',
  references: ['https://cwe.mitre.org/data/definitions/570.html', 'https://cwe.mitre.org/data/definitions/481.html'],
  *run({ project }: Context): Iterable<Issue> {
    for (const one of nodesOf(project, 'BinaryExpression')) {
      const { node } = one;
      if ((node.operator === '&&' || node.operator === '||') && (isConstant(node.left) || isConstant(node.right))) yield describe(one, node, 'contains a constant');
    }
    for (const one of nodesOf(project, 'IfStatement')) yield* judge(one, one.node.condition);
    for (const one of nodesOf(project, 'ConditionalExpression')) yield* judge(one, one.node.condition);
    for (const one of nodesOf(project, 'CallExpression')) {
      const condition = testedBy(one.node);
      // `require(false, "…")` and `assert(false)` say that a place must not be reached.
      if (condition && !isFalse(condition)) yield* judge(one, condition);
    }
  },
};

function testedBy({ callee, args }: CallExpression): Expression | null {
  const isTest = callee.type === 'Identifier' && (callee.name === 'require' || callee.name === 'assert');
  return isTest ? (args[0] ?? null) : null;
}

function* judge(one: Occurrence, condition: Expression): Iterable<Issue> {
  const inner = bare(condition);
  if (inner.type === 'AssignmentExpression') yield describe(one, inner, 'assigns where it should compare');
  else if (isConstant(inner)) yield describe(one, inner, 'is constant');
}

function bare(node: Expression): Expression {
  const [only] = node.type === 'TupleExpression' ? node.components : [];
  return only ? bare(only) : node;
}

function isConstant(node: Expression): boolean {
  return bare(node).type === 'BooleanLiteral';
}

function isFalse(node: Expression): boolean {
  const inner = bare(node);
  return inner.type === 'BooleanLiteral' && !inner.value;
}

function describe({ file, contract, code }: Occurrence, node: Expression, what: string): Issue {
  return issueOn({ file, range: node, contract, code }, { message: `the condition ${file.source.slice(node.start, node.end).replace(/\s+/g, ' ')} ${what}` });
}
