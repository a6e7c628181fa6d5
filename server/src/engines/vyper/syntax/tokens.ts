import type { TokenList } from '../../solidity/syntax/tokens.ts';

/**
 * Vyper's tokens with its layout beside them: where each logical line begins and how far it is indented. A line
 * inside a bracket, and one after a backslash, goes on with the line before.
 */
export interface VyperTokens extends TokenList {
  /** Index of the first token of every logical line. */
  lineFirst: number[];
  /** Columns before that token; a tab goes on to the next multiple of eight. */
  lineIndent: number[];
}
