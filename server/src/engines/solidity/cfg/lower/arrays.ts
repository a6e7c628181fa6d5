import { LITERAL, UINT256, VOID } from '../../project/types.ts';
import { childTypeOf } from '../../project/resolve-type.ts';
import type { MemberAccess } from '../../syntax/nodes.ts';
import type { Instruction } from '../instructions.ts';
import { append, type CallSite, constant, type Lowering } from './context.ts';
import { extend, lowerPlace, type Place, readPath, writePlace } from './places.ts';

const PLACES: ReadonlySet<string> = new Set(['Identifier', 'MemberAccess', 'IndexAccess']);

/** `array.push(x)` and `array.pop()` on storage. */
export function lowerArrayCall(lowering: Lowering, site: CallSite, callee: MemberAccess): Instruction | null {
  if (callee.member !== 'push' && callee.member !== 'pop') return null;
  if (!PLACES.has(callee.object.type)) return null;
  const place = lowerPlace(lowering, callee.object);
  const path = storageOf(lowering, place);
  if (!path || (place.type.kind !== 'array' && place.type.kind !== 'dynamicBytes')) return null;
  const { node } = site;
  const length = extend(path, { kind: 'field', name: 'length' });
  const before = readPath(lowering, length, { type: UINT256, node });
  const one = constant(lowering, 1n, { type: LITERAL, node });
  const operator = callee.member === 'push' ? '+' : '-';
  const after = append(lowering, { kind: 'binary', operator, left: before, right: one, isChecked: true, type: UINT256 }, node);
  append(lowering, { kind: 'store', path: length, value: after, operator: callee.member, type: UINT256 }, node);
  if (callee.member === 'pop') return constant(lowering, 0n, { type: VOID, node });
  const type = childTypeOf(place.type, null);
  const element = extend(path, { kind: 'index', value: before });
  const [argument] = site.node.args;
  if (!argument) return append(lowering, { kind: 'reference', path: element, type }, node);
  const value = lowering.lowerExpression(lowering, argument);
  writePlace(lowering, { kind: 'storage', path: element, type }, { value, operator: 'push', node });
  return after;
}

function storageOf(lowering: Lowering, place: Place): Extract<Place, { kind: 'storage' }>['path'] | null {
  if (place.kind === 'storage') return place.path;
  if (place.kind !== 'local') return null;
  const value = lowering.builder.read(place.local);
  if (value.kind === 'reference') return value.path;
  return place.local.isStorage ? { variable: null, pointer: value, keys: [] } : null;
}
