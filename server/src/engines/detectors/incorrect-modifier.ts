import type { Statement } from '../solidity/syntax/nodes.ts';
import type { Context, Detector, Issue } from './detector.ts';
import { issueOn } from './issue.ts';
import { nodesOf } from './syntax-search.ts';

/** Modifiers that pass over the function in silence. */
export const incorrectModifier: Detector = {
  id: 'incorrect-modifier',
  title: 'Modifier can skip the function without reverting',
  severity: 'low',
  confidence: 'high',
  categories: { swc: [], dasp: [2], cwe: ['CWE-284'], owasp: ['SC01:2025', 'SC01:2026'] },
  description: 'Finds modifiers with a way through them that neither runs _ nor reverts.',
  why: 'The function then does nothing and returns zeros, and the transaction succeeds. The caller believes that it was done, or takes the zeros for a result.',
  exampleBad: 'modifier onlyOwner() { if (msg.sender == owner) { _; } }',
  fix: 'Revert where the function must not run.',
  references: ['https://docs.soliditylang.org/en/latest/contracts.html#function-modifiers', 'https://cwe.mitre.org/data/definitions/284.html'],
  *run({ project }: Context): Iterable<Issue> {
    for (const { node, file, contract, code } of nodesOf(project, 'ModifierDefinition')) {
      if (!node.body || contract?.kind === 'interface') continue;
      const ends = walkThrough(node.body.statements, new Set([false]));
      if (!ends.left.has(false) && !ends.open.has(false)) continue;
      yield issueOn({ file, range: node.nameRange, contract, code }, { message: `${node.name} can end without running the function or reverting` });
    }
  },
};

/** Whether `_` has run, for each way that goes on and for each that ends here by `return`. */
interface Ways {
  open: Set<boolean>;
  left: Set<boolean>;
}

function walkThrough(statements: readonly Statement[], from: ReadonlySet<boolean>): Ways {
  const ways: Ways = { open: new Set(from), left: new Set() };
  for (const statement of statements) {
    const next = walkOne(statement, ways.open);
    ways.open = next.open;
    for (const way of next.left) ways.left.add(way);
    if (ways.open.size === 0) break;
  }
  return ways;
}

function walkOne(statement: Statement, from: ReadonlySet<boolean>): Ways {
  const same: Ways = { open: new Set(from), left: new Set() };
  switch (statement.type) {
    case 'PlaceholderStatement':
      return { open: new Set([true]), left: new Set() };
    case 'Block':
      return walkThrough(statement.statements, from);
    case 'IfStatement':
      return join(walkOne(statement.whenTrue, from), statement.whenFalse ? walkOne(statement.whenFalse, from) : same);
    case 'ForStatement':
    case 'WhileStatement':
      return join(walkOne(statement.body, from), same);
    case 'DoWhileStatement':
      return walkOne(statement.body, from);
    case 'TryStatement':
      return [statement.body, ...statement.clauses.map((clause) => clause.body)].map((body) => walkOne(body, from)).reduce(join);
    case 'ReturnStatement':
      return { open: new Set(), left: new Set(from) };
    case 'ThrowStatement':
    case 'RevertStatement':
      return { open: new Set(), left: new Set() };
    default:
      return isRevert(statement) ? { open: new Set(), left: new Set() } : same;
  }
}

function join(one: Ways, other: Ways): Ways {
  return { open: new Set([...one.open, ...other.open]), left: new Set([...one.left, ...other.left]) };
}

/** `revert(…)`, and assembly, which is not followed. */
function isRevert(statement: Statement): boolean {
  if (statement.type === 'AssemblyStatement') return true;
  if (statement.type !== 'ExpressionStatement' || statement.expression.type !== 'CallExpression') return false;
  const { callee } = statement.expression;
  return callee.type === 'Identifier' && callee.name === 'revert';
}
