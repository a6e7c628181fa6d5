import { TokenKind } from '../../solidity/syntax/tokens.ts';
import { type Cursor, MAX_CHAIN } from './cursor.ts';
import { parseLiteral } from './literals.ts';
import type { CallExpression, Expression, Keyword, UnaryExpression } from './nodes.ts';

/** How tightly the operators between two operands bind. */
const PRECEDENCE: Readonly<Record<string, number>> = {
  or: 1, and: 2, in: 4, '==': 4, '!=': 4, '<': 4, '>': 4, '<=': 4, '>=': 4, '|': 5, '^': 6, '&': 7, '<<': 8, '>>': 8,
  '+': 9, '-': 9, '*': 10, '/': 10, '//': 10, '%': 10, '**': 12,
};
const NOT_PRECEDENCE = 3;
const SIGN_PRECEDENCE = 11;
const POWER_PRECEDENCE = 12;

/** An expression, without the commas of a bare tuple. */
export function parseExpression(cursor: Cursor): Expression {
  return cursor.nest<Expression>(() => parseConditional(cursor), (range) => ({ type: 'Unknown', ...range }));
}

/** `a, b` without brackets, as on the left of an assignment and behind `return`. */
export function parseTuple(cursor: Cursor): Expression {
  const start = cursor.start;
  const first = parseExpression(cursor);
  if (!cursor.is(',')) return first;
  const elements = [first];
  while (cursor.accept(',') && !cursor.isLineEnd && !cursor.is('=') && !cursor.isLost) elements.push(parseExpression(cursor));
  return { type: 'List', isTuple: true, elements, ...cursor.since(start) };
}

/** A type: a name with its subscripts and arguments, or a bracket. It ends before `in` and other operators. */
export function parseType(cursor: Cursor): Expression {
  return cursor.nest<Expression>(() => parsePostfix(cursor), (range) => ({ type: 'Unknown', ...range }));
}

function parseConditional(cursor: Cursor): Expression {
  const start = cursor.start;
  const whenTrue = parseBinary(cursor, 0);
  if (!cursor.is('if') || cursor.isLost) return whenTrue;
  cursor.advance();
  const condition = parseBinary(cursor, 0);
  cursor.expect('else');
  const whenFalse = parseExpression(cursor);
  return { type: 'Conditional', condition, whenTrue, whenFalse, ...cursor.since(start) };
}

function parseBinary(cursor: Cursor, minimum: number): Expression {
  const start = cursor.start;
  let left = parseUnary(cursor);
  for (let length = 0; !cursor.isLost; length++) {
    const operator = operatorAhead(cursor);
    const precedence = operator === null ? undefined : PRECEDENCE[operator === 'not in' ? 'in' : operator];
    if (operator === null || precedence === undefined || precedence <= minimum) return left;
    if (length > MAX_CHAIN) {
      cursor.complain(`more than ${MAX_CHAIN} operators in a row`);
      return left;
    }
    cursor.advance();
    if (operator === 'not in') cursor.advance();
    // Powers associate to the right.
    const right = cursor.nest<Expression>(
      () => parseBinary(cursor, precedence === POWER_PRECEDENCE ? precedence - 1 : precedence),
      (range) => ({ type: 'Unknown', ...range }),
    );
    left = { type: 'Binary', operator, left, right, ...cursor.since(start) };
  }
  return left;
}

function operatorAhead(cursor: Cursor): string | null {
  if (cursor.is('not') && cursor.textAt(1) === 'in') return 'not in';
  return cursor.kind !== TokenKind.string && Object.hasOwn(PRECEDENCE, cursor.text) ? cursor.text : null;
}

const SIGNS: ReadonlySet<string> = new Set(['-', '+', '~', 'not']);

function parseUnary(cursor: Cursor): Expression {
  if (cursor.kind === TokenKind.string || !SIGNS.has(cursor.text)) return parseMarked(cursor);
  const start = cursor.start;
  const operator = cursor.text as UnaryExpression['operator'];
  cursor.advance();
  const minimum = operator === 'not' ? NOT_PRECEDENCE : SIGN_PRECEDENCE;
  const operand = cursor.nest<Expression>(() => parseBinary(cursor, minimum), (range) => ({ type: 'Unknown', ...range }));
  return { type: 'Unary', operator, operand, ...cursor.since(start) };
}

