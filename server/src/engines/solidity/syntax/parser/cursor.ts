import type { Expression, Identifier } from '../nodes.ts';
import { type Diagnostic, type Range, TokenKind, type TokenList } from '../tokens.ts';

/** Deeper nesting than this is skipped and reported; no compiler output or hand-written source comes near. */
const MAX_DEPTH = 200;
/** Longest run of one left-associative construct, such as `a + b + …` or `a.b.c…`. */
export const MAX_CHAIN = 1_000;
const MAX_DIAGNOSTICS = 100;

/** A place in the token list, with what every parsing function needs: looking ahead, expecting, recovering. */
export class Cursor {
  readonly tokens: TokenList;
  readonly diagnostics: Diagnostic[];
  /** Types contain expressions (array lengths) and expressions types; this closes that circle. */
  readonly parseExpression: (cursor: Cursor) => Expression;
  /** True from the first complaint until the next recovery; silences complaints that follow from it. */
  isLost = false;
  #at = 0;
  #depth = 0;

  constructor(tokens: TokenList, diagnostics: Diagnostic[], parseExpression: (cursor: Cursor) => Expression) {
    this.tokens = tokens;
    this.diagnostics = diagnostics;
    this.parseExpression = parseExpression;
  }

  get index(): number {
    return this.#at;
  }

  set index(value: number) {
    this.#at = Math.min(value, this.tokens.kinds.length - 1);
  }

  get text(): string {
    return this.tokens.texts[this.#at] ?? '';
  }

  get kind(): TokenKind {
    return this.tokens.kinds[this.#at] ?? TokenKind.end;
  }

  get start(): number {
    return this.tokens.starts[this.#at] ?? 0;
  }

  /** End of the token before the current one. */
  get previousEnd(): number {
    return this.#at === 0 ? 0 : (this.tokens.ends[this.#at - 1] ?? 0);
  }

  get isAtEnd(): boolean {
    return this.kind === TokenKind.end;
  }

  textAt(ahead: number): string {
    return this.tokens.texts[this.#at + ahead] ?? '';
  }

  isWordAt(ahead: number): boolean {
    return this.tokens.kinds[this.#at + ahead] === TokenKind.word;
  }

  is(text: string): boolean {
    return this.text === text && this.kind !== TokenKind.string;
  }

  isAny(texts: ReadonlySet<string>): boolean {
    return this.kind !== TokenKind.string && texts.has(this.text);
  }

  advance(): void {
    this.index = this.#at + 1;
  }

  accept(text: string): boolean {
    if (!this.is(text)) return false;
    this.advance();
    return true;
  }

  /** Does nothing while lost: where the text goes on is for the recovery to find. */
  expect(text: string): void {
    if (!this.isLost && !this.accept(text)) this.complain(`expected '${text}'`);
  }

  /** Reads a name; complains and returns an empty one where there is none. */
  name(): Identifier {
    const start = this.start;
    if (this.kind !== TokenKind.word) {
      this.complain('expected a name');
      return { type: 'Identifier', name: '', start, end: start };
    }
    const name = this.text;
    this.advance();
    return { type: 'Identifier', name, ...this.since(start) };
  }

  /** `A.B.C` */
  path(): string[] {
    const path = [this.name().name];
    while (this.is('.') && this.isWordAt(1)) {
      this.advance();
      path.push(this.name().name);
    }
    return path;
  }

  since(start: number): Range {
    return { start, end: Math.max(start, this.previousEnd) };
  }

  complain(problem: string): void {
    if (this.isLost) return;
    this.isLost = true;
    if (this.diagnostics.length > MAX_DIAGNOSTICS) return;
    const found = this.isAtEnd ? 'the end of the file' : `'${this.text.slice(0, 40)}'`;
    this.diagnostics.push({ offset: this.start, reason: `${problem}, found ${found}` });
  }

  /** Runs `parse` one level deeper; past the limit the bracket ahead is skipped whole and `fallback` stands in. */
  nest<T>(parse: () => T, fallback: (range: Range) => T): T {
    if (this.#depth >= MAX_DEPTH) {
      const start = this.start;
      this.complain(`nested deeper than ${MAX_DEPTH} levels`);
      this.skipOne();
      return fallback(this.since(start));
    }
    this.#depth++;
    const result = parse();
    this.#depth--;
    return result;
  }

  /** One token, or a bracket with all that is in it. */
  skipOne(): void {
    const partner = this.tokens.partners[this.#at] ?? -1;
    this.index = partner > this.#at ? partner + 1 : this.#at + 1;
  }

  /** Leaves the lost state at the next `;` (consumed), or before a closing brace, or after a block. */
  recover(): void {
    while (!this.isAtEnd && !this.is('}')) {
      const isEnd = this.is(';') || this.is('{');
      this.skipOne();
      if (isEnd) break;
    }
    this.isLost = false;
  }
}

/** Parses `item` between brackets, separated by commas; the closing bracket is consumed. */
export function parseList<T>(cursor: Cursor, close: string, item: () => T): T[] {
  const items: T[] = [];
  while (!cursor.is(close) && !cursor.isAtEnd && !cursor.isLost) {
    items.push(item());
    if (!cursor.accept(',')) break;
  }
  cursor.expect(close);
  return items;
}
