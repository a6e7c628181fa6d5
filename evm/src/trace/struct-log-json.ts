import type { Kernel } from '../kernel/kernel.ts';
import { addressAt, HEX } from '../kernel/hex.ts';
import type { KernelMemory } from '../kernel/memory.ts';
import { errorText } from './errors.ts';
import { STEP_HEAD } from './events.ts';
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

/** A trace to be written as JSON. */
export interface StructLogJob {
  readonly kernel: Kernel;
  readonly recording: Recording;
  readonly options: StructLogOptions;
  readonly head: StructLogHead;
}

const named = new WeakSet<Kernel>();

/** Gives the kernel the opcode names, once; entries as in assembly/render.ts. */
function nameOpcodes(kernel: Kernel): void {
  if (named.has(kernel)) return;
  named.add(kernel);
  const encoder = new TextEncoder(), table = kernel.exports.opNamePointer();
  OPCODE_NAMES.forEach((name, op) => {
    const text = encoder.encode(`,"op":"${name}","gas":`);
    kernel.memory.write(table + 64 * op, Uint8Array.of(text.length, ...text));
  });
}

/** A cell in the kernel's memory as 64 hex digits. */
function word(bytes: Uint8Array, at: number): string {
  let out = '';
  for (let i = at + 31; i >= at; i--) out += HEX[bytes[i] ?? 0];
  return out;
}

/** Storage of each contract as seen so far, as JSON text. */
class StorageText {
  readonly #contracts = new Map<string, Map<string, string>>();

  after(bytes: Uint8Array, at: number): string {
    const contract = addressAt(bytes, at), slots = this.#contracts.get(contract) ?? new Map<string, string>();
    this.#contracts.set(contract, slots);
    const key = word(bytes, at + 20);
    slots.set(key, `"${key}":"${word(bytes, at + 52)}"`);
    return `,"storage":{${[...slots.values()].join()}}`;
  }
}

/** What the renderer leaves open on a step with a failure or storage; `at` points behind the event's header. */
function finish({ bytes, view }: KernelMemory, at: number, seen: StorageText, options: StructLogOptions): string {
  const failure = view.getUint16(at + 6, true);
  if (failure !== 0) return `,"error":${JSON.stringify(errorText(failure, view.getUint32(at + 48, true)))}}`;
  const isShown = view.getUint8(at + 5) === 1 && !options.disableStorage;
  return isShown ? `${seen.after(bytes, at + STEP_HEAD)}}` : '}';
}

/** Where the events are in the kernel's memory: still there after the run, or copied back. */
function placeOf(kernel: Kernel, recording: Recording): { start: number; length: number } {
  if (recording.place !== undefined) return recording.place;
  const { bytes } = recording, start = kernel.exports.reserveInput(bytes.length);
  if (start === 0) throw new RangeError('the trace does not fit under the memory cap');
  kernel.memory.write(start, bytes);
  return { start, length: bytes.length };
}

const decoder = new TextDecoder();

/**
 * The steps as JSON, joined by commas. The text grows by concatenation only: V8 keeps that as a tree of short strings, which
 * spares the pages that one fresh string of a megabyte would touch.
 */
function renderAll({ kernel, recording, options }: StructLogJob): string {
  const { exports, memory } = kernel, seen = new StorageText();
  nameOpcodes(kernel);
  const { start, length } = placeOf(kernel, recording), end = start + length;
  let text = '';
  for (let at = start; at < end; at = exports.renderEnd()) {
    const size = exports.renderSteps(at, end, options.disableStack ? 0 : 1, at === start ? 1 : 0), from = exports.renderOutput();
    if (from === 0) throw new RangeError('the trace does not fit under the memory cap');
    text += decoder.decode(memory.bytes.subarray(from, from + size));
    const open = exports.renderOpen();
    if (open !== 0) text += finish(memory, open + 8, seen, options);
  }
  return text;
}

/** The whole struct-log trace as JSON text; memory, return data and limits go the slower way. */
export function structLogJson(job: StructLogJob): string {
  const { recording, options, head } = job;
  const isPlain = !options.enableMemory && !options.enableReturnData && (options.limit ?? 0) === 0;
  if (!isPlain) return JSON.stringify({ ...head, structLogs: [...structLogs(recording, options)] });
  return `${JSON.stringify(head).slice(0, -1)},"structLogs":[${renderAll(job)}]}`;
}
