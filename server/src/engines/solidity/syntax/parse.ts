import { tokenize } from './lexer.ts';
import type { SourceUnit } from './nodes.ts';
import { parseSourceUnit } from './parser/contracts.ts';
import { Cursor } from './parser/cursor.ts';
import { parseExpression } from './parser/expressions.ts';
import type { Diagnostic, TokenList } from './tokens.ts';

export interface ParseResult {
  unit: SourceUnit;
  tokens: TokenList;
  /** What was skipped or guessed, in the order of the text; empty when every token found its place. */
  diagnostics: Diagnostic[];
}

/** Reads Solidity 0.4.0 to 0.8.x into a tree. Never throws and takes linear time, whatever the text is. */
export function parse(source: string): ParseResult {
  const { tokens, diagnostics } = tokenize(source);
  const cursor = new Cursor(tokens, diagnostics, parseExpression);
  const unit = parseSourceUnit(cursor);
  return { unit, tokens, diagnostics: diagnostics.sort((a, b) => a.offset - b.offset) };
}
