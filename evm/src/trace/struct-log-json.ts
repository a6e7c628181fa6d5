import type { Kernel } from '../kernel/kernel.ts';
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

/** A trace to be written as JSON. */
export interface StructLogJob {
  readonly kernel: Kernel;
  readonly recording: Recording;
  readonly options: StructLogOptions;
  readonly head: StructLogHead;
}

const STEP = 4;
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

function word(bytes: Uint8Array, at: number): string {
  let out = '';
  for (let i = at + 31; i >= at; i--) out += (bytes[i] ?? 0).toString(16).padStart(2, '0');
  return out;
}

/** Storage of each contract as seen so far, as JSON text. */
class StorageText {
  readonly #contracts = new Map<string, Map<string, string>>();

  after(recording: Recording, at: number): string {
    const { bytes } = recording, contract = bytes.subarray(at, at + 20).join();
    const slots = this.#contracts.get(contract) ?? new Map<string, string>();
    this.#contracts.set(contract, slots);
    const key = word(bytes, at + 20);
    slots.set(key, `"${key}":"${word(bytes, at + 52)}"`);
    return `,"storage":{${[...slots.values()].join()}}`;
  }
}

/** What the renderer leaves open on the last step before `end`: failure, storage and refund. */
function finish(recording: Recording, end: number, seen: StorageText, options: StructLogOptions): string {
  const { view } = recording;
  let at = lastStep(recording, end) + 8;
  const failure = view.getUint16(at + 6, true), refund = view.getBigInt64(at + 40, true);
  const isStorage = view.getUint8(at + 5) === 1 && failure === 0 && !options.disableStorage;
  const error = failure === 0 ? '' : `,"error":${JSON.stringify(errorText(failure, 0))}`;
  at += 48;
  return `${error}${isStorage ? seen.after(recording, at) : ''}${refund > 0n ? `,"refund":${refund}` : ''}},`;
}

const starts = new WeakMap<Recording, Map<number, number>>();

/** Start of the step event that ends at an offset. */
function lastStep(recording: Recording, end: number): number {
  let byEnd = starts.get(recording);
  if (byEnd === undefined) {
    byEnd = new Map();
    const { view } = recording;
    for (let at = 0; at < recording.bytes.length; at += view.getUint32(at + 4, true)) {
      const isSpecial = view.getUint32(at, true) === STEP && (view.getUint8(at + 13) === 1 || view.getUint16(at + 14, true) !== 0 || view.getBigUint64(at + 48, true) !== 0n);
      if (isSpecial) byEnd.set(at + view.getUint32(at + 4, true), at);
    }
    starts.set(recording, byEnd);
  }
  return byEnd.get(end) ?? -1;
}

function renderAll({ kernel, recording, options }: StructLogJob): string {
  const { exports, memory } = kernel, { bytes } = recording, seen = new StorageText(), decoder = new TextDecoder('latin1');
  nameOpcodes(kernel);
  const input = exports.reserveInput(bytes.length);
  if (input === 0) throw new RangeError('the trace does not fit under the memory cap');
  memory.write(input, bytes);
  let text = '';
  for (let at = 0; at < bytes.length; at = exports.renderEnd() - input) {
    const length = exports.renderSteps(input + at, input + bytes.length, options.disableStack ? 0 : 1);
    if (exports.renderOutput() === 0) throw new RangeError('the trace does not fit under the memory cap');
    text += decoder.decode(memory.bytes.subarray(exports.renderOutput(), exports.renderOutput() + length));
    const end = exports.renderEnd() - input;
    if (lastStep(recording, end) >= 0) text += finish(recording, end, seen, options);
  }
  return text.slice(0, -1);
}

/** The whole struct-log trace as JSON text; memory, return data and limits go the slower way. */
export function structLogJson(job: StructLogJob): string {
  const { recording, options, head } = job;
  const isPlain = !options.enableMemory && !options.enableReturnData && (options.limit ?? 0) === 0;
  if (!isPlain) return JSON.stringify({ ...head, structLogs: [...structLogs(recording, options)] });
  return `${JSON.stringify(head).slice(0, -1)},"structLogs":[${renderAll(job)}]}`;
}
