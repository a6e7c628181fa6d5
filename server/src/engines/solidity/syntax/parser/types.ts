import type { DataLocation, Expression, FunctionType, MappingType, Parameter, TypeName } from '../nodes.ts';
import { type Cursor, parseList } from './cursor.ts';

const ELEMENTARY = new Set(['address', 'bool', 'string', 'bytes', 'byte', 'int', 'uint', 'fixed', 'ufixed', 'var']);
for (let size = 1; size <= 32; size++) {
  ELEMENTARY.add(`bytes${size}`).add(`int${size * 8}`).add(`uint${size * 8}`);
}
const FIXED_POINT = /^u?fixed\d+x\d+$/;

export const LOCATIONS: ReadonlySet<string> = new Set(['storage', 'memory', 'calldata']);

export function isElementary(word: string): boolean {
  return ELEMENTARY.has(word) || FIXED_POINT.test(word);
}

export function parseTypeName(cursor: Cursor): TypeName {
  return cursor.nest(
    () => parseArraySuffixes(cursor, parseSimpleType(cursor)),
    (range) => ({ type: 'UnknownType', ...range }),
  );
}

function parseSimpleType(cursor: Cursor): TypeName {
  const start = cursor.start;
  if (cursor.is('mapping')) return parseMapping(cursor);
  if (cursor.is('function')) return parseFunctionType(cursor);
  if (isElementary(cursor.text)) {
    const name = cursor.name().name;
    const isPayable = name === 'address' && cursor.accept('payable');
    return { type: 'ElementaryType', name, isPayable, ...cursor.since(start) };
  }
  if (!cursor.isWordAt(0)) {
    cursor.complain('expected a type');
    return { type: 'UnknownType', ...cursor.since(start) };
  }
  return { type: 'NamedType', path: cursor.path(), ...cursor.since(start) };
}

export function parseArraySuffixes(cursor: Cursor, element: TypeName): TypeName {
  let result = element;
  while (cursor.accept('[')) {
    const length: Expression | null = cursor.is(']') ? null : cursor.parseExpression(cursor);
    cursor.expect(']');
    result = { type: 'ArrayType', element: result, length, ...cursor.since(element.start) };
    if (cursor.isLost) break;
  }
  return result;
}

function parseMapping(cursor: Cursor): MappingType {
  const start = cursor.start;
  cursor.advance();
  cursor.expect('(');
  const key = parseTypeName(cursor);
  const keyName = cursor.isWordAt(0) ? cursor.name() : null;
  cursor.expect('=>');
  const value = parseTypeName(cursor);
  const valueName = cursor.isWordAt(0) ? cursor.name() : null;
  cursor.expect(')');
  return { type: 'MappingType', key, keyName, value, valueName, ...cursor.since(start) };
}

const TYPE_ATTRIBUTES = new Set(['internal', 'external', 'public', 'private', 'pure', 'view', 'payable', 'constant']);

function parseFunctionType(cursor: Cursor): FunctionType {
  const start = cursor.start;
  cursor.advance();
  const parameters = parseParameters(cursor);
  let visibility: FunctionType['visibility'] = 'internal';
  // A second `internal` or `public` belongs to the variable that has this type.
  for (let hasVisibility = false; cursor.isAny(TYPE_ATTRIBUTES); cursor.advance()) {
    const isVisibility = ['internal', 'external', 'public', 'private'].includes(cursor.text);
    if (isVisibility && (hasVisibility || cursor.is('public') || cursor.is('private'))) break;
    hasVisibility ||= isVisibility;
    if (cursor.is('external')) visibility = 'external';
  }
  const returns = cursor.accept('returns') ? parseParameters(cursor) : [];
  return { type: 'FunctionType', parameters, returns, visibility, ...cursor.since(start) };
}

/** `(uint a, bytes memory, address indexed who)` */
export function parseParameters(cursor: Cursor): Parameter[] {
  cursor.expect('(');
  return cursor.isLost ? [] : parseList(cursor, ')', () => parseParameter(cursor));
}

function parseParameter(cursor: Cursor): Parameter {
  const start = cursor.start;
  const typeName = parseTypeName(cursor);
  let location: DataLocation | null = null;
  let isIndexed = false;
  for (; cursor.isWordAt(0); cursor.advance()) {
    if (cursor.isAny(LOCATIONS)) location = cursor.text as DataLocation;
    else if (cursor.is('indexed')) isIndexed = true;
    else if (!cursor.is('payable')) break;
  }
  const name = cursor.isWordAt(0) ? cursor.name() : null;
  return { type: 'Parameter', typeName, location, isIndexed, name, ...cursor.since(start) };
}
