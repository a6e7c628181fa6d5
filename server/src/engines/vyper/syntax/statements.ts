import { TokenKind } from '../../solidity/syntax/tokens.ts';
import { type Cursor, MAX_CHAIN } from './cursor.ts';
import { parseExpression, parseTuple, parseType } from './expressions.ts';
import type { IfBranch, Statement } from './nodes.ts';

const ASSIGNMENTS: ReadonlySet<string> = new Set(['=', '+=', '-=', '*=', '/=', '//=', '%=', '&=', '|=', '^=', '<<=', '>>=', '**=']);

/**
 * What follows a colon: the rest of the line, or all following lines indented deeper than `parent`. On return the
 * cursor stands at the first line that is not part of it.
 */
export function parseBody(cursor: Cursor, parent: number): Statement[] {
  cursor.expect(':');
  const statements: Statement[] = [];
  if (cursor.isLost) cursor.nextLine();
  else if (!cursor.isLineEnd) {
    parseLine(cursor, statements);
    return statements;
  } else cursor.nextLine();
  cursor.nest(() => parseLines(cursor, { parent, statements }), () => skipLines(cursor, parent));
  return statements;
}

function parseLines(cursor: Cursor, block: { parent: number; statements: Statement[] }): void {
  while (cursor.hasLine && cursor.indent > block.parent) parseLine(cursor, block.statements);
}

function skipLines(cursor: Cursor, parent: number): void {
  while (cursor.hasLine && cursor.indent > parent) cursor.nextLine();
}

/** One logical line, which may hold several statements, or a compound statement with its block. */
function parseLine(cursor: Cursor, into: Statement[]): void {
  const { line } = cursor;
  const compound = parseCompound(cursor);
  if (compound) into.push(compound);
  else {
    do into.push(parseSimple(cursor));
    while (!cursor.isLost && cursor.accept(';') && !cursor.isLineEnd);
    if (!cursor.isLineEnd) cursor.complain('expected the end of the statement');
  }
  // A compound statement has moved on by itself.
  if (cursor.line === line) cursor.nextLine();
}

function parseCompound(cursor: Cursor): Statement | null {
  if (cursor.is('if')) return parseIf(cursor);
  if (cursor.is('for')) return parseFor(cursor);
  if (!cursor.is('elif') && !cursor.is('else')) return null;
  cursor.complain('no if before this');
  const range = cursor.since(cursor.start);
  const { indent } = cursor;
  cursor.nextLine();
  skipLines(cursor, indent);
  return { type: 'Skipped', ...range };
}

function parseIf(cursor: Cursor): Statement {
  const { start, indent } = cursor;
  const branches: IfBranch[] = [];
  let otherwise: Statement[] = [];
  do branches.push(parseBranch(cursor, indent));
  while (cursor.hasLine && cursor.indent === indent && cursor.is('elif') && branches.length < MAX_CHAIN);
  if (cursor.hasLine && cursor.indent === indent && cursor.is('else')) {
    cursor.advance();
    otherwise = parseBody(cursor, indent);
  }
  const end = otherwise.at(-1)?.end ?? branches.at(-1)?.end ?? start;
  return { type: 'If', branches, otherwise, start, end };
}

function parseBranch(cursor: Cursor, indent: number): IfBranch {
  const { start } = cursor;
  cursor.advance();
  const condition = parseExpression(cursor);
  const body = parseBody(cursor, indent);
  return { condition, body, start, end: body.at(-1)?.end ?? condition.end };
}

function parseFor(cursor: Cursor): Statement {
  const { start, indent } = cursor;
  cursor.advance();
  const name = cursor.name();
  const annotation = cursor.accept(':') ? parseType(cursor) : null;
  cursor.expect('in');
  const iterable = parseExpression(cursor);
  const body = parseBody(cursor, indent);
  return { type: 'For', name, annotation, iterable, body, start, end: body.at(-1)?.end ?? iterable.end };
}

function parseSimple(cursor: Cursor): Statement {
  const { start } = cursor;
  const isPlain = cursor.textAt(1) === '' || cursor.textAt(1) === ';';
  switch (cursor.kind === TokenKind.word ? cursor.text : '') {
    case 'pass':
    case 'break':
    case 'continue':
      if (isPlain) return parseWord(cursor);
      break;
    case 'return':
      cursor.advance();
      return { type: 'Return', value: cursor.isLineEnd || cursor.is(';') ? null : parseTuple(cursor), ...cursor.since(start) };
    case 'assert':
      return parseAssert(cursor);
    case 'raise':
      cursor.advance();
      return { type: 'Raise', value: cursor.isLineEnd || cursor.is(';') ? null : parseExpression(cursor), ...cursor.since(start) };
    case 'log':
      return parseLog(cursor);
    case 'del':
      return parseDelete(cursor);
  }
  return parseAssignment(cursor);
}

function parseWord(cursor: Cursor): Statement {
  const { start, text } = cursor;
  cursor.advance();
  const type = text === 'pass' ? 'Pass' : text === 'break' ? 'Break' : 'Continue';
  return { type, ...cursor.since(start) };
}

function parseAssert(cursor: Cursor): Statement {
  const { start } = cursor;
  cursor.advance();
  const condition = parseExpression(cursor);
  const message = cursor.accept(',') ? parseExpression(cursor) : null;
  return { type: 'Assert', condition, message, ...cursor.since(start) };
}

/** `log Transfer(…)`, and `log.Transfer(…)` before 0.2. */
function parseLog(cursor: Cursor): Statement {
  const { start } = cursor;
  cursor.advance();
  cursor.accept('.');
  const call = parseExpression(cursor);
  return { type: 'Log', call, ...cursor.since(start) };
}

/** `del x` of the first versions sets a place to zero. */
function parseDelete(cursor: Cursor): Statement {
  const { start } = cursor;
  cursor.advance();
  const argument = parseExpression(cursor);
  const range = cursor.since(start);
  const callee = { type: 'Name', name: 'clear', ...range } as const;
  return { type: 'ExpressionStatement', value: { type: 'Call', callee, args: [argument], keywords: [], marker: null, ...range }, ...range };
}

function parseAssignment(cursor: Cursor): Statement {
  const { start } = cursor;
  const target = parseTuple(cursor);
  if (target.type === 'Name' && cursor.accept(':')) {
    const annotation = parseType(cursor);
    const value = cursor.accept('=') ? parseTuple(cursor) : null;
    return { type: 'Declare', name: target, annotation, value, ...cursor.since(start) };
  }
  const operator = cursor.text;
  if (!cursor.isLost && cursor.kind === TokenKind.punctuation && ASSIGNMENTS.has(operator)) {
    cursor.advance();
    return { type: 'Assign', operator, target, value: parseTuple(cursor), ...cursor.since(start) };
  }
  if (cursor.isLost) return { type: 'Skipped', ...cursor.since(start) };
  return { type: 'ExpressionStatement', value: target, ...cursor.since(start) };
}
