import { type Diagnostic, type Range, TokenKind } from '../../solidity/syntax/tokens.ts';
import type { NameExpression } from './nodes.ts';
import type { VyperTokens } from './tokens.ts';

/** Deeper nesting than this is skipped and reported. */
const MAX_DEPTH = 150;
/** Longest run of one construct that grows to one side, such as `a + b + …`, `a.b.c…` and `elif` after `elif`. */
export const MAX_CHAIN = 1_000;
const MAX_DIAGNOSTICS = 100;

/**
 * A place in the tokens of one logical line: what lies behind the line's end is not seen. The block structure is
 * read line by line from the indentation.
 */
export class Cursor {
  readonly tokens: VyperTokens;
  readonly diagnostics: Diagnostic[];
  /** True from the first complaint until the next line. */
  isLost = false;
  /** Index of the current logical line. */
  line = 0;
  #at = 0;
  #end = 0;
  #depth = 0;

  constructor(tokens: VyperTokens, diagnostics: Diagnostic[]) {
    this.tokens = tokens;
    this.diagnostics = diagnostics;
    this.enterLine(0);
  }

  enterLine(line: number): void {
    const { lineFirst, kinds } = this.tokens;
    const last = kinds.length - 1;
    this.line = line;
    this.#at = lineFirst[line] ?? last;
    this.#end = lineFirst[line + 1] ?? last;
    this.isLost = false;
  }

  nextLine(): void {
    this.enterLine(this.line + 1);
  }

  get hasLine(): boolean {
    return this.line < this.tokens.lineFirst.length;
  }

  get indent(): number {
    return this.hasLine ? (this.tokens.lineIndent[this.line] ?? 0) : -1;
  }

  get isLineEnd(): boolean {
    return this.#at >= this.#end;
  }

  get index(): number {
    return this.#at;
  }

  get text(): string {
    return this.isLineEnd ? '' : (this.tokens.texts[this.#at] ?? '');
  }

  get kind(): TokenKind {
    return this.isLineEnd ? TokenKind.end : (this.tokens.kinds[this.#at] ?? TokenKind.end);
  }

  get start(): number {
    if (!this.isLineEnd) return this.tokens.starts[this.#at] ?? 0;
    return this.previousEnd;
  }

  get previousEnd(): number {
    return this.#at === 0 ? 0 : (this.tokens.ends[this.#at - 1] ?? 0);
  }

  textAt(ahead: number): string {
    return this.#at + ahead < this.#end ? (this.tokens.texts[this.#at + ahead] ?? '') : '';
  }

  is(text: string): boolean {
    return this.text === text && this.kind !== TokenKind.string;
  }

  isKeyword(words: ReadonlySet<string>): boolean {
    return this.kind === TokenKind.word && words.has(this.text);
  }

  advance(): void {
    if (!this.isLineEnd) this.#at++;
  }

  accept(text: string): boolean {
    if (!this.is(text)) return false;
    this.advance();
    return true;
  }

  expect(text: string): void {
    if (!this.isLost && !this.accept(text)) this.complain(`expected '${text}'`);
  }

  name(): NameExpression {
    const start = this.start;
    if (this.kind !== TokenKind.word) {
      this.complain('expected a name');
      return { type: 'Name', name: '', start, end: start };
    }
    const name = this.text;
    this.advance();
    return { type: 'Name', name, ...this.since(start) };
  }

  since(start: number): Range {
    return { start, end: Math.max(start, this.previousEnd) };
  }

  complain(problem: string): void {
    if (this.isLost) return;
    this.isLost = true;
    if (this.diagnostics.length > MAX_DIAGNOSTICS) return;
    const found = this.isLineEnd ? 'the end of the line' : `'${this.text.slice(0, 40)}'`;
    this.diagnostics.push({ offset: this.start, reason: `${problem}, found ${found}` });
  }

  /** Runs `parse` one level deeper; past the limit the token or bracket ahead is skipped and `fallback` stands in. */
  nest<T>(parse: () => T, fallback: (range: Range) => T): T {
    if (this.#depth >= MAX_DEPTH) {
      const start = this.start;
      this.complain(`nested deeper than ${MAX_DEPTH} levels`);
      const partner = this.tokens.partners[this.#at] ?? -1;
      this.#at = Math.min(this.#end, Math.max(this.#at, partner) + 1);
      return fallback(this.since(start));
    }
    this.#depth++;
    const result = parse();
    this.#depth--;
    return result;
  }

  skipLine(): void {
    this.#at = this.#end;
  }
}
