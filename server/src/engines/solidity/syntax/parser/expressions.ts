import type { Expression, NamedArgument, TypeName } from '../nodes.ts';
import { type Range, TokenKind } from '../tokens.ts';
import { type Cursor, MAX_CHAIN, parseList } from './cursor.ts';
import { isElementary, parseArraySuffixes, parseTypeName } from './types.ts';

const ASSIGNMENTS = new Set(['=', '+=', '-=', '*=', '/=', '%=', '|=', '&=', '^=', '<<=', '>>=', '>>>=']);
const PREFIXES = new Set(['!', '~', '-', '+', '++', '--', 'delete', 'after']);
const PRECEDENCE: Readonly<Record<string, number>> = {
  '||': 1, '&&': 2, '==': 3, '!=': 3, '<': 4, '>': 4, '<=': 4, '>=': 4, '|': 5, '^': 6, '&': 7,
  '<<': 8, '>>': 8, '>>>': 8, '+': 9, '-': 9, '*': 10, '/': 10, '%': 10, '**': 11,
};
const POWER = 11;
const UNITS = new Set(['wei', 'gwei', 'szabo', 'finney', 'ether', 'seconds', 'minutes', 'hours', 'days', 'weeks', 'years']);

const unknown = (range: Range): Expression => ({ type: 'UnknownExpression', ...range });

export function parseExpression(cursor: Cursor): Expression {
  return cursor.nest(() => parseAssignment(cursor), unknown);
}

function parseAssignment(cursor: Cursor): Expression {
  const start = cursor.start;
  const target = parseConditional(cursor);
  if (!cursor.isAny(ASSIGNMENTS)) return target;
  const operator = cursor.text;
  cursor.advance();
  const value = parseExpression(cursor);
  return { type: 'AssignmentExpression', operator, target, value, ...cursor.since(start) };
}

function parseConditional(cursor: Cursor): Expression {
  const start = cursor.start;
  const condition = parseBinary(cursor, 1);
  if (!cursor.accept('?')) return condition;
  const whenTrue = parseExpression(cursor);
  cursor.expect(':');
  const whenFalse = parseExpression(cursor);
  return { type: 'ConditionalExpression', condition, whenTrue, whenFalse, ...cursor.since(start) };
}

function parseBinary(cursor: Cursor, lowest: number): Expression {
  const start = cursor.start;
  let left = parseUnary(cursor);
  for (let length = 0; !cursor.isLost; length++) {
    const operator = cursor.text;
    const precedence = cursor.kind === TokenKind.punctuation ? (PRECEDENCE[operator] ?? 0) : 0;
    if (precedence < lowest || precedence === 0) break;
    if (length === MAX_CHAIN) cursor.complain(`more than ${MAX_CHAIN} operators in a row`);
    cursor.advance();
    // Power is the one right-associative operator.
    const next = precedence === POWER ? POWER : precedence + 1;
    const right = cursor.nest(() => parseBinary(cursor, next), unknown);
    left = { type: 'BinaryExpression', operator, left, right, ...cursor.since(start) };
  }
  return left;
}

function parseUnary(cursor: Cursor): Expression {
  if (!cursor.isAny(PREFIXES) || (cursor.is('after') && !cursor.isWordAt(1))) return parsePostfix(cursor);
  const start = cursor.start;
  const operator = cursor.text;
  cursor.advance();
  const operand = cursor.nest(() => parseUnary(cursor), unknown);
  return { type: 'UnaryExpression', operator, isPrefix: true, operand, ...cursor.since(start) };
}

function parsePostfix(cursor: Cursor): Expression {
  let result = parsePrimary(cursor);
  for (let length = 0; !cursor.isLost; length++) {
    const next = parseSuffix(cursor, result);
    if (next === null) break;
    if (length === MAX_CHAIN) cursor.complain(`more than ${MAX_CHAIN} accesses in a row`);
    result = next;
  }
  return result;
}

function parseSuffix(cursor: Cursor, base: Expression): Expression | null {
  switch (cursor.kind === TokenKind.punctuation ? cursor.text : '') {
    case '.':
      return parseMember(cursor, base);
    case '[':
      return parseIndex(cursor, base);
    case '(':
      return parseCall(cursor, base);
    case '{':
      return cursor.isWordAt(1) && cursor.textAt(2) === ':' ? parseCallOptions(cursor, base) : null;
    case '++':
    case '--': {
      const operator = cursor.text;
      cursor.advance();
      return { type: 'UnaryExpression', operator, isPrefix: false, operand: base, ...cursor.since(base.start) };
    }
    default:
      return null;
  }
}

function parseMember(cursor: Cursor, object: Expression): Expression {
  cursor.advance();
  const { name, start, end } = cursor.name();
  return { type: 'MemberAccess', object, member: name, memberRange: { start, end }, ...cursor.since(object.start) };
}

function parseIndex(cursor: Cursor, base: Expression): Expression {
  cursor.advance();
  const first = cursor.is(']') || cursor.is(':') ? null : parseExpression(cursor);
  if (cursor.accept(':')) {
    const to = cursor.is(']') ? null : parseExpression(cursor);
    cursor.expect(']');
    return { type: 'SliceAccess', base, from: first, to, ...cursor.since(base.start) };
  }
  cursor.expect(']');
  return { type: 'IndexAccess', base, index: first, ...cursor.since(base.start) };
}

