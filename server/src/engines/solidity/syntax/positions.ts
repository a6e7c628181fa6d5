/** One-based line and column, as editors and SARIF count them. */
export interface Position {
  line: number;
  column: number;
}

/** Finds line and column of offsets in one text; building is linear, a look-up logarithmic. */
export class LineIndex {
  readonly lineCount: number;
  readonly #starts: number[] = [0];
  readonly #source: string;

  constructor(source: string) {
    this.#source = source;
    for (let at = source.indexOf('\n'); at >= 0; at = source.indexOf('\n', at + 1)) this.#starts.push(at + 1);
    this.lineCount = this.#starts.length;
  }

  at(offset: number): Position {
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - (this.#starts[low] ?? 0) + 1 };
  }

  /** Text of a line (one-based) without its line break; empty outside the text. */
  text(line: number): string {
    const start = this.#starts[line - 1];
    if (start === undefined) return '';
    const next = this.#starts[line];
    return this.#source.slice(start, next === undefined ? this.#source.length : next - 1).replace(/\r$/, '');
  }
}
