import type { Declaration, EnumMember, ImportDirective, Parameter, VariableDeclaration, Visibility } from '../nodes.ts';
import type { Range } from '../tokens.ts';
import { TokenKind } from '../tokens.ts';
import { type Cursor, parseList } from './cursor.ts';
import { parseExpression } from './expressions.ts';
import { parseFunction, parseModifier, parseOverrides } from './functions.ts';
import { parseParameters, parseTypeName } from './types.ts';

type Parse = (cursor: Cursor) => Declaration;

const BY_KEYWORD: Readonly<Record<string, Parse>> = {
  pragma: parsePragma,
  import: parseImport,
  using: parseUsing,
  struct: parseStruct,
  enum: parseEnum,
  event: parseEvent,
  modifier: parseModifier,
};

/** What a file and a contract have in common. `scope` is what a variable found here is. */
export function parseDeclaration(cursor: Cursor, scope: 'file' | 'state'): Declaration {
  const keyword = Object.hasOwn(BY_KEYWORD, cursor.text) && cursor.kind === TokenKind.word ? BY_KEYWORD[cursor.text] : undefined;
  if (keyword) return keyword(cursor);
  if (cursor.is('error') && cursor.isWordAt(1) && cursor.textAt(2) === '(') return parseError(cursor);
  if (cursor.is('type') && cursor.isWordAt(1) && cursor.textAt(2) === 'is') return parseValueType(cursor);
  return isFunction(cursor) ? parseFunction(cursor) : parseVariable(cursor, scope);
}

function isFunction(cursor: Cursor): boolean {
  if (cursor.is('function')) return !isFunctionVariable(cursor);
  return cursor.textAt(1) === '(' && (cursor.is('constructor') || cursor.is('fallback') || cursor.is('receive'));
}

const ATTRIBUTES = new Set(['public', 'private', 'internal', 'external', 'pure', 'view', 'payable', 'constant', 'virtual']);

/** Tells `function (uint) internal f;` from the nameless fallback `function () payable {}`. */
function isFunctionVariable(cursor: Cursor): boolean {
  if (cursor.textAt(1) !== '(') return false;
  for (let at = cursor.index + 1; at < cursor.tokens.kinds.length; at++) {
    const text = cursor.tokens.texts[at];
    if (text === '(') at = Math.max(at, cursor.tokens.partners[at] ?? -1);
    else if (text === '{') return false;
    else if (text === '=') return true;
    else if (text === ';') return cursor.tokens.kinds[at - 1] === TokenKind.word && !ATTRIBUTES.has(cursor.tokens.texts[at - 1] ?? '');
  }
  return false;
}

function parsePragma(cursor: Cursor): Declaration {
  const start = cursor.start;
  cursor.advance();
  const { name } = cursor.name();
  const valueStart = cursor.start;
  while (!cursor.is(';') && !cursor.isAtEnd && !cursor.is('}')) cursor.advance();
  const value = cursor.tokens.source.slice(valueStart, Math.max(valueStart, cursor.previousEnd));
  cursor.expect(';');
  return { type: 'PragmaDirective', name, value, ...cursor.since(start) };
}

function parseImport(cursor: Cursor): Declaration {
  const start = cursor.start;
  cursor.advance();
  let unitAlias: string | null = null;
  let symbols: ImportDirective['symbols'] = null;
  if (cursor.accept('{')) {
    symbols = parseList(cursor, '}', () => ({ name: cursor.name().name, alias: cursor.accept('as') ? cursor.name().name : null }));
    cursor.expect('from');
  } else if (cursor.kind !== TokenKind.string) {
    cursor.advance();
    if (cursor.accept('as')) unitAlias = cursor.name().name;
    cursor.expect('from');
  }
  const path = cursor.kind === TokenKind.string ? cursor.text.slice(1, -1) : '';
  if (path === '') cursor.complain('expected the path of an import');
  else cursor.advance();
  if (cursor.accept('as')) unitAlias = cursor.name().name;
  cursor.expect(';');
  return { type: 'ImportDirective', path, unitAlias, symbols, ...cursor.since(start) };
}

