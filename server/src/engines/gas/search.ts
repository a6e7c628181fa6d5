import type { Issue } from '../detectors/detector.ts';
import { issueOn } from '../detectors/issue.ts';
import type { Contract, FunctionInfo, ModifierInfo, StateVariable } from '../solidity/project/model.ts';
import { resolveType } from '../solidity/project/resolve-type.ts';
import type { SolType } from '../solidity/project/types.ts';
import type { Expression, Node } from '../solidity/syntax/nodes.ts';
import { walk } from '../solidity/syntax/walk.ts';
import type { GasContext } from './advice.ts';

type Code = FunctionInfo | ModifierInfo;
type NodeOf<T extends Node['type']> = Extract<Node, { type: T }>;

/** Contracts whose code is compiled: no interfaces. Vyper has other costs. */
export function compiled({ project }: GasContext): Contract[] {
  return project.contracts.filter(({ kind, file }) => kind !== 'interface' && file.language === 'solidity');
}

/** Every function with a body, with the contract it stands in. */
export function* bodies(context: GasContext): Iterable<{ contract: Contract; info: FunctionInfo }> {
  for (const contract of compiled(context)) for (const info of contract.functions) if (info.node.body) yield { contract, info };
}

/** All nodes of one kind below a root. */
export function nodes<T extends Node['type']>(root: Node, type: T): NodeOf<T>[] {
  const found: NodeOf<T>[] = [];
  walk(root, (node) => {
    if (node.type === type) found.push(node as NodeOf<T>);
    return undefined;
  });
  return found;
}

/** An issue at a node of a function. */
export function inCode(code: Code, range: { start: number; end: number }, message: string): Issue {
  return issueOn({ file: code.file, range, contract: code.contract, code }, { message });
}

/** An issue at a state variable. */
export function atVariable({ file, node, contract }: StateVariable, message: string): Issue {
  return issueOn({ file, range: node.nameRange, contract }, { message });
}

/** The expression without parentheses. */
export function bare(node: Expression): Expression {
  let inner = node;
  while (inner.type === 'TupleExpression' && inner.components.length === 1 && inner.components[0]) inner = inner.components[0];
  return inner;
}

/** The name a place is reached from: `a` for `a.b[c]`. */
export function rootName(node: Expression): string | null {
  let at = bare(node);
  for (;;) {
    if (at.type === 'Identifier') return at.name;
    if (at.type === 'IndexAccess' || at.type === 'SliceAccess') at = bare(at.base);
    else if (at.type === 'MemberAccess') at = bare(at.object);
    else return null;
  }
}

const CHANGING = new Set(['++', '--', 'delete']);
const ARRAY_METHODS = new Set(['push', 'pop']);

function changedBy(node: Node): Expression[] {
  switch (node.type) {
    case 'AssignmentExpression': {
      const target = bare(node.target);
      return target.type === 'TupleExpression' ? target.components.filter((item) => item !== null) : [target];
    }
    case 'UnaryExpression':
      return CHANGING.has(node.operator) ? [node.operand] : [];
    case 'CallExpression':
      return node.callee.type === 'MemberAccess' && ARRAY_METHODS.has(node.callee.member) ? [node.callee.object] : [];
    default:
      return [];
  }
}

const written = new WeakMap<Node, ReadonlySet<string>>();

/** Names that code assigns to, or may by assembly. */
export function writtenIn(root: Node): ReadonlySet<string> {
  const known = written.get(root);
  if (known) return known;
  const names = new Set<string>();
  walk(root, (node) => {
    for (const target of changedBy(node)) names.add(rootName(target) ?? '');
    if (node.type === 'YulIdentifier' || node.type === 'YulAssignment') for (const name of yulNames(node)) names.add(name);
    return undefined;
  });
  written.set(root, names);
  return names;
}

/** Assembly reaches a variable by its name or as `name.slot`. */
function yulNames(node: Node): string[] {
  if (node.type === 'YulIdentifier') return [node.name.split('.')[0] ?? ''];
  return [];
}

/** Functions and modifiers that see a state variable: of its contract and of all that derive from it. */
export function whoSees({ project }: GasContext, variable: StateVariable): Code[] {
  const owner = variable.contract;
  if (!owner) return [];
  return project.contracts.filter(({ linear }) => linear.includes(owner)).flatMap((contract) => [...contract.functions, ...contract.modifiers]);
}

/** Types whose value fits a word, so that they can be constant or immutable. */
export function isValueType(type: SolType): boolean {
  return ['int', 'bool', 'address', 'fixedBytes', 'contract', 'enum', 'valueType'].includes(type.kind);
}

export const typeOfVariable = (variable: StateVariable): SolType => resolveType(variable.node.typeName, variable);

/** State variables that take storage. */
export function stored(contract: Contract): StateVariable[] {
  return contract.variables.filter(({ node }) => !node.isConstant && !node.isImmutable && !node.isTransient);
}

/** Statements of a name's use below a root, as identifiers. */
export function usesName(root: Node, name: string): boolean {
  return nodes(root, 'Identifier').some((node) => node.name === name) || nodes(root, 'YulIdentifier').some((node) => node.name.split('.')[0] === name);
}

/** True for a file that compilers from a version on read. */
export function admits({ version }: { version: readonly number[] }, minor: number, patch: number): boolean {
  const [major = 0, ownMinor = 0, ownPatch = 0] = version;
  return major > 0 || ownMinor > minor || (ownMinor === minor && ownPatch >= patch);
}
