/** What a token is. Keywords are plain words: most of them were valid identifiers in some Solidity version. */
export const TokenKind = { word: 0, number: 1, string: 2, punctuation: 3, junk: 4, end: 5 } as const;
export type TokenKind = (typeof TokenKind)[keyof typeof TokenKind];

/** A stretch of the source text; offsets count UTF-16 code units, `end` is exclusive. */
export interface Range {
  start: number;
  end: number;
}

/** The parser's input as parallel arrays: a ten-megabyte source has millions of tokens. */
export interface TokenList {
  source: string;
  kinds: ArrayLike<TokenKind>;
  starts: ArrayLike<number>;
  ends: ArrayLike<number>;
  texts: string[];
  /** For an opening bracket the index of its closing one, and back; -1 where there is no partner. */
  partners: Int32Array;
  comments: Range[];
}

/** Something the front end had to skip or guess. */
export interface Diagnostic {
  offset: number;
  reason: string;
}
