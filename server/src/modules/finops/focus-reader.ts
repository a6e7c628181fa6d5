import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { type Block, FocusError, type Layout, readLayout, Splitter } from '../../engines/focus/index.ts';
import type { AppError } from '../../platform/errors/index.ts';
import { finopsErrors } from './finops.errors.ts';

/** Largest file as sent. */
export const maxFileBytes = 1_073_741_824;
/** Largest text after unpacking. */
const maxTextBytes = 17_179_869_184;
/** Past this size a text that is so many times larger than its file is a bomb. */
const bombFromBytes = 16_777_216;
const bombRatio = 200;

/** What a file must be, told where it is something else. */
const foreign: readonly (readonly [number[], string])[] = [
  [[0x50, 0x4b, 0x03, 0x04], 'a zip archive: unpack it first, or compress with gzip'],
  [[0x50, 0x41, 0x52, 0x31], 'a Parquet file: export FOCUS as CSV or gzip CSV'],
  [[0x28, 0xb5, 0x2f, 0xfd], 'compressed with zstd: use gzip'],
  [[0x7b], 'JSON: FOCUS data is read as CSV'],
  [[0x3c], 'HTML or XML: FOCUS data is read as CSV'],
  [[0x25, 0x50, 0x44, 0x46], 'a PDF file'],
];

/** The packed file cannot be unpacked any further. */
class BrokenFileError extends Error {}

function malformed(message: string): AppError {
  return finopsErrors.COST_FILE_MALFORMED({ message, details: { field: 'file', problems: [] } });
}

function startsWith(bytes: Uint8Array, magic: readonly number[]): boolean {
  return magic.every((byte, at) => bytes[at] === byte);
}

interface Counted {
  bytes: number;
}

async function* counting(source: AsyncIterable<Uint8Array>, read: Counted): AsyncGenerator<Uint8Array> {
  for await (const chunk of source) {
    read.bytes += chunk.length;
    if (read.bytes > maxFileBytes) throw finopsErrors.COST_FILE_TOO_LARGE();
    yield chunk;
  }
}

async function* behind(first: Uint8Array, rest: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield first;
  for (let next = await rest.next(); next.done !== true; next = await rest.next()) yield next.value;
}

async function* gunzipped(packed: AsyncIterable<Uint8Array>, read: Counted): AsyncGenerator<Uint8Array> {
  const gunzip = createGunzip();
  const pumping = pipeline(Readable.from(packed), gunzip);
  pumping.catch(() => undefined);
  let unpacked = 0;
  try {
    for await (const chunk of gunzip as AsyncIterable<Buffer>) {
      unpacked += chunk.length;
      if (unpacked > maxTextBytes || (unpacked > bombFromBytes && unpacked > read.bytes * bombRatio)) {
        throw new BrokenFileError(`the gzip file unpacks to more than ${bombRatio} times its size: it is refused`);
      }
      yield chunk;
    }
  } catch (error) {
    const code = (error as { code?: unknown }).code;
    if (code === 'Z_BUF_ERROR') throw new BrokenFileError(`the gzip file is cut off after ${unpacked} bytes of text`);
    if (typeof code === 'string' && code.startsWith('Z_')) throw new BrokenFileError(`the gzip file is damaged after ${unpacked} bytes of text`);
    throw error;
  } finally {
    gunzip.destroy();
  }
}

/** The text of a file, unpacked where it is gzip by its first bytes. */
async function* unpack(source: AsyncIterable<Uint8Array>, read: Counted): AsyncGenerator<Uint8Array> {
  const chunks = counting(source, read);
  const first = await chunks.next();
  if (first.done === true || first.value.length === 0) throw finopsErrors.COST_FILE_EMPTY();
  const kind = foreign.find(([magic]) => startsWith(first.value, magic));
  if (kind !== undefined) throw malformed(`The file is ${kind[1]}`);
  const whole = behind(first.value, chunks);
  yield* startsWith(first.value, [0x1f, 0x8b]) ? gunzipped(whole, read) : whole;
}

/** Some records of a file and how to read them. */
export interface FocusPart {
  readonly layout: Layout;
  readonly block: Block;
  /** The first record of the block is the header. */
  readonly hasHeader: boolean;
  /** Bytes of the file read so far, as sent. */
  readonly readBytes: number;
}

/** Where reading goes on, and with which columns. */
export interface Resume {
  readonly offset: number;
  readonly line: number;
  readonly header: readonly string[];
}

/** What follows the first `offset` bytes. */
async function* skipping(text: AsyncIterable<Uint8Array>, offset: number): AsyncGenerator<Uint8Array> {
  let at = 0;
  for await (const chunk of text) {
    if (at + chunk.length > offset) yield chunk.subarray(Math.max(0, offset - at));
    at += chunk.length;
  }
}

const headerBytes = 65_536;

/** The records of a file, block by block, with memory for one block only. Throws FocusError, COST_FILE_MALFORMED, COST_FILE_EMPTY, COST_FILE_TOO_LARGE. */
export async function* readFocus(source: AsyncIterable<Uint8Array>, resume: Resume | null = null): AsyncGenerator<FocusPart> {
  const read: Counted = { bytes: 0 };
  const splitter = new Splitter(resume === null ? {} : { from: resume });
  let layout = resume === null ? null : readLayout(resume.header.map((name) => `"${name.replaceAll('"', '""')}"`).join(','));
  const toPart = (block: Block): FocusPart => {
    const hasHeader = layout === null;
    layout ??= readLayout(new TextDecoder().decode(block.bytes.subarray(0, headerBytes)));
    return { layout, block, hasHeader, readBytes: read.bytes };
  };
  try {
    for await (const chunk of skipping(unpack(source, read), resume?.offset ?? 0)) {
      // Small pieces, so that no block is much larger than meant.
      for (let at = 0; at < chunk.length; at += headerBytes) {
        const block = splitter.push(chunk.subarray(at, at + headerBytes));
        if (block !== null) yield toPart(block);
      }
    }
  } catch (error) {
    if (!(error instanceof BrokenFileError)) throw error;
    throw new FocusError([{ code: 'BROKEN_FILE', line: splitter.line, column: null, message: error.message }]);
  }
  const last = splitter.finish();
  if (last !== null) yield toPart(last);
}

/** The refusal of a file for what its text holds. */
export function refusalOf(error: FocusError): AppError {
  return finopsErrors.COST_FILE_MALFORMED({ message: error.message, details: { field: 'file', problems: error.problems } });
}
