import { findFunctions, findVariable } from '../../project/lookup.ts';
import { memberType, resolveType } from '../../project/resolve-type.ts';
import { BYTES, LITERAL, type SolType, UINT256, UNKNOWN } from '../../project/types.ts';
import type { ConditionalExpression, Expression, IndexAccess, MemberAccess } from '../../syntax/nodes.ts';
import type { Local } from '../builder.ts';
import type { Instruction } from '../instructions.ts';
import { lowerCall } from './calls.ts';
import { append, constant, environment, type Lowering, rangeOf } from './context.ts';
import { environmentType } from './environment.ts';
import { lowerLiteral } from './literals.ts';
import { lowerName, readVariable } from './names.ts';
import { lowerAssignment, lowerBinary, lowerUnary } from './operators.ts';
import { readChild } from './places.ts';

/** Lowers an expression to the instruction that holds its value. */
export function lowerExpression(lowering: Lowering, node: Expression): Instruction {
  switch (node.type) {
    case 'Identifier':
      return lowerName(lowering, node);
    case 'NumberLiteral':
    case 'StringLiteral':
    case 'BooleanLiteral':
      return lowerLiteral(lowering, node);
    case 'MemberAccess':
      return lowerMember(lowering, node);
    case 'IndexAccess':
      return lowerIndex(lowering, node);
    case 'CallExpression':
      return lowerCall(lowering, node);
    case 'BinaryExpression':
      return lowerBinary(lowering, node);
    case 'UnaryExpression':
      return lowerUnary(lowering, node);
    case 'AssignmentExpression':
      return lowerAssignment(lowering, node);
    case 'ConditionalExpression':
      return lowerConditional(lowering, node);
    default:
      return lowerOther(lowering, node);
  }
}

function lowerOther(lowering: Lowering, node: Expression): Instruction {
  switch (node.type) {
    case 'TupleExpression':
      return lowerTuple(lowering, node.components, node);
    case 'ArrayLiteral': {
      const items = node.elements.map((element) => lowerExpression(lowering, element));
      const element = items[0]?.type ?? UNKNOWN;
      return append(lowering, { kind: 'allocate', items, type: { kind: 'array', element, length: BigInt(items.length) } }, node);
    }
    case 'SliceAccess': {
      const object = lowerExpression(lowering, node.base);
      for (const bound of [node.from, node.to]) if (bound) lowerExpression(lowering, bound);
      return append(lowering, { kind: 'convert', value: object, type: object.type }, node);
    }
    case 'CallOptions':
      return lowerExpression(lowering, node.callee);
    case 'TypeExpression':
      return environment(lowering, 'type', { type: { kind: 'typeName', named: resolveType(node.typeName, lowering.body.scope) }, node });
    default:
      return environment(lowering, 'unknown', { type: UNKNOWN, node });
  }
}

function lowerTuple(lowering: Lowering, components: (Expression | null)[], node: Expression): Instruction {
  const [only] = components;
  if (components.length === 1 && only) return lowerExpression(lowering, only);
  const items = components.map((item) => (item ? lowerExpression(lowering, item) : constant(lowering, 0n, { type: LITERAL, node })));
  return append(lowering, { kind: 'tuple', items, type: { kind: 'tuple', items: items.map((item) => item.type) } }, node);
}

function lowerConditional(lowering: Lowering, node: ConditionalExpression): Instruction {
  const { builder } = lowering;
  const condition = lowerExpression(lowering, node.condition);
  const [whenTrue, whenFalse, after] = [builder.createBlock(), builder.createBlock(), builder.createBlock()];
  const result: Local = { name: '', type: UNKNOWN, range: rangeOf(node), isStorage: false };
  builder.branch(condition, { whenTrue, whenFalse });
  for (const [block, branch] of [[whenTrue, node.whenTrue], [whenFalse, node.whenFalse]] as const) {
    builder.enterSealed(block);
    const value = lowerExpression(lowering, branch);
    if (result.type.kind === 'unknown' || (result.type.kind === 'int' && result.type.isLiteral)) result.type = value.type;
    builder.write(result, value);
    builder.jump(after);
  }
  builder.enterSealed(after);
  return builder.read(result);
}

