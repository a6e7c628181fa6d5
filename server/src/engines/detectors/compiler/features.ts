import { isReferenceType, type SolType } from '../../solidity/project/types.ts';
import { resolveType } from '../../solidity/project/resolve-type.ts';
import { findVariable } from '../../solidity/project/lookup.ts';
import type { FileUnit, StateVariable } from '../../solidity/project/model.ts';
import type { Expression, TypeName } from '../../solidity/syntax/nodes.ts';
import { below, nodesIn, type Occurrence } from '../syntax-search.ts';
import type { KNOWN_BUGS } from './known-bugs.ts';

type Find = (file: FileUnit) => Iterable<Occurrence>;

/** Where a file uses what sets a bug off. */
export const FEATURES: Readonly<Record<keyof typeof KNOWN_BUGS, Find>> = {
  *transientClearing(file) {
    const deletes = nodesIn(file, 'UnaryExpression').filter(({ node }) => node.operator === 'delete');
    const isTransient = (one: (typeof deletes)[number]): boolean => variableOf(one, one.node.operand)?.node.isTransient === true;
    if (deletes.some((one) => !isTransient(one))) yield* deletes.filter(isTransient);
  },
  selectorSideEffects: (file) => nodesIn(file, 'MemberAccess').filter(({ node }) => node.member === 'selector' && ['CallExpression', 'AssignmentExpression', 'ConditionalExpression'].includes(inner(node.object).type)),
  *conditionalTermination(file) {
    for (const declared of nodesIn(file, 'YulFunction')) {
      const ends = [...below(declared, 'YulIf'), ...below(declared, 'YulSwitch')].some((branch) => [...below(branch, 'YulCall')].some(({ node }) => node.name === 'return' || node.name === 'stop'));
      if (ends) yield declared;
    }
  },
  *headOverflow(file) {
    for (const declared of nodesIn(file, 'FunctionDefinition')) {
      const { parameters, visibility } = declared.node;
      const last = parameters.at(-1);
      const isStatic = last?.location === 'calldata' && last.typeName.type === 'ArrayType' && last.typeName.length !== null && isWord(last.typeName.element);
      const hasDynamic = parameters.slice(0, -1).some(({ typeName }) => isDynamic(typeName));
      if (isStatic && hasDynamic && visibility === 'external' && reencodes(declared)) yield declared;
    }
  },
  dirtyBytes: (file) => pushes(file, ({ kind }) => kind === 'dynamicBytes'),
  *assemblyMemory(file) {
    for (const assembly of nodesIn(file, 'AssemblyStatement')) {
      const calls = [...below(assembly, 'YulCall')].map(({ node }) => node.name);
      const own = new Set([...below(assembly, 'YulLet')].flatMap(({ node }) => node.names.map(({ name }) => name)));
      const usesSolidity = [...below(assembly, 'YulIdentifier')].some(({ node }) => !own.has(node.name));
      const readsBack = calls.some((name) => ['mload', 'return', 'revert', 'keccak256', 'call', 'staticcall', 'delegatecall', 'create', 'create2', 'log0', 'log1', 'log2', 'log3', 'log4'].includes(name));
      if (calls.includes('mstore') && !usesSolidity && !readsBack) yield assembly;
    }
  },
  encodeCallLiteral: (file) => nodesIn(file, 'CallExpression').filter(({ node }) => {
    const [, given] = node.args;
    return textOf(file, node.callee) === 'abi.encodeCall' && given?.type === 'TupleExpression' && given.components.some((one) => one?.type === 'StringLiteral');
  }),
  *hashCaching(file) {
    for (const assembly of nodesIn(file, 'AssemblyStatement')) {
      const hashes = [...below(assembly, 'YulCall')].filter(({ node }) => node.name === 'keccak256' || node.name === 'sha3');
      const lengths = hashes.map(({ node }) => node.args[1]).filter((one) => one?.type === 'YulLiteral').map((one) => Number('text' in one ? one.text : 0));
      if (new Set(lengths).size > 1 && lengths.some((length) => length % 32 !== 0)) yield assembly;
    }
  },
  *emptyBytesCopy(file) {
    const grows = [...pushes(file, ({ kind }) => kind === 'dynamicBytes'), ...lengthWrites(file, ({ kind }) => kind === 'dynamicBytes')];
    for (const one of grows) if (isAssigned(file, one)) yield one;
  },
  *arrayCleanup(file) {
    const isPacked = (type: SolType): boolean => type.kind === 'array' && type.length === null && bitsOf(type.element) <= 128;
    for (const one of [...pushes(file, isPacked), ...lengthWrites(file, isPacked)]) if (isAssigned(file, one)) yield one;
  },
  memoryArray: (file) => nodesIn(file, 'CallExpression').filter(({ node, code }) => {
    const [length] = node.args;
    return node.callee.type === 'NewExpression' && node.callee.typeName.type === 'ArrayType' && length?.type === 'Identifier' && code?.node.parameters.some((one) => one.name?.name === length.name) === true;
  }),
  privateOverride: (file) => nodesIn(file, 'FunctionDefinition').filter(({ node, contract }) =>
    contract?.linear.slice(1).some((base) => base.functions.some((info) => info.kind === 'function' && info.visibility === 'private' && info.name === node.name && info.parameters.length === node.parameters.length)) ?? false),
  signedArrayCopy: (file) => nodesIn(file, 'AssignmentExpression').filter((one) => {
    const type = typeOf(variableOf(one, one.node.target));
    return type?.kind === 'array' && type.element.kind === 'int' && type.element.isSigned && ['Identifier', 'ArrayLiteral'].includes(one.node.value.type);
  }),
  shortExponent: (file) => nodesIn(file, 'BinaryExpression').filter((one) => one.node.operator === '**' && exponentBits(one, one.node.right) < 256),
  eventStruct: (file) => nodesIn(file, 'EventDefinition').filter(({ node, contract }) => node.parameters.some(({ typeName }) => resolveType(typeName, { file, contract }).kind === 'struct')),
  nestedArrayResult: (file) => nodesIn(file, 'FunctionDefinition').filter(({ node }) => node.returns.some(({ typeName }) => isFixed(typeName) && typeName.type === 'ArrayType' && isFixed(typeName.element))),
  delegatecallResult: (file) => nodesIn(file, 'CallExpression').filter(({ node, parent }) => node.callee.type === 'MemberAccess' && node.callee.member === 'delegatecall' && parent?.node.type !== 'ExpressionStatement'),
  recoverMalformed: (file) => nodesIn(file, 'CallExpression').filter(({ node }) => node.callee.type === 'Identifier' && node.callee.name === 'ecrecover'),
  emptyString: (file) => nodesIn(file, 'CallExpression').filter(({ node }) => node.callee.type === 'MemberAccess' && node.args.some((one, at) => one.type === 'StringLiteral' && one.value === '' && at < node.args.length - 1)),
  *highOrderBytes(file) {
    for (const contract of nodesIn(file, 'ContractDefinition')) {
      const fields = [...below(contract, 'VariableDeclaration')].filter(({ node }) => node.scope === 'state' && !node.isConstant);
      const at = fields.findIndex((one, index) => index > 0 && sizeOf(one) + sizeOf(fields[index - 1]) <= 256);
      const found = fields[at];
      if (found) yield found;
    }
  },
};

