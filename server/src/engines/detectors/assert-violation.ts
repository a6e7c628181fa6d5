import { dependsOn, isEnvironment, strip, textOf } from '../solidity/analysis/values.ts';
import type { Flow } from '../solidity/analysis/flow.ts';
import type { Instruction } from '../solidity/cfg/instructions.ts';
import type { Context, Detector, Issue } from './detector.ts';
import { issueAt, issueOn, titleOf } from './issue.ts';
import { below, nodesOf } from './syntax-search.ts';

/** Assertions that outsiders can make fail, or that do the work themselves. */
export const assertViolation: Detector = {
  id: 'assert-violation',
  title: 'Assertion can fail, or changes state',
  severity: 'medium',
  confidence: 'medium',
  categories: { swc: ['SWC-110', 'SWC-123'], dasp: [5], cwe: ['CWE-617'], owasp: ['SC10:2025', 'SC02:2026'] },
  description: "Finds assert on an exact balance, which anyone can change, assert with an assignment inside, and assert on a caller's arguments alone.",
  why: 'assert states what must be true whatever callers do. Where they can make it false it stops the function for good, or burns their gas; an assignment inside is lost when assertions are taken out.',
  exampleBad: 'assert(address(this).balance == total);',
  fix: 'Test inputs by require; keep assert for what no input can break, and without side effects.',
  references: ['https://swcregistry.io/docs/SWC-110', 'https://swcregistry.io/docs/SWC-123', 'https://docs.soliditylang.org/en/latest/control-structures.html#panic-via-assert-and-error-via-require'],
  *run({ project, models }: Context): Iterable<Issue> {
    for (const call of nodesOf(project, 'CallExpression')) {
      const { node, file, contract, code } = call;
      if (node.callee.type !== 'Identifier' || node.callee.name !== 'assert' || !changesState(call)) continue;
      yield issueOn({ file, range: node, contract, code }, { message: `${file.source.slice(node.start, node.end)} does something besides asserting` });
    }
    for (const model of models) for (const flow of model.entries) if (flow.routine.isEntryPoint) yield* search(flow);
  },
};

function changesState(call: Parameters<typeof below>[0]): boolean {
  const isCounting = [...below(call, 'UnaryExpression')].some(({ node }) => node.operator === '++' || node.operator === '--');
  return isCounting || [...below(call, 'AssignmentExpression')].length > 0;
}

function* search(flow: Flow): Iterable<Issue> {
  for (const { terminator } of flow.routine.blocks) {
    if (terminator.kind !== 'branch' || !terminator.isAssert) continue;
    const { condition } = terminator;
    const name = titleOf(flow.routine.info);
    if (isExactBalance(condition)) {
      yield issueAt(condition, { message: `${textOf(condition)} fails once anyone has sent a little Ether`, scenario: `An attacker forces one wei into the contract by selfdestruct; ${name} never succeeds again.` });
    } else if (terminator.frame.parent === null && isInput(condition)) {
      yield issueAt(condition, { message: `${textOf(condition)} depends on what the caller gives alone`, severity: 'low' });
    }
  }
}

function isExactBalance(condition: Instruction): boolean {
  const test = strip(condition);
  return test.kind === 'binary' && test.operator === '==' && dependsOn(test, (input) => input.kind === 'member' && input.name === 'balance' && isEnvironment(input.object, 'this'));
}

/** Arguments compared with constants and each other; a result of arithmetic is an invariant of that arithmetic. */
function isInput(condition: Instruction): boolean {
  const isArithmetic = (input: Instruction): boolean => input.kind === 'binary' && ['+', '-', '*', '/'].includes(input.operator);
  const isOther = (input: Instruction): boolean => input.kind === 'load' || input.kind === 'call' || isArithmetic(input);
  return dependsOn(condition, (input) => input.kind === 'parameter') && !dependsOn(condition, isOther);
}