function lowerIndex(lowering: Lowering, node: IndexAccess): Instruction {
  const object = lowerExpression(lowering, node.base);
  if (object.type.kind === 'typeName') {
    const named: SolType = { kind: 'array', element: object.type.named, length: null };
    return environment(lowering, 'type', { type: { kind: 'typeName', named }, node });
  }
  if (!node.index) return object;
  const index = lowerExpression(lowering, node.index);
  return readChild(lowering, object, { key: { kind: 'index', value: index }, node });
}

function lowerMember(lowering: Lowering, node: MemberAccess): Instruction {
  const object = lowerExpression(lowering, node.object);
  const { type } = object;
  if (type.kind === 'magic') return lowerMagicMember(lowering, node, type.name);
  if (type.kind === 'typeName') return lowerStaticMember(lowering, type.named, node);
  if (type.kind === 'file') return lowerFileMember(lowering, node, type.file.path);
  if (node.member === 'balance' && (type.kind === 'address' || type.kind === 'contract' || type.kind === 'unknown')) {
    return append(lowering, { kind: 'member', object, name: 'balance', type: UINT256 }, node);
  }
  if (node.member === 'code' || node.member === 'codehash') {
    if (type.kind === 'address') return append(lowering, { kind: 'member', object, name: node.member, type: BYTES }, node);
  }
  return readChild(lowering, object, { key: { kind: 'field', name: node.member }, node });
}

/** `msg.sender`, `type(uint128).max` */
function lowerMagicMember(lowering: Lowering, node: MemberAccess, object: string): Instruction {
  const limit = object === 'type' ? typeLimit(lowering, node) : null;
  if (limit) return limit;
  const name = `${object}.${node.member}`;
  return environment(lowering, name, { type: environmentType(name) ?? { kind: 'magic', name }, node });
}

/** `type(uint128).max` */
function typeLimit(lowering: Lowering, node: MemberAccess): Instruction | null {
  const [argument] = node.object.type === 'CallExpression' ? node.object.args : [];
  if (argument?.type !== 'TypeExpression' || (node.member !== 'max' && node.member !== 'min')) return null;
  const type = resolveType(argument.typeName, lowering.body.scope);
  if (type.kind !== 'int') return null;
  const { bits, isSigned } = type;
  const top = 2n ** BigInt(isSigned ? bits - 1 : bits);
  return constant(lowering, node.member === 'max' ? top - 1n : isSigned ? -top : 0n, { type, node });
}

/** `Color.Red`, `Library.CONSTANT`, `Base.variable`, `Token.Kind`, and the functions behind such a name. */
function lowerStaticMember(lowering: Lowering, named: SolType, node: MemberAccess): Instruction {
  if (named.kind === 'enum') {
    const at = named.definition.members.findIndex((member) => member.name === node.member);
    return constant(lowering, BigInt(Math.max(at, 0)), { type: named, node });
  }
  if (named.kind !== 'contract') return environment(lowering, `type.${node.member}`, { type: UNKNOWN, node });
  const variable = findVariable(named.contract, node.member);
  if (variable) return readVariable(lowering, variable, { type: 'Identifier', name: node.member, start: node.start, end: node.end });
  const inner = memberType(named.contract, node.member);
  if (inner) return environment(lowering, node.member, { type: { kind: 'typeName', named: inner }, node });
  const candidates = findFunctions(named.contract, node.member);
  return environment(lowering, `function ${node.member}`, { type: { kind: 'functions', candidates }, node });
}

function lowerFileMember(lowering: Lowering, node: MemberAccess, path: string): Instruction {
  const outer = lowering.body;
  const target = outer.scope.file.imports.find((entry) => entry.target?.path === path)?.target;
  if (!target) return environment(lowering, node.member, { type: UNKNOWN, node });
  lowering.body = { ...outer, scope: { file: target, contract: null }, locals: [new Map()] };
  const result = lowerName(lowering, { type: 'Identifier', name: node.member, start: node.start, end: node.end });
  lowering.body = outer;
  return result;
}
