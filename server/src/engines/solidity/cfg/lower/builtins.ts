import { BOOL, BYTES, BYTES32, type SolType, UNKNOWN, VOID } from '../../project/types.ts';
import { declaresFunction } from '../../project/lookup.ts';
import { resolveType } from '../../project/resolve-type.ts';
import type { Expression, TypeName } from '../../syntax/nodes.ts';
import type { Instruction } from '../instructions.ts';
import { appendCall, type CallSite, constant, environment, findLocal, type Lowering } from './context.ts';
import { BUILTIN_FUNCTIONS } from './environment.ts';

/** A call of a function that the language offers by its bare name; null where the name means something else here. */
export function lowerBuiltin(lowering: Lowering, name: string, site: CallSite): Instruction | null {
  if (isShadowed(lowering, name)) return null;
  switch (name) {
    case 'require':
    case 'assert':
      return lowerRequire(lowering, site, name === 'assert');
    case 'revert':
      return lowerRevert(lowering, site);
    case 'selfdestruct':
    case 'suicide': {
      const [target = null] = lowerArgs(lowering, site);
      const result = builtinCall(lowering, site, { name, type: VOID, args: [], target });
      lowering.builder.current.terminator = { kind: 'return', values: [] };
      lowering.builder.enterDead();
      return result;
    }
    case 'type':
      return lowerTypeInformation(lowering, site);
    default: {
      const type = Object.hasOwn(BUILTIN_FUNCTIONS, name) ? BUILTIN_FUNCTIONS[name] : undefined;
      return type ? builtinCall(lowering, site, { name, type, args: lowerArgs(lowering, site), target: null }) : null;
    }
  }
}

function isShadowed(lowering: Lowering, name: string): boolean {
  const { contract, file } = lowering.body.scope;
  if (findLocal(lowering, name) || file.symbols.has(name)) return true;
  return contract !== null && declaresFunction(contract, name);
}

function lowerArgs(lowering: Lowering, site: CallSite): Instruction[] {
  return site.node.args.map((argument) => lowering.lowerExpression(lowering, argument));
}

interface BuiltinShape {
  name: string;
  type: SolType;
  args: Instruction[];
  target: Instruction | null;
}

function builtinCall(lowering: Lowering, site: CallSite, shape: BuiltinShape): Instruction {
  const { name, type, args, target } = shape;
  const method = name === 'selfdestruct' || name === 'suicide' ? 'selfdestruct' : 'builtin';
  return appendCall(lowering, { method, name, target, args, type }, site.node);
}

function lowerRequire(lowering: Lowering, site: CallSite, isAssert: boolean): Instruction {
  const { builder } = lowering;
  const [condition, ...messages] = site.node.args;
  const value = condition ? lowering.lowerExpression(lowering, condition) : constant(lowering, true, { type: BOOL, node: site.node });
  const [whenTrue, whenFalse] = [builder.createBlock(), builder.createBlock()];
  builder.branch(value, { whenTrue, whenFalse, isAssert });
  builder.enterSealed(whenFalse);
  for (const message of messages) if (message.type !== 'StringLiteral') lowering.lowerExpression(lowering, message);
  builder.current.terminator = { kind: 'revert' };
  builder.enterSealed(whenTrue);
  return constant(lowering, true, { type: VOID, node: site.node });
}

function lowerRevert(lowering: Lowering, site: CallSite): Instruction {
  lowerArgs(lowering, site);
  const result = constant(lowering, false, { type: VOID, node: site.node });
  lowering.builder.current.terminator = { kind: 'revert' };
  lowering.builder.enterDead();
  return result;
}

function lowerTypeInformation(lowering: Lowering, site: CallSite): Instruction {
  return environment(lowering, 'type', { type: { kind: 'magic', name: 'type' }, node: site.node });
}

/** `abi.encode(…)`, `block.blockhash(…)` and their like. */
export function lowerMagicCall(lowering: Lowering, name: string, site: CallSite): Instruction {
  if (name === 'abi.decode') return lowerDecode(lowering, site);
  const args = lowerArgs(lowering, site);
  if (name === 'block.blockhash') return builtinCall(lowering, site, { name: 'blockhash', type: BYTES32, args, target: null });
  // `msg.sender.call(…)` is no magic: the sender is a value, so only names of the language arrive here.
  const type: SolType = name.startsWith('abi.') ? BYTES : UNKNOWN;
  return builtinCall(lowering, site, { name, type, args, target: null });
}

function lowerDecode(lowering: Lowering, site: CallSite): Instruction {
  const [data, types] = site.node.args;
  const args = data ? [lowering.lowerExpression(lowering, data)] : [];
  const named = types ? typesOf(lowering, types) : [];
  const type: SolType = named.length === 1 ? (named[0] ?? UNKNOWN) : { kind: 'tuple', items: named };
  return builtinCall(lowering, site, { name: 'abi.decode', type, args, target: null });
}

function typesOf(lowering: Lowering, node: Expression): SolType[] {
  const components = node.type === 'TupleExpression' ? node.components : [node];
  return components.map((component) => {
    const named = component && typeNameOf(component);
    return named ? resolveType(named, lowering.body.scope) : UNKNOWN;
  });
}

/** Reads an expression such as `uint[]` or `Library.Struct` as the type it names. */
function typeNameOf(node: Expression): TypeName | null {
  if (node.type === 'TypeExpression') return node.typeName;
  if (node.type === 'Identifier') return { type: 'NamedType', path: [node.name], start: node.start, end: node.end };
  if (node.type === 'MemberAccess' && node.object.type === 'Identifier') {
    return { type: 'NamedType', path: [node.object.name, node.member], start: node.start, end: node.end };
  }
  if (node.type !== 'IndexAccess') return null;
  const element = typeNameOf(node.base);
  return element && { type: 'ArrayType', element, length: node.index, start: node.start, end: node.end };
}

