import { FocusError } from './problem.ts';

const quote = 0x22;
const lineFeed = 0x0a;

/** Whole records of a file, as bytes. */
export interface Block {
  readonly bytes: Uint8Array;
  /** One-based line of the first record. */
  readonly firstLine: number;
  /** Offset behind the block in the unpacked file: where reading may go on later. */
  readonly endOffset: number;
  /** Line behind the block. */
  readonly endLine: number;
}

interface SplitterOptions {
  /** A block is given out when it holds this many bytes. */
  readonly blockBytes?: number;
  /** A longer record is refused: it is a quote that was never closed. */
  readonly maxRecordBytes?: number;
  /** Where a file was left earlier. */
  readonly from?: { readonly offset: number; readonly line: number };
}

/** Cuts a stream of bytes at ends of records, so that blocks can be read on their own. Throws FocusError. */
export class Splitter {
  readonly #blockBytes: number;
  readonly #maxRecordBytes: number;
  #rest: Uint8Array = new Uint8Array(0);
  /** How much of `#rest` has been looked at. */
  #seen = 0;
  /** End of the last whole record in `#rest`. */
  #end = 0;
  #lines = 0;
  #linesAtEnd = 0;
  #isQuoted = false;
  #offset: number;
  #line: number;

  constructor({ blockBytes = 262_144, maxRecordBytes = 1_048_576, from = { offset: 0, line: 1 } }: SplitterOptions = {}) {
    this.#blockBytes = blockBytes;
    this.#maxRecordBytes = maxRecordBytes;
    this.#offset = from.offset;
    this.#line = from.line;
  }

  /** One-based line that has been reached. */
  get line(): number {
    return this.#line + this.#lines;
  }

  /** Takes bytes in; gives a block out when one is full. */
  push(bytes: Uint8Array): Block | null {
    this.#rest = this.#rest.length === 0 ? bytes : concat(this.#rest, bytes);
    this.#look();
    if (this.#rest.length - this.#end > this.#maxRecordBytes) {
      throw new FocusError([{ code: 'RECORD_TOO_LONG', line: this.#line + this.#linesAtEnd, column: null, message: `the record is longer than ${this.#maxRecordBytes} bytes: a quote may not be closed` }]);
    }
    return this.#end >= this.#blockBytes ? this.#cut(this.#end) : null;
  }

  /** What is left at the end of the file, whether or not its last line is ended. */
  finish(): Block | null {
    this.#linesAtEnd = this.#lines;
    return this.#rest.length === 0 ? null : this.#cut(this.#rest.length);
  }

  #look(): void {
    const bytes = this.#rest;
    let isQuoted = this.#isQuoted;
    for (let at = this.#seen; at < bytes.length; at += 1) {
      const byte = bytes[at];
      if (byte === quote) isQuoted = !isQuoted;
      else if (byte === lineFeed) {
        this.#lines += 1;
        if (!isQuoted) {
          this.#end = at + 1;
          this.#linesAtEnd = this.#lines;
        }
      }
    }
    this.#isQuoted = isQuoted;
    this.#seen = bytes.length;
  }

  #cut(end: number): Block {
    const firstLine = this.#line;
    const bytes = this.#rest.slice(0, end);
    this.#rest = this.#rest.slice(end);
    this.#seen -= end;
    this.#end = 0;
    this.#offset += end;
    this.#line += this.#linesAtEnd;
    this.#lines -= this.#linesAtEnd;
    this.#linesAtEnd = 0;
    return { bytes, firstLine, endOffset: this.#offset, endLine: this.#line };
  }
}

function concat(a: Uint8Array, b: Uint8Array): Uint8Array {
  const joined = new Uint8Array(a.length + b.length);
  joined.set(a);
  joined.set(b, a.length);
  return joined;
}
