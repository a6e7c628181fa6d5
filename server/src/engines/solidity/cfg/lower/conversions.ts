import { resolveType } from '../../project/resolve-type.ts';
import { type SolType, UNKNOWN } from '../../project/types.ts';
import type { NewExpression } from '../../syntax/nodes.ts';
import type { Instruction } from '../instructions.ts';
import { append, appendCall, type CallSite, constant, type Lowering } from './context.ts';

/** `uint8(x)`, `Token(x)`, and the building of a struct, which looks the same. */
export function lowerConversion(lowering: Lowering, type: SolType, site: CallSite): Instruction {
  const items = site.node.args.map((argument) => lowering.lowerExpression(lowering, argument));
  if (type.kind === 'struct') {
    const { names } = site.node;
    const fields = type.definition.fields.map((field) => field.name);
    const ordered = names ? fields.flatMap((field) => items[names.indexOf(field)] ?? []) : items;
    return append(lowering, { kind: 'allocate', items: ordered, type }, site.node);
  }
  const [value] = items;
  if (!value) return append(lowering, { kind: 'environment', name: 'unknown', type }, site.node);
  const number = value.kind === 'constant' && typeof value.value === 'bigint' ? value.value : null;
  if (number !== null && (type.kind === 'address' || type.kind === 'int' || type.kind === 'contract')) return constant(lowering, cut(number, type), { type, node: site.node });
  return append(lowering, { kind: 'convert', value, type }, site.node);
}

/** What is left of a number in a type: `uint8(300)` is 44. */
function cut(value: bigint, type: SolType): bigint {
  if (type.kind === 'int') return type.isSigned ? BigInt.asIntN(type.bits, value) : BigInt.asUintN(type.bits, value);
  return type.kind === 'address' || type.kind === 'contract' ? BigInt.asUintN(160, value) : value;
}

/** `new Token(…)` creates a contract, `new uint[](n)` an array in memory. */
export function lowerNew(lowering: Lowering, callee: NewExpression, site: CallSite): Instruction {
  const type = resolveType(callee.typeName, lowering.body.scope);
  const args = site.node.args.map((argument) => lowering.lowerExpression(lowering, argument));
  if (type.kind !== 'contract' && type !== UNKNOWN) return append(lowering, { kind: 'allocate', items: args, type }, site.node);
  const name = callee.typeName.type === 'NamedType' ? callee.typeName.path.join('.') : 'new';
  const contract = type.kind === 'contract' ? type.contract : null;
  return appendCall(lowering, { method: 'create', name, args, value: site.value, contract, type }, site.node);
}