function textOf(file: FileUnit, { start, end }: { start: number; end: number }): string {
  return file.source.slice(start, end).replace(/\s+/g, '');
}

function inner(node: Expression): Expression {
  if (node.type !== 'TupleExpression' || node.components.length !== 1) return node;
  return node.components[0] ? inner(node.components[0]) : node;
}

function variableOf({ contract, code }: Occurrence, node: Expression): StateVariable | undefined {
  if (node.type !== 'Identifier' || !contract) return undefined;
  const isParameter = code?.node.parameters.some((one) => one.name?.name === node.name) ?? false;
  return isParameter ? undefined : findVariable(contract, node.name);
}

function typeOf(variable: StateVariable | undefined): SolType | null {
  return variable ? resolveType(variable.node.typeName, variable) : null;
}

/** `x.push()` without an argument on a state variable. */
function pushes(file: FileUnit, isWanted: (type: SolType) => boolean): Occurrence[] {
  return nodesIn(file, 'CallExpression').filter((one) => {
    const { callee, args } = one.node;
    if (callee.type !== 'MemberAccess' || callee.member !== 'push' || args.length > 0) return false;
    const type = typeOf(variableOf(one, callee.object));
    return type !== null && isWanted(type);
  });
}

/** `x.length = n`, `x.length++` */
function lengthWrites(file: FileUnit, isWanted: (type: SolType) => boolean): Occurrence[] {
  const isLength = (one: Occurrence, node: Expression): boolean => {
    if (node.type !== 'MemberAccess' || node.member !== 'length') return false;
    const type = typeOf(variableOf(one, node.object));
    return type !== null && isWanted(type);
  };
  const assigned = nodesIn(file, 'AssignmentExpression').filter((one) => isLength(one, one.node.target));
  const counted = nodesIn(file, 'UnaryExpression').filter((one) => one.node.operator === '++' && isLength(one, one.node.operand));
  return [...assigned, ...counted];
}

