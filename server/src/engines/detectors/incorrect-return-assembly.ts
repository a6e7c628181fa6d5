import type { FunctionInfo, ModifierInfo } from '../solidity/project/model.ts';
import { findModifier } from '../solidity/project/lookup.ts';
import type { Context, Detector, Issue } from './detector.ts';
import { issueOn, titleOf } from './issue.ts';
import { nodesIn, nodesOf, type Occurrence } from './syntax-search.ts';

/** `return` in assembly, which ends more than the function. */
export const incorrectReturnAssembly: Detector = {
  id: 'incorrect-return-assembly',
  title: 'return in assembly ends the whole call',
  severity: 'high',
  confidence: 'medium',
  categories: { swc: [], dasp: [10], cwe: ['CWE-705'], owasp: ['SC03:2025', 'SC02:2026'] },
  description: 'Finds return and stop in assembly of functions that hand a result to other functions, that are called with more to do afterwards, or whose modifiers have work left.',
  why: 'In assembly return ends the message call, not the function. What stands after the call, or after the _ of a modifier, never runs: a lock stays shut, a balance is not written.',
  exampleBad: 'function size() internal returns (uint n) { assembly { mstore(0, 5) return(0, 32) } } function f() public { size(); total = 1; }',
  fix: 'Assign the result and use leave, or return in Solidity.',
  references: ['https://docs.soliditylang.org/en/latest/yul.html#evm-dialect', 'https://cwe.mitre.org/data/definitions/705.html'],
  *run({ project }: Context): Iterable<Issue> {
    for (const call of nodesOf(project, 'YulCall')) {
      const { code, file, contract, node } = call;
      if (!code || !('kind' in code) || (node.name !== 'return' && node.name !== 'stop')) continue;
      const reason = skippedBy(code);
      if (reason === null) continue;
      yield issueOn({ file, range: node, contract, code }, { message: `${node.name} ends the whole call: ${reason}` });
    }
  },
};

function skippedBy(code: FunctionInfo): string | null {
  const isInternal = code.visibility === 'internal' || code.visibility === 'private';
  if (isInternal && code.node.returns.length > 0) return `the result of ${titleOf(code)} never reaches who called it`;
  const modifier = modifierWithRest(code);
  if (modifier) return `what the modifier ${modifier.name} does afterwards is skipped`;
  const caller = callerWithRest(code);
  return caller ? `what ${titleOf(caller)} does after ${titleOf(code)} is skipped` : null;
}

/** A modifier of the function that has statements after its `_`. */
function modifierWithRest({ node, contract }: FunctionInfo): ModifierInfo | null {
  for (const { path } of contract ? node.modifiers : []) {
    const modifier = contract && findModifier(contract, path.at(-1) ?? '');
    const statements = modifier?.node.body?.statements ?? [];
    const at = statements.findIndex((one) => one.type === 'PlaceholderStatement');
    if (modifier && at >= 0 && at < statements.length - 1) return modifier;
  }
  return null;
}

/** A function in the same file that calls this one as a statement and goes on. */
function callerWithRest(code: FunctionInfo): FunctionInfo | null {
  for (const call of nodesIn(code.file, 'CallExpression')) {
    const { callee } = call.node;
    if (callee.type !== 'Identifier' || callee.name !== code.name || call.node.args.length !== code.parameters.length) continue;
    if (!call.code || !('kind' in call.code) || call.code === code || !isRelated(call.code, code)) continue;
    if (hasRest(call)) return call.code;
  }
  return null;
}

function isRelated(one: FunctionInfo, other: FunctionInfo): boolean {
  if (!one.contract || !other.contract) return true;
  return one.contract.linear.includes(other.contract) || other.contract.linear.includes(one.contract);
}

/** A statement follows in the same block; one that merely ends the function does not count. */
function hasRest(call: Occurrence): boolean {
  const statement = call.parent;
  const block = statement?.parent?.node;
  if (statement?.node.type !== 'ExpressionStatement' || block?.type !== 'Block') return false;
  const rest = block.statements.slice(block.statements.indexOf(statement.node) + 1);
  return rest.some((one) => one.type !== 'ReturnStatement');
}