/** `extcall token.transfer(…)`: the marker belongs to the outermost call of what follows. */
function parseMarked(cursor: Cursor): Expression {
  const marker = cursor.is('extcall') ? 'extcall' : cursor.is('staticcall') ? 'staticcall' : null;
  if (marker === null || cursor.textAt(1) === '' || ')=,:'.includes(cursor.textAt(1))) return parsePostfix(cursor);
  const start = cursor.start;
  cursor.advance();
  const operand = parsePostfix(cursor);
  if (operand.type !== 'Call') {
    cursor.complain(`expected a call after ${marker}`);
    return operand;
  }
  return { ...operand, marker, ...cursor.since(start) };
}

function parsePostfix(cursor: Cursor): Expression {
  const start = cursor.start;
  let result = parsePrimary(cursor);
  for (let length = 0; !cursor.isLost; length++) {
    if (length > MAX_CHAIN) {
      cursor.complain(`more than ${MAX_CHAIN} steps in a row`);
      break;
    }
    if (cursor.accept('.')) {
      const { name, start: nameStart, end } = cursor.name();
      result = { type: 'Attribute', object: result, name, nameRange: { start: nameStart, end }, ...cursor.since(start) };
    } else if (cursor.accept('(')) result = parseCall(cursor, result, start);
    else if (cursor.accept('[')) {
      const { args: index, keywords } = parseArguments(cursor, ']');
      result = { type: 'Subscript', object: result, index, keywords, ...cursor.since(start) };
    } else break;
  }
  return result;
}

function parseCall(cursor: Cursor, callee: Expression, start: number): CallExpression {
  const { args, keywords } = parseArguments(cursor, ')');
  return { type: 'Call', callee, args, keywords, marker: null, ...cursor.since(start) };
}

/** Arguments up to the closing bracket; `name=value` and `name := value` are kept apart. */
function parseArguments(cursor: Cursor, close: string): { args: Expression[]; keywords: Keyword[] } {
  const args: Expression[] = [];
  const keywords: Keyword[] = [];
  while (!cursor.is(close) && !cursor.isLineEnd && !cursor.isLost) {
    const start = cursor.start;
    const isBinding = cursor.kind === TokenKind.word && cursor.textAt(1) === ':' && cursor.textAt(2) === '=';
    if (cursor.kind === TokenKind.word && (cursor.textAt(1) === '=' || isBinding)) {
      const { name } = cursor.name();
      cursor.accept(':');
      cursor.advance();
      keywords.push({ name, value: parseExpression(cursor), ...cursor.since(start) });
    } else args.push(parseExpression(cursor));
    if (!cursor.accept(',')) break;
  }
  cursor.expect(close);
  return { args, keywords };
}

function parsePrimary(cursor: Cursor): Expression {
  const start = cursor.start;
  const literal = parseLiteral(cursor);
  if (literal) return literal;
  if (cursor.kind === TokenKind.word) return cursor.name();
  if (cursor.accept('(')) return parseList(cursor, ')', start);
  if (cursor.accept('[')) return parseList(cursor, ']', start);
  if (cursor.accept('{')) return parseDict(cursor, start);
  cursor.complain('expected an expression');
  return { type: 'Unknown', start, end: start };
}

function parseList(cursor: Cursor, close: string, start: number): Expression {
  const elements: Expression[] = [];
  let hasComma = false;
  while (!cursor.is(close) && !cursor.isLineEnd && !cursor.isLost) {
    elements.push(parseExpression(cursor));
    if (!cursor.accept(',')) break;
    hasComma = true;
  }
  cursor.expect(close);
  const [only] = elements;
  const isTuple = close === ')';
  if (isTuple && only && elements.length === 1 && !hasComma) return { ...only, ...cursor.since(start) };
  return { type: 'List', isTuple, elements, ...cursor.since(start) };
}

function parseDict(cursor: Cursor, start: number): Expression {
  const entries: Keyword[] = [];
  while (!cursor.is('}') && !cursor.isLineEnd && !cursor.isLost) {
    const entryStart = cursor.start;
    const key = parseExpression(cursor);
    cursor.expect(':');
    const value = parseExpression(cursor);
    entries.push({ name: key.type === 'Name' ? key.name : '', value, ...cursor.since(entryStart) });
    if (!cursor.accept(',')) break;
  }
  cursor.expect('}');
  return { type: 'Dict', entries, ...cursor.since(start) };
}
