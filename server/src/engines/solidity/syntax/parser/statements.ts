import type { Block, CatchClause, DataLocation, Expression, Statement, TypeName, VariableDeclaration } from '../nodes.ts';
import { type Range, TokenKind } from '../tokens.ts';
import type { Cursor } from './cursor.ts';
import { parseExpression } from './expressions.ts';
import { isElementary, LOCATIONS, parseParameters, parseTypeName } from './types.ts';
import { parseYulBlock } from './yul.ts';

export function parseBlock(cursor: Cursor, isUnchecked = false): Block {
  const start = cursor.start;
  const statements: Statement[] = [];
  cursor.expect('{');
  while (!cursor.isAtEnd && !cursor.is('}') && !cursor.isLost) {
    const before = cursor.index;
    statements.push(parseStatement(cursor));
    if (cursor.isLost) cursor.recover();
    if (cursor.index === before && !cursor.is('}')) cursor.skipOne();
  }
  cursor.expect('}');
  return { type: 'Block', isUnchecked, statements, ...cursor.since(start) };
}

function parseStatement(cursor: Cursor): Statement {
  return cursor.nest<Statement>(() => parseKeyword(cursor), (range) => ({ type: 'UnknownStatement', ...range }));
}

const KEYWORDS: Readonly<Record<string, (cursor: Cursor) => Statement>> = {
  '{': parseBlock,
  if: parseIf,
  for: parseFor,
  while: parseWhile,
  do: parseDoWhile,
  return: parseReturn,
  try: parseTry,
  assembly: parseAssembly,
  break: parseWord,
  continue: parseWord,
  throw: parseWord,
};

function parseKeyword(cursor: Cursor): Statement {
  const keyword = Object.hasOwn(KEYWORDS, cursor.text) && cursor.kind !== TokenKind.string ? KEYWORDS[cursor.text] : undefined;
  if (keyword) return keyword(cursor);
  if (cursor.is('unchecked') && cursor.textAt(1) === '{') {
    const start = cursor.start;
    cursor.advance();
    return { ...parseBlock(cursor, true), ...cursor.since(start) };
  }
  if (cursor.is('emit') && cursor.isWordAt(1)) return parseThrowing(cursor, 'EmitStatement');
  if (cursor.is('revert') && cursor.isWordAt(1)) return parseThrowing(cursor, 'RevertStatement');
  return isPlaceholder(cursor) ? parseWord(cursor) : parseSimple(cursor);
}

function isPlaceholder(cursor: Cursor): boolean {
  return cursor.is('_') && (cursor.textAt(1) === ';' || cursor.textAt(1) === '}');
}

const WORD_TYPES = {
  break: 'BreakStatement',
  continue: 'ContinueStatement',
  throw: 'ThrowStatement',
  _: 'PlaceholderStatement',
} as const;

function parseWord(cursor: Cursor): Statement {
  const start = cursor.start;
  const type = WORD_TYPES[cursor.text as keyof typeof WORD_TYPES];
  cursor.advance();
  // The placeholder of the first compilers could stand without a semicolon.
  if (type !== 'PlaceholderStatement' || cursor.is(';')) cursor.expect(';');
  return { type, ...cursor.since(start) };
}

function parseThrowing(cursor: Cursor, type: 'EmitStatement' | 'RevertStatement'): Statement {
  const start = cursor.start;
  cursor.advance();
  const call = parseExpression(cursor);
  cursor.expect(';');
  return { type, call, ...cursor.since(start) };
}

function parseIf(cursor: Cursor): Statement {
  const start = cursor.start;
  cursor.advance();
  const condition = parseCondition(cursor);
  const whenTrue = parseStatement(cursor);
  const whenFalse = cursor.accept('else') ? parseStatement(cursor) : null;
  return { type: 'IfStatement', condition, whenTrue, whenFalse, ...cursor.since(start) };
}

function parseCondition(cursor: Cursor): Expression {
  const closing = cursor.tokens.partners[cursor.index] ?? -1;
  cursor.expect('(');
  const condition = parseExpression(cursor);
  cursor.expect(')');
  // What depends on a condition that cannot be read is still worth reading.
  if (cursor.isLost && closing >= cursor.index) {
    cursor.index = closing + 1;
    cursor.isLost = false;
  }
  return condition;
}

function parseFor(cursor: Cursor): Statement {
  const start = cursor.start;
  cursor.advance();
  cursor.expect('(');
  const initial = cursor.accept(';') ? null : parseSimple(cursor);
  const condition = cursor.is(';') ? null : parseExpression(cursor);
  cursor.expect(';');
  const step = cursor.is(')') ? null : parseExpression(cursor);
  cursor.expect(')');
  return { type: 'ForStatement', initial, condition, step, body: parseStatement(cursor), ...cursor.since(start) };
}

function parseWhile(cursor: Cursor): Statement {
  const start = cursor.start;
  cursor.advance();
  const condition = parseCondition(cursor);
  return { type: 'WhileStatement', condition, body: parseStatement(cursor), ...cursor.since(start) };
}

function parseDoWhile(cursor: Cursor): Statement {
  const start = cursor.start;
  cursor.advance();
  const body = parseStatement(cursor);
  cursor.expect('while');
  const condition = parseCondition(cursor);
  cursor.expect(';');
  return { type: 'DoWhileStatement', condition, body, ...cursor.since(start) };
}

function parseReturn(cursor: Cursor): Statement {
  const start = cursor.start;
  cursor.advance();
  const value = cursor.is(';') ? null : parseExpression(cursor);
  cursor.expect(';');
  return { type: 'ReturnStatement', value, ...cursor.since(start) };
}

