import { findFunctions, findModifier } from '../solidity/project/lookup.ts';
import type { ModifierInfo } from '../solidity/project/model.ts';
import type { Statement } from '../solidity/syntax/nodes.ts';
import type { Context, Detector, Issue } from './detector.ts';
import { issueOn } from './issue.ts';
import { below, nodesOf, type Occurrence } from './syntax-search.ts';

/** A lock behind another modifier. */
export const reentrancyGuardOrder: Detector = {
  id: 'reentrancy-guard-order',
  title: 'Reentrancy lock is not the first modifier',
  severity: 'low',
  confidence: 'high',
  categories: { swc: [], dasp: [1], cwe: ['CWE-841'], owasp: ['SC05:2025', 'SC08:2026'] },
  description: 'Finds functions whose lock, a modifier that sets a variable before and resets it after the body, stands behind another modifier.',
  why: 'Modifiers run from left to right. What stands before the lock runs outside it: a call made there can come back into the contract.',
  exampleBad: 'function withdraw() external updatesPrice lock { … }',
  fix: 'Put the lock first.',
  references: ['https://docs.openzeppelin.com/contracts/5.x/api/utils#ReentrancyGuard', 'https://docs.soliditylang.org/en/latest/contracts.html#function-modifiers'],
  *run({ project }: Context): Iterable<Issue> {
    for (const declared of nodesOf(project, 'FunctionDefinition')) {
      const { node, contract, file, code } = declared;
      if (!contract || node.modifiers.length < 2) continue;
      const modifiers = node.modifiers.map((one) => findModifier(contract, one.path.at(-1) ?? ''));
      const at = modifiers.findIndex((one) => one !== undefined && isLock(one));
      const isBehind = at > 0 && modifiers.slice(0, at).some((one) => one !== undefined);
      const invocation = node.modifiers[at];
      if (!isBehind || !invocation) continue;
      yield issueOn({ file, range: invocation, contract, code }, { message: `${invocation.path.join('.')} locks only after ${modifiers.slice(0, at).map((one) => one?.name).join(' and ')} has run` });
    }
  },
};

/** The same variable is assigned before `_` and after it. */
function isLock(modifier: ModifierInfo): boolean {
  const statements = modifier.node.body?.statements ?? [];
  const at = statements.findIndex((one) => one.type === 'PlaceholderStatement');
  if (at <= 0) return false;
  const before = assignedIn(modifier, statements.slice(0, at));
  return [...assignedIn(modifier, statements.slice(at + 1))].some((name) => before.has(name));
}

/** Names assigned in statements, and in functions of the contract that they call. */
function assignedIn(modifier: ModifierInfo, statements: Statement[]): Set<string> {
  const places = statements.map((node): Occurrence => ({ node, parent: null, file: modifier.file, contract: modifier.contract, code: modifier }));
  const called = places.flatMap((place) => [...below(place, 'CallExpression')]).flatMap(({ node }) => {
    const found = node.callee.type === 'Identifier' ? findFunctions(modifier.contract, node.callee.name) : [];
    return found.flatMap((info): Occurrence[] => (info.node.body ? [{ node: info.node.body, parent: null, file: info.file, contract: info.contract, code: info }] : []));
  });
  const assignments = [...places, ...called].flatMap((place) => [...below(place, 'AssignmentExpression')]);
  return new Set(assignments.flatMap(({ node }) => (node.target.type === 'Identifier' ? [node.target.name] : [])));
}
