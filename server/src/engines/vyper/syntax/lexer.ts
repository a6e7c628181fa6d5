import { type Diagnostic, type Range, TokenKind } from '../../solidity/syntax/tokens.ts';
import type { VyperTokens } from './tokens.ts';

const MAX_DIAGNOSTICS = 100;
const TAB_WIDTH = 8;

const WORD = /[A-Za-z_$][\w$]*/y;
const NUMBER = /0[xX][0-9a-fA-F_]*|0[bB][01_]*|0[oO][0-7_]*|(?:\d[\d_]*(?:\.\d[\d_]*)?|\.\d[\d_]*)(?:[eE][+-]?\d+)?/y;
const PUNCTUATION = /->|\.\.\.|(?:\*\*|\/\/|<<|>>|[-+*/%&|^=<>!])=|\*\*|\/\/|<<|>>|[-+*/%&|^~<>=.,:;@()[\]{}]/y;
const STRING_PREFIX = /[bxurBXUR]{1,2}(?=["'])/y;
/** What stands at the left margin only at the start of a declaration: an open bracket before it was never closed. */
const DECLARATION = /(?:def|event|struct|interface|flag|enum|import|from|implements|exports)\b|@[a-z]/y;

const OPENING = '([{';
const CLOSING = ')]}';

/** Splits Vyper source into tokens and logical lines. Never throws; linear in the length of the text. */
export function tokenizeVyper(source: string): { tokens: VyperTokens; diagnostics: Diagnostic[] } {
  const scanner = new Scanner(source);
  scanner.run();
  return { tokens: scanner.finish(), diagnostics: scanner.diagnostics };
}

class Scanner {
  readonly diagnostics: Diagnostic[] = [];
  readonly #source: string;
  readonly #kinds: TokenKind[] = [];
  readonly #starts: number[] = [];
  readonly #ends: number[] = [];
  readonly #texts: string[] = [];
  readonly #comments: Range[] = [];
  readonly #pairs: [number, number][] = [];
  readonly #lineFirst: number[] = [];
  readonly #lineIndent: number[] = [];
  #open: { token: number; text: string }[] = [];
  #at = 0;
  /** Indentation of the line whose first token is still to come; null once it has come. */
  #indent: number | null = 0;

  constructor(source: string) {
    this.#source = source;
  }

  run(): void {
    if (this.#source.startsWith('\uFEFF')) this.#at = 1;
    this.#startLine();
    while (this.#at < this.#source.length) this.#step();
    const [unclosed] = this.#open;
    if (unclosed) this.#complain(this.#starts[unclosed.token] ?? 0, `'${unclosed.text}' is never closed`);
  }

  finish(): VyperTokens {
    const { length } = this.#source;
    this.#indent = null;
    this.#push(TokenKind.end, length, length);
    const partners = new Int32Array(this.#kinds.length).fill(-1);
    for (const [open, close] of this.#pairs) {
      partners[open] = close;
      partners[close] = open;
    }
    return {
      source: this.#source, kinds: this.#kinds, starts: this.#starts, ends: this.#ends, texts: this.#texts, partners,
      comments: this.#comments, lineFirst: this.#lineFirst, lineIndent: this.#lineIndent,
    };
  }

  #step(): void {
    const char = this.#source[this.#at] ?? '';
    if (char === '\n') {
      this.#at++;
      this.#startLine();
    } else if (char === ' ' || char === '\t' || char === '\r' || char === '\f') this.#at++;
    else if (char === '#') this.#comment();
    else if (char === '\\' && /^\r?\n/.test(this.#source.slice(this.#at + 1, this.#at + 3))) this.#at = this.#source.indexOf('\n', this.#at) + 1;
    else this.#token(char);
  }

  /** Measures the indentation; inside a bracket it means nothing, unless a declaration shows that the bracket is broken. */
  #startLine(): void {
    let column = 0;
    for (; ; this.#at++) {
      const char = this.#source[this.#at];
      if (char === ' ') column++;
      else if (char === '\t') column += TAB_WIDTH - (column % TAB_WIDTH);
      else if (char !== '\f') break;
    }
    if (this.#open.length > 0 && column === 0 && this.#match(DECLARATION) !== '') this.#abandonBrackets();
    if (this.#open.length === 0) this.#indent = column;
  }

  #abandonBrackets(): void {
    const [first] = this.#open;
    if (first) this.#complain(this.#starts[first.token] ?? 0, `'${first.text}' is not closed before the next declaration`);
    this.#open = [];
  }

  #comment(): void {
    const end = this.#source.indexOf('\n', this.#at);
    const range = { start: this.#at, end: end < 0 ? this.#source.length : end };
    this.#comments.push(range);
    this.#at = range.end;
  }

  #token(char: string): void {
    const start = this.#at;
    const prefix = this.#match(STRING_PREFIX);
    if (prefix !== '' || char === '"' || char === "'") return this.#string(prefix.length);
    for (const [pattern, kind] of [[WORD, TokenKind.word], [NUMBER, TokenKind.number], [PUNCTUATION, TokenKind.punctuation]] as const) {
      const text = this.#match(pattern);
      if (text === '') continue;
      this.#at += text.length;
      this.#push(kind, start, this.#at);
      if (kind === TokenKind.punctuation) this.#bracket(text);
      return;
    }
    this.#junk();
  }

  #match(pattern: RegExp): string {
    pattern.lastIndex = this.#at;
    return pattern.exec(this.#source)?.[0] ?? '';
  }

  #bracket(text: string): void {
    const token = this.#kinds.length - 1;
    if (OPENING.includes(text)) this.#open.push({ token, text });
    if (!CLOSING.includes(text)) return;
    const partner = OPENING[CLOSING.indexOf(text)];
    const top = this.#open.at(-1);
    if (!top || top.text !== partner) return;
    this.#open.pop();
    this.#pairs.push([top.token, token]);
  }

  /** A string on one line, or between three quotes over many. */
  #string(prefix: number): void {
    const start = this.#at;
    const quote = this.#source[start + prefix] ?? '"';
    const isLong = this.#source.startsWith(quote.repeat(3), start + prefix);
    const delimiter = isLong ? quote.repeat(3) : quote;
    let at = start + prefix + delimiter.length;
    for (; at < this.#source.length; at++) {
      const char = this.#source[at];
      if (char === '\\') at++;
      else if (char === quote && this.#source.startsWith(delimiter, at)) return this.#endString(start, at + delimiter.length);
      else if (char === '\n' && !isLong) break;
    }
    this.#complain(start, 'a string is never closed');
    this.#endString(start, Math.min(at, this.#source.length));
  }

  #endString(start: number, end: number): void {
    this.#at = end;
    this.#push(TokenKind.string, start, end);
  }

  /** Characters that are no Vyper, all of them up to the next that could be. */
  #junk(): void {
    const start = this.#at;
    const rest = /[^\s\w"'#()[\]{},:]+/y;
    const text = this.#match(rest) || (this.#source[start] ?? ' ');
    this.#at += text.length;
    this.#push(TokenKind.junk, start, this.#at);
    this.#complain(start, 'characters that are not Vyper');
  }

  #push(kind: TokenKind, start: number, end: number): void {
    if (this.#indent !== null) {
      this.#lineFirst.push(this.#kinds.length);
      this.#lineIndent.push(this.#indent);
      this.#indent = null;
    }
    this.#kinds.push(kind);
    this.#starts.push(start);
    this.#ends.push(end);
    this.#texts.push(this.#source.slice(start, end));
  }

  #complain(offset: number, reason: string): void {
    if (this.diagnostics.length < MAX_DIAGNOSTICS) this.diagnostics.push({ offset, reason });
  }
}
