import type { YulBlock, YulCase, YulExpression, YulIdentifier, YulLiteral, YulStatement } from '../nodes.ts';
import { type Range, TokenKind } from '../tokens.ts';
import { type Cursor, parseList } from './cursor.ts';

export function parseYulBlock(cursor: Cursor): YulBlock {
  const start = cursor.start;
  const statements: YulStatement[] = [];
  cursor.expect('{');
  while (!cursor.isAtEnd && !cursor.is('}') && !cursor.isLost) {
    const before = cursor.index;
    statements.push(parseNested(cursor));
    if (cursor.isLost) recoverYul(cursor, before);
  }
  cursor.expect('}');
  return { type: 'YulBlock', statements, ...cursor.since(start) };
}

/** Yul has no separators; the next statement begins wherever the next token does. */
function recoverYul(cursor: Cursor, before: number): void {
  if (cursor.index === before && !cursor.is('}')) cursor.skipOne();
  cursor.isLost = false;
}

const emptyBlock = (range: Range): YulBlock => ({ type: 'YulBlock', statements: [], ...range });

function parseNested(cursor: Cursor): YulStatement {
  return cursor.nest<YulStatement>(() => parseYulStatement(cursor), emptyBlock);
}

function parseYulStatement(cursor: Cursor): YulStatement {
  const start = cursor.start;
  switch (cursor.text) {
    case '{':
      return parseYulBlock(cursor);
    case 'let':
      return parseLet(cursor);
    case 'if': {
      cursor.advance();
      const condition = parseYulExpression(cursor);
      return { type: 'YulIf', condition, body: parseYulBlock(cursor), ...cursor.since(start) };
    }
    case 'for':
      return parseFor(cursor);
    case 'switch':
      return parseSwitch(cursor);
    case 'function':
      return parseFunction(cursor);
    case 'break':
    case 'continue':
    case 'leave':
      return parseJump(cursor);
    case '=:': {
      cursor.advance();
      return { type: 'YulAssignment', targets: [parseIdentifier(cursor)], value: null, ...cursor.since(start) };
    }
    default:
      return parseYulOther(cursor);
  }
}

function parseJump(cursor: Cursor): YulStatement {
  const start = cursor.start;
  const type = cursor.is('break') ? 'YulBreak' : cursor.is('continue') ? 'YulContinue' : 'YulLeave';
  cursor.advance();
  return { type, ...cursor.since(start) };
}

function parseLet(cursor: Cursor): YulStatement {
  const start = cursor.start;
  cursor.advance();
  const names = parseNames(cursor);
  const value = cursor.accept(':=') ? parseYulExpression(cursor) : null;
  return { type: 'YulLet', names, value, ...cursor.since(start) };
}

function parseNames(cursor: Cursor): YulIdentifier[] {
  const names: YulIdentifier[] = [];
  do names.push(parseIdentifier(cursor));
  while (cursor.accept(',') && !cursor.isLost);
  return names;
}

function parseFor(cursor: Cursor): YulStatement {
  const start = cursor.start;
  cursor.advance();
  const initial = parseYulBlock(cursor);
  const condition = parseYulExpression(cursor);
  const step = parseYulBlock(cursor);
  return { type: 'YulFor', initial, condition, step, body: parseYulBlock(cursor), ...cursor.since(start) };
}

function parseSwitch(cursor: Cursor): YulStatement {
  const start = cursor.start;
  cursor.advance();
  const value = parseYulExpression(cursor);
  const cases: YulCase[] = [];
  while (cursor.is('case') || cursor.is('default')) {
    const caseStart = cursor.start;
    const isDefault = cursor.is('default');
    cursor.advance();
    const literal = isDefault ? null : parseLiteral(cursor);
    cases.push({ type: 'YulCase', value: literal, body: parseYulBlock(cursor), ...cursor.since(caseStart) });
  }
  return { type: 'YulSwitch', value, cases, ...cursor.since(start) };
}

function parseFunction(cursor: Cursor): YulStatement {
  const start = cursor.start;
  cursor.advance();
  const { name } = cursor.name();
  cursor.expect('(');
  const parameters = parseList(cursor, ')', () => parseIdentifier(cursor));
  const returns = cursor.accept('->') ? parseNames(cursor) : [];
  return { type: 'YulFunction', name, parameters, returns, body: parseYulBlock(cursor), ...cursor.since(start) };
}

function parseYulOther(cursor: Cursor): YulStatement {
  const start = cursor.start;
  const first = parseYulExpression(cursor);
  if (first.type === 'YulIdentifier') {
    if (cursor.accept(':')) return { type: 'YulLabel', name: first.name, ...cursor.since(start) };
    const targets = [first];
    while (cursor.accept(',')) targets.push(parseIdentifier(cursor));
    if (targets.length > 1 && !cursor.is(':=')) cursor.expect(':=');
    if (cursor.accept(':=')) {
      return { type: 'YulAssignment', targets, value: parseYulExpression(cursor), ...cursor.since(start) };
    }
  }
  return { type: 'YulExpressionStatement', expression: first, ...cursor.since(start) };
}

function parseYulExpression(cursor: Cursor): YulExpression {
  return cursor.nest<YulExpression>(
    () => parseYulPrimary(cursor),
    (range) => ({ type: 'YulIdentifier', name: '', ...range }),
  );
}

function parseYulPrimary(cursor: Cursor): YulExpression {
  const start = cursor.start;
  const isLiteral = cursor.kind === TokenKind.number || cursor.kind === TokenKind.string;
  if (isLiteral || cursor.is('true') || cursor.is('false')) return parseLiteral(cursor);
  const identifier = parseIdentifier(cursor);
  if (!cursor.accept('(')) return identifier;
  const args = parseList(cursor, ')', () => parseYulExpression(cursor));
  return { type: 'YulCall', name: identifier.name, args, ...cursor.since(start) };
}

/** A name with its suffix (`x.slot`) and its type (`x:u256`), which early drafts of Yul required. */
function parseIdentifier(cursor: Cursor): YulIdentifier {
  const start = cursor.start;
  const name = cursor.path().join('.');
  return { type: 'YulIdentifier', name, ...cursor.since(start) };
}

function parseLiteral(cursor: Cursor): YulLiteral {
  const start = cursor.start;
  const text = cursor.text;
  const kind = cursor.kind === TokenKind.number ? 'number' : cursor.kind === TokenKind.string ? 'string' : 'boolean';
  cursor.advance();
  return { type: 'YulLiteral', kind, text, ...cursor.since(start) };
}