function parseUsing(cursor: Cursor): Declaration {
  const start = cursor.start;
  cursor.advance();
  const isList = cursor.accept('{');
  const functions = isList ? parseList(cursor, '}', () => parseAttached(cursor)) : [{ path: cursor.path(), operator: null }];
  cursor.expect('for');
  const target = cursor.accept('*') ? null : parseTypeName(cursor);
  const isGlobal = cursor.accept('global');
  cursor.expect(';');
  return { type: 'UsingDirective', functions, isList, target, isGlobal, ...cursor.since(start) };
}

function parseAttached(cursor: Cursor): { path: string[]; operator: string | null } {
  const path = cursor.path();
  if (!cursor.accept('as')) return { path, operator: null };
  const operator = cursor.text;
  cursor.advance();
  return { path, operator };
}

function named(cursor: Cursor): { name: string; nameRange: Range } {
  const { name, start, end } = cursor.name();
  return { name, nameRange: { start, end } };
}

function parseStruct(cursor: Cursor): Declaration {
  const start = cursor.start;
  cursor.advance();
  const title = named(cursor);
  const fields: VariableDeclaration[] = [];
  cursor.expect('{');
  while (!cursor.is('}') && !cursor.isAtEnd && !cursor.isLost) fields.push(parseVariable(cursor, 'field'));
  cursor.expect('}');
  return { type: 'StructDefinition', ...title, fields, ...cursor.since(start) };
}

function parseEnum(cursor: Cursor): Declaration {
  const start = cursor.start;
  cursor.advance();
  const title = named(cursor);
  cursor.expect('{');
  const members = parseList<EnumMember>(cursor, '}', () => {
    const { name, ...range } = cursor.name();
    return { type: 'EnumMember', name, start: range.start, end: range.end };
  });
  return { type: 'EnumDefinition', ...title, members, ...cursor.since(start) };
}

function parseEvent(cursor: Cursor): Declaration {
  const start = cursor.start;
  cursor.advance();
  const title = named(cursor);
  const parameters: Parameter[] = parseParameters(cursor);
  const isAnonymous = cursor.accept('anonymous');
  cursor.expect(';');
  return { type: 'EventDefinition', ...title, parameters, isAnonymous, ...cursor.since(start) };
}

function parseError(cursor: Cursor): Declaration {
  const start = cursor.start;
  cursor.advance();
  const title = named(cursor);
  const parameters = parseParameters(cursor);
  cursor.expect(';');
  return { type: 'ErrorDefinition', ...title, parameters, ...cursor.since(start) };
}

function parseValueType(cursor: Cursor): Declaration {
  const start = cursor.start;
  cursor.advance();
  const title = named(cursor);
  cursor.expect('is');
  const underlying = parseTypeName(cursor);
  cursor.expect(';');
  return { type: 'ValueTypeDefinition', ...title, underlying, ...cursor.since(start) };
}

const VARIABLE_WORDS = new Set(['public', 'private', 'internal', 'external', 'constant', 'immutable', 'transient', 'override']);

function parseVariable(cursor: Cursor, scope: 'file' | 'state' | 'field'): VariableDeclaration {
  const start = cursor.start;
  const typeName = parseTypeName(cursor);
  const flags = new Set<string>();
  let overrides: string[][] | null = null;
  // A word of the list is the variable's name where nothing but `;` or `=` follows: `address transient;`
  while (cursor.isAny(VARIABLE_WORDS) && cursor.textAt(1) !== ';' && cursor.textAt(1) !== '=') {
    flags.add(cursor.text);
    if (cursor.is('override')) overrides = parseOverrides(cursor);
    else cursor.advance();
  }
  const title = named(cursor);
  const value = cursor.accept('=') ? parseExpression(cursor) : null;
  cursor.expect(';');
  const visibility = (['public', 'private', 'internal', 'external'] as const).find((word): word is Visibility => flags.has(word));
  return {
    type: 'VariableDeclaration', scope, typeName, location: null, ...title, visibility: visibility ?? null,
    isConstant: flags.has('constant'), isImmutable: flags.has('immutable'), isTransient: flags.has('transient'),
    overrides, value, ...cursor.since(start),
  };
}