function parseTry(cursor: Cursor): Statement {
  const start = cursor.start;
  cursor.advance();
  const call = parseExpression(cursor);
  const returns = cursor.accept('returns') ? parseParameters(cursor) : [];
  const body = parseBlock(cursor);
  const clauses: CatchClause[] = [];
  while (cursor.is('catch') && !cursor.isLost) clauses.push(parseCatch(cursor));
  return { type: 'TryStatement', call, returns, body, clauses, ...cursor.since(start) };
}

function parseCatch(cursor: Cursor): CatchClause {
  const start = cursor.start;
  cursor.advance();
  const name = cursor.isWordAt(0) ? cursor.name().name : null;
  const parameters = cursor.is('(') ? parseParameters(cursor) : [];
  return { type: 'CatchClause', name, parameters, body: parseBlock(cursor), ...cursor.since(start) };
}

function parseAssembly(cursor: Cursor): Statement {
  const start = cursor.start;
  cursor.advance();
  const flags: string[] = [];
  while (!cursor.is('{') && !cursor.isAtEnd && !cursor.is(';') && !cursor.is('}')) {
    if (cursor.kind === TokenKind.string) flags.push(cursor.text.slice(1, -1));
    cursor.advance();
  }
  return { type: 'AssemblyStatement', flags, body: parseYulBlock(cursor), ...cursor.since(start) };
}

/** A declaration or an expression, with its semicolon. */
function parseSimple(cursor: Cursor): Statement {
  const start = cursor.start;
  const isTuple = cursor.is('(') ? isTupleDeclaration(cursor) : cursor.is('var') && cursor.textAt(1) === '(';
  if (isTuple) return parseTupleDeclaration(cursor);
  if (isDeclarationAt(cursor, 0)) {
    const variable = parseLocal(cursor);
    const value = cursor.accept('=') ? parseExpression(cursor) : null;
    cursor.expect(';');
    return { type: 'LocalDeclaration', variables: [variable], value, isTuple: false, ...cursor.since(start) };
  }
  const expression = parseExpression(cursor);
  cursor.expect(';');
  return { type: 'ExpressionStatement', expression, ...cursor.since(start) };
}

/** Looks past a type's name, members and array brackets: a declaration has a name or a location after them. */
function isDeclarationAt(cursor: Cursor, from: number): boolean {
  const first = cursor.textAt(from);
  if (!cursor.isWordAt(from) || first === 'new' || first === 'delete') return false;
  if (first === 'mapping' || first === 'var' || (first === 'function' && cursor.textAt(from + 1) === '(')) return true;
  let ahead = afterTypeName(cursor, from);
  while (cursor.textAt(ahead) === '[') {
    const partner = cursor.tokens.partners[cursor.index + ahead] ?? -1;
    if (partner < 0) return false;
    ahead = partner - cursor.index + 1;
  }
  return cursor.isWordAt(ahead);
}

/** `address payable`, `A.B.C` */
function afterTypeName(cursor: Cursor, from: number): number {
  const first = cursor.textAt(from);
  let ahead = from + 1;
  if (first === 'address' && cursor.textAt(ahead) === 'payable') ahead++;
  while (!isElementary(first) && cursor.textAt(ahead) === '.' && cursor.isWordAt(ahead + 1)) ahead += 2;
  return ahead;
}

function isTupleDeclaration(cursor: Cursor): boolean {
  let ahead = 1;
  while (cursor.textAt(ahead) === ',') ahead++;
  return isDeclarationAt(cursor, ahead);
}

function parseTupleDeclaration(cursor: Cursor): Statement {
  const start = cursor.start;
  const isUntyped = cursor.accept('var');
  const variables: (VariableDeclaration | null)[] = [];
  cursor.expect('(');
  do {
    const isEmpty = cursor.is(',') || cursor.is(')');
    variables.push(isEmpty ? null : isUntyped ? parseUntyped(cursor) : parseLocal(cursor));
  } while (cursor.accept(',') && !cursor.isLost);
  cursor.expect(')');
  const value = cursor.accept('=') ? parseExpression(cursor) : null;
  cursor.expect(';');
  return { type: 'LocalDeclaration', variables, value, isTuple: true, ...cursor.since(start) };
}

function parseUntyped(cursor: Cursor): VariableDeclaration {
  const typeName: TypeName = { type: 'ElementaryType', name: 'var', isPayable: false, start: cursor.start, end: cursor.start };
  const { name, ...nameRange } = cursor.name();
  return local({ typeName, location: null, name, nameRange });
}

function parseLocal(cursor: Cursor): VariableDeclaration {
  const typeName = parseTypeName(cursor);
  let location: DataLocation | null = null;
  if (cursor.isAny(LOCATIONS) && cursor.isWordAt(1)) {
    location = cursor.text as DataLocation;
    cursor.advance();
  }
  const { name, ...nameRange } = cursor.name();
  return local({ typeName, location, name, nameRange });
}

function local(parts: { typeName: TypeName; location: DataLocation | null; name: string; nameRange: Range }): VariableDeclaration {
  const { typeName, location, name } = parts;
  const nameRange = { start: parts.nameRange.start, end: parts.nameRange.end };
  return {
    type: 'VariableDeclaration', scope: 'local', typeName, location, name, nameRange, visibility: null, isConstant: false,
    isImmutable: false, isTransient: false, overrides: null, value: null, start: typeName.start, end: nameRange.end,
  };
}