/** The variable that grows is also assigned as a whole somewhere. */
function isAssigned(file: FileUnit, growth: Occurrence): boolean {
  const { node } = growth;
  const place = node.type === 'CallExpression' ? node.callee : node.type === 'AssignmentExpression' ? node.target : node.type === 'UnaryExpression' ? node.operand : null;
  const variable = place?.type === 'MemberAccess' ? variableOf(growth, place.object) : undefined;
  return variable !== undefined && nodesIn(file, 'AssignmentExpression').some((one) => one.node.operator === '=' && variableOf(one, one.node.target) === variable);
}

function bitsOf(type: SolType): number {
  if (type.kind === 'int') return type.bits;
  if (type.kind === 'bool' || type.kind === 'enum') return 8;
  return type.kind === 'fixedBytes' ? type.size * 8 : 256;
}

function sizeOf(one: Occurrence | undefined): number {
  if (one?.node.type !== 'VariableDeclaration') return 256;
  const type = resolveType(one.node.typeName, one);
  return type.kind === 'address' || type.kind === 'contract' ? 160 : bitsOf(type);
}

/** The width of an exponent that is a variable; anything else is taken for wide. */
function exponentBits(at: Occurrence, node: Expression): number {
  if (node.type !== 'Identifier') return 256;
  const declared = at.code?.node.parameters.find((one) => one.name?.name === node.name)?.typeName ?? variableOf(at, node)?.node.typeName;
  const type = declared ? resolveType(declared, at) : null;
  return type?.kind === 'int' ? type.bits : 256;
}

function isWord(type: TypeName): boolean {
  return type.type === 'ElementaryType' && ['uint', 'uint256', 'int', 'int256', 'bytes32'].includes(type.name);
}

function isFixed(type: TypeName): boolean {
  return type.type === 'ArrayType' && type.length !== null;
}

function isDynamic(type: TypeName): boolean {
  if (type.type === 'ArrayType') return type.length === null;
  return type.type === 'ElementaryType' && isReferenceType(type.name === 'bytes' ? { kind: 'dynamicBytes' } : { kind: type.name === 'string' ? 'string' : 'bool' });
}

/** Arguments are encoded again: an event, a call of another contract, abi.encode, a result. */
function reencodes(declared: Occurrence): boolean {
  const hasEvent = [...below(declared, 'EmitStatement')].length > 0;
  return hasEvent || [...below(declared, 'CallExpression')].some(({ node }) => node.callee.type === 'MemberAccess' && node.args.length > 1);
}
