import { errorText } from './errors.ts';
import type { Recording } from './events.ts';
import { OPCODE_NAMES } from './opcodes.ts';
import { structLogs } from './struct-log.ts';
import type { StructLogOptions } from './struct-log.ts';

/** The fields around the steps. */
export interface StructLogHead {
  readonly gas: number;
  readonly failed: boolean;
  readonly returnValue: string;
}

const QUOTE = 0x22, COMMA = 0x2c, ZERO = 0x30;
const DIGITS = new TextEncoder().encode('0123456789abcdef');
const encoder = new TextEncoder();
const OPS = OPCODE_NAMES.map((name) => encoder.encode(`,"op":"${name}","gas":`));

function ascii(text: string): Uint8Array {
  return encoder.encode(text);
}

const PC = ascii('{"pc":'), COST = ascii(',"gasCost":'), DEPTH = ascii(',"depth":'), STACK = ascii(',"stack":['), REFUND = ascii(',"refund":');
const END = ascii('},');

/** Writes JSON bytes of steps whose only large part is the stack; much faster than building objects. */
class StepWriter {
  #out: Uint8Array;
  #at = 0;
  readonly #recording: Recording;

  constructor(recording: Recording) {
    this.#recording = recording;
    this.#out = new Uint8Array(Math.max(4096, recording.bytes.length * 2));
  }

  bytes(text: Uint8Array): void {
    this.#reserve(text.length);
    this.#out.set(text, this.#at);
    this.#at += text.length;
  }

  /** Short constant text, copied without a call into the engine. */
  #short(text: Uint8Array): void {
    for (let i = 0; i < text.length; i++) this.#out[this.#at++] = text[i] ?? 0;
  }

  #reserve(size: number): void {
    if (this.#at + size <= this.#out.length) return;
    const grown = new Uint8Array((this.#at + size) * 2);
    grown.set(this.#out.subarray(0, this.#at));
    this.#out = grown;
  }

  #decimal(value: number): void {
    let scale = 1;
    while (scale * 10 <= value) scale *= 10;
    for (let rest = value; scale >= 1; scale /= 10) {
      const digit = Math.floor(rest / scale);
      this.#out[this.#at++] = ZERO + digit;
      rest -= digit * scale;
    }
  }

  /** A little-endian cell as the shortest quoted 0x hex. */
  #cell(from: number): void {
    const { bytes } = this.#recording, out = this.#out;
    let at = this.#at, top = from + 31;
    while (top > from && bytes[top] === 0) top--;
    out[at++] = QUOTE;
    out[at++] = ZERO;
    out[at++] = 0x78;
    const first = bytes[top] ?? 0;
    if (first > 15) out[at++] = DIGITS[first >> 4] ?? 0;
    out[at++] = DIGITS[first & 15] ?? 0;
    for (let i = top - 1; i >= from; i--) {
      const byte = bytes[i] ?? 0;
      out[at++] = DIGITS[byte >> 4] ?? 0;
      out[at++] = DIGITS[byte & 15] ?? 0;
    }
    out[at++] = QUOTE;
    this.#at = at;
  }

  #stack(from: number, size: number): void {
    this.#short(STACK);
    for (let at = from; at < from + size; at += 32) {
      if (at > from) this.#out[this.#at++] = COMMA;
      this.#cell(at);
    }
    this.#out[this.#at++] = 0x5d;
  }

  /** The step event whose body starts at `at` (assembly/trace.ts). */
  step(at: number, hasStack: boolean, storage: string): void {
    const { view } = this.#recording, stackBytes = view.getUint32(at + 12, true), isStorage = view.getUint8(at + 5);
    this.#reserve(400 + stackBytes * 3);
    this.#short(PC);
    this.#decimal(view.getUint32(at, true));
    this.#short(OPS[view.getUint8(at + 4)] ?? END);
    this.#decimal(Number(view.getBigUint64(at + 24, true)));
    this.#short(COST);
    this.#decimal(Number(view.getBigUint64(at + 32, true)));
    this.#short(DEPTH);
    this.#decimal(view.getUint32(at + 8, true));
    const failure = view.getUint16(at + 6, true);
    if (failure !== 0) this.bytes(ascii(`,"error":${JSON.stringify(errorText(failure, 0))}`));
    if (hasStack) this.#stack(at + 48 + 84 * isStorage, stackBytes);
    if (storage !== '' && failure === 0) this.bytes(ascii(storage));
    this.#refund(Number(view.getBigUint64(at + 40, true)));
    this.#short(END);
  }

  #refund(refund: number): void {
    if (refund <= 0 || refund >= 2 ** 63) return;
    this.#reserve(64);
    this.#short(REFUND);
    this.#decimal(refund);
  }

  /** What was written, without the comma behind the last step. */
  text(hasSteps: boolean): string {
    return new TextDecoder('latin1').decode(this.#out.subarray(0, hasSteps ? this.#at - 1 : this.#at));
  }
}

function word(bytes: Uint8Array, at: number): string {
  let out = '';
  for (let i = at + 31; i >= at; i--) out += (bytes[i] ?? 0).toString(16).padStart(2, '0');
  return out;
}

/** Storage of a contract as seen so far, as JSON text. */
class StorageText {
  readonly #contracts = new Map<string, Map<string, string>>();

  after(recording: Recording, at: number): string {
    const { bytes } = recording, contract = bytes.subarray(at, at + 20).join();
    const slots = this.#contracts.get(contract) ?? new Map<string, string>();
    this.#contracts.set(contract, slots);
    slots.set(word(bytes, at + 20), word(bytes, at + 52));
    return `,"storage":{${[...slots].map(([key, value]) => `"${key}":"${value}"`).join()}}`;
  }
}

function fastSteps(recording: Recording, options: StructLogOptions): string {
  const { view, bytes } = recording, writer = new StepWriter(recording), seen = new StorageText();
  let count = 0;
  for (let at = 0; at < bytes.length; at += view.getUint32(at + 4, true)) {
    if (view.getUint32(at, true) !== 4) continue;
    if (options.limit !== undefined && options.limit > 0 && count >= options.limit) break;
    const showsStorage = view.getUint8(at + 13) === 1 && !options.disableStorage && view.getUint16(at + 14, true) === 0;
    writer.step(at + 8, !options.disableStack, showsStorage ? seen.after(recording, at + 56) : '');
    count++;
  }
  return writer.text(count > 0);
}

/** The whole struct-log trace as JSON text. */
export function structLogJson(recording: Recording, options: StructLogOptions, head: StructLogHead): string {
  if (options.enableMemory || options.enableReturnData) return JSON.stringify({ ...head, structLogs: [...structLogs(recording, options)] });
  const front = JSON.stringify(head).slice(0, -1);
  return `${front},"structLogs":[${fastSteps(recording, options)}]}`;
}
