import { TokenKind } from '../../solidity/syntax/tokens.ts';
import type { Cursor } from './cursor.ts';
import type { LiteralExpression } from './nodes.ts';

const WORDS: Readonly<Record<string, LiteralExpression['kind']>> = { True: 'boolean', False: 'boolean', None: 'none' };

/** A number, string, truth value or `...`; null where something else stands. */
export function parseLiteral(cursor: Cursor): LiteralExpression | null {
  const start = cursor.start;
  const { kind, text } = cursor;
  if (kind === TokenKind.string) return parseString(cursor);
  const literal = kind === TokenKind.number ? 'number' : text === '...' ? 'ellipsis' : Object.hasOwn(WORDS, text) ? WORDS[text] : undefined;
  if (!literal) return null;
  cursor.advance();
  return { type: 'Literal', kind: literal, text, ...cursor.since(start) };
}

/** Strings side by side are one string. */
function parseString(cursor: Cursor): LiteralExpression {
  const start = cursor.start;
  const kind = kindOf(cursor.text);
  const parts: string[] = [];
  while (cursor.kind === TokenKind.string) {
    parts.push(contentOf(cursor.text));
    cursor.advance();
  }
  return { type: 'Literal', kind, text: parts.join(''), ...cursor.since(start) };
}

function kindOf(text: string): LiteralExpression['kind'] {
  const first = text[0]?.toLowerCase();
  return first === 'b' ? 'bytes' : first === 'x' ? 'hex' : 'text';
}

function contentOf(text: string): string {
  const [, quotes = '"'] = /^[a-zA-Z]*("""|'''|"|')/.exec(text) ?? [];
  const from = text.indexOf(quotes) + quotes.length;
  return text.endsWith(quotes) && text.length >= from + quotes.length ? text.slice(from, -quotes.length) : text.slice(from);
}