function parseCall(cursor: Cursor, callee: Expression): Expression {
  cursor.advance();
  if (cursor.is('{') && (cursor.textAt(1) === '}' || (cursor.isWordAt(1) && cursor.textAt(2) === ':'))) {
    const named = parseNamedArguments(cursor);
    cursor.expect(')');
    const range = cursor.since(callee.start);
    return { type: 'CallExpression', callee, args: named.map((n) => n.value), names: named.map((n) => n.name), ...range };
  }
  const args = parseList(cursor, ')', () => parseExpression(cursor));
  return { type: 'CallExpression', callee, args, names: null, ...cursor.since(callee.start) };
}

function parseCallOptions(cursor: Cursor, callee: Expression): Expression {
  const options = parseNamedArguments(cursor);
  return { type: 'CallOptions', callee, options, ...cursor.since(callee.start) };
}

function parseNamedArguments(cursor: Cursor): NamedArgument[] {
  cursor.expect('{');
  return parseList(cursor, '}', () => {
    const start = cursor.start;
    const { name } = cursor.name();
    cursor.expect(':');
    const value = parseExpression(cursor);
    return { type: 'NamedArgument', name, value, ...cursor.since(start) };
  });
}

function parsePrimary(cursor: Cursor): Expression {
  switch (cursor.kind) {
    case TokenKind.word:
      return parseWord(cursor);
    case TokenKind.number:
      return parseNumber(cursor);
    case TokenKind.string:
      return parseString(cursor);
    default:
      return parseBracket(cursor);
  }
}

function parseBracket(cursor: Cursor): Expression {
  const start = cursor.start;
  if (cursor.accept('(')) {
    const components = parseTupleComponents(cursor);
    return { type: 'TupleExpression', components, ...cursor.since(start) };
  }
  if (cursor.accept('[')) {
    const elements = parseList(cursor, ']', () => parseExpression(cursor));
    return { type: 'ArrayLiteral', elements, ...cursor.since(start) };
  }
  cursor.complain('expected an expression');
  return unknown({ start, end: start });
}

function parseTupleComponents(cursor: Cursor): (Expression | null)[] {
  const components: (Expression | null)[] = [];
  if (cursor.accept(')')) return components;
  do {
    components.push(cursor.is(',') || cursor.is(')') ? null : parseExpression(cursor));
  } while (cursor.accept(',') && !cursor.isLost);
  cursor.expect(')');
  return components;
}

function parseWord(cursor: Cursor): Expression {
  const start = cursor.start;
  const word = cursor.text;
  if (word === 'true' || word === 'false') {
    cursor.advance();
    return { type: 'BooleanLiteral', value: word === 'true', ...cursor.since(start) };
  }
  if (word === 'new') return parseNew(cursor);
  if (isElementary(word) && word !== 'var') return parseTypeExpression(cursor);
  if (word === 'mapping' || (word === 'function' && cursor.textAt(1) === '(')) {
    const typeName = parseTypeName(cursor);
    return { type: 'TypeExpression', typeName, ...cursor.since(start) };
  }
  if (word === 'payable' && cursor.textAt(1) === '(') {
    cursor.advance();
    const typeName: TypeName = { type: 'ElementaryType', name: 'address', isPayable: true, ...cursor.since(start) };
    return { type: 'TypeExpression', typeName, ...cursor.since(start) };
  }
  return cursor.name();
}

function parseTypeExpression(cursor: Cursor): Expression {
  const start = cursor.start;
  const name = cursor.name().name;
  const isPayable = name === 'address' && cursor.accept('payable');
  const typeName: TypeName = { type: 'ElementaryType', name, isPayable, ...cursor.since(start) };
  return { type: 'TypeExpression', typeName, ...cursor.since(start) };
}

function parseNew(cursor: Cursor): Expression {
  const start = cursor.start;
  cursor.advance();
  const typeStart = cursor.start;
  const simple: TypeName = isElementary(cursor.text)
    ? { type: 'ElementaryType', name: cursor.name().name, isPayable: false, ...cursor.since(typeStart) }
    : { type: 'NamedType', path: cursor.path(), ...cursor.since(typeStart) };
  const typeName = parseArraySuffixes(cursor, simple);
  return { type: 'NewExpression', typeName, ...cursor.since(start) };
}

function parseNumber(cursor: Cursor): Expression {
  const start = cursor.start;
  const text = cursor.text;
  cursor.advance();
  const unit = cursor.isAny(UNITS) ? cursor.name().name : null;
  return { type: 'NumberLiteral', text, unit, ...cursor.since(start) };
}

const OPENING = /^(hex|unicode)?["']/;

function parseString(cursor: Cursor): Expression {
  const start = cursor.start;
  const prefix = OPENING.exec(cursor.text)?.[1];
  const kind = prefix === 'hex' ? 'hex' : prefix === 'unicode' ? 'unicode' : 'text';
  let value = '';
  for (; cursor.kind === TokenKind.string; cursor.advance()) {
    value += cursor.text.replace(OPENING, '').replace(/["']$/, '');
  }
  return { type: 'StringLiteral', kind, value, ...cursor.since(start) };
}
