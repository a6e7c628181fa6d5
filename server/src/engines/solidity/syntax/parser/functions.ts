import type { FunctionDefinition, ModifierDefinition, ModifierInvocation, Mutability, Parameter, Visibility } from '../nodes.ts';
import type { Range } from '../tokens.ts';
import { type Cursor, parseList } from './cursor.ts';
import { parseExpression } from './expressions.ts';
import { parseBlock } from './statements.ts';
import { parseParameters } from './types.ts';

const VISIBILITIES: ReadonlySet<string> = new Set<Visibility>(['public', 'private', 'internal', 'external']);
const MUTABILITIES: ReadonlySet<string> = new Set<Mutability>(['pure', 'view', 'payable', 'constant']);

interface Header {
  returns: Parameter[];
  visibility: Visibility | null;
  mutability: Mutability | null;
  isVirtual: boolean;
  overrides: string[][] | null;
  modifiers: ModifierInvocation[];
}

/** `function name(…)`, `constructor(…)`, `fallback(…)`, `receive()` and the nameless fallback of the old versions. */
export function parseFunction(cursor: Cursor): FunctionDefinition {
  const start = cursor.start;
  const keyword = cursor.text;
  cursor.advance();
  const isNamed = keyword === 'function' && cursor.isWordAt(0);
  const { name, ...at } = isNamed ? cursor.name() : { name: '', start, end: start + keyword.length };
  const parameters = parseParameters(cursor);
  const header = parseHeader(cursor);
  const body = parseBody(cursor);
  const nameRange: Range = { start: at.start, end: at.end };
  const kind = functionKind(keyword, name);
  return { type: 'FunctionDefinition', kind, name, nameRange, parameters, ...header, body, ...cursor.since(start) };
}

function functionKind(keyword: string, name: string): FunctionDefinition['kind'] {
  if (keyword === 'constructor' || keyword === 'receive') return keyword;
  return keyword === 'fallback' || name === '' ? 'fallback' : 'function';
}

export function parseModifier(cursor: Cursor): ModifierDefinition {
  const start = cursor.start;
  cursor.advance();
  const { name, ...at } = cursor.name();
  const parameters = cursor.is('(') ? parseParameters(cursor) : [];
  const { isVirtual, overrides } = parseHeader(cursor);
  const body = parseBody(cursor);
  const nameRange: Range = { start: at.start, end: at.end };
  return { type: 'ModifierDefinition', name, nameRange, parameters, isVirtual, overrides, body, ...cursor.since(start) };
}

function parseBody(cursor: Cursor): FunctionDefinition['body'] {
  if (cursor.is('{')) return parseBlock(cursor);
  cursor.expect(';');
  return null;
}

function parseHeader(cursor: Cursor): Header {
  const header: Header = { returns: [], visibility: null, mutability: null, isVirtual: false, overrides: null, modifiers: [] };
  while (cursor.isWordAt(0) && !cursor.isLost) parseAttribute(cursor, header);
  return header;
}

function parseAttribute(cursor: Cursor, header: Header): void {
  if (cursor.isAny(VISIBILITIES)) {
    header.visibility = cursor.text as Visibility;
    cursor.advance();
  } else if (cursor.isAny(MUTABILITIES)) {
    header.mutability = cursor.text as Mutability;
    cursor.advance();
  } else if (cursor.accept('virtual')) header.isVirtual = true;
  else if (cursor.is('override')) header.overrides = parseOverrides(cursor);
  else if (cursor.accept('returns')) header.returns = parseParameters(cursor);
  else header.modifiers.push(parseInvocation(cursor));
}

export function parseOverrides(cursor: Cursor): string[][] {
  cursor.advance();
  return cursor.accept('(') ? parseList(cursor, ')', () => cursor.path()) : [];
}

function parseInvocation(cursor: Cursor): ModifierInvocation {
  const start = cursor.start;
  const path = cursor.path();
  const args = cursor.accept('(') ? parseList(cursor, ')', () => parseExpression(cursor)) : null;
  return { type: 'ModifierInvocation', path, args, ...cursor.since(start) };
}
