import { addressAt, HEX } from '../kernel/hex.ts';
import { errorText } from './errors.ts';
import type { Recording, StepEvent } from './events.ts';
import { opcodeName } from './opcodes.ts';

/** One step as geth's debug_traceTransaction shows it. */
export interface StructLog {
  readonly pc: number;
  readonly op: string;
  readonly gas: number;
  readonly gasCost: number;
  readonly depth: number;
  readonly error?: string;
  readonly stack?: readonly string[];
  readonly memory?: readonly string[];
  readonly returnData?: string;
  readonly storage?: Readonly<Record<string, string>>;
  readonly refund?: number;
}

/** What each step of a struct log carries. */
export interface StructLogOptions {
  readonly disableStack?: boolean;
  readonly enableMemory?: boolean;
  readonly disableStorage?: boolean;
  readonly enableReturnData?: boolean;
  /** Steps shown at most; 0 or absent for all. */
  readonly limit?: number;
}

/** Bytes [from, from+size) as plain hex. */
function hex(bytes: Uint8Array, from: number, size: number): string {
  let out = '';
  for (let i = from; i < from + size; i++) out += HEX[bytes[i] ?? 0];
  return out;
}

/** A little-endian cell as the shortest 0x hex. */
function cellHex(bytes: Uint8Array, at: number): string {
  let top = at + 31;
  while (top > at && bytes[top] === 0) top--;
  let out = `0x${(bytes[top] ?? 0).toString(16)}`;
  for (let i = top - 1; i >= at; i--) out += HEX[bytes[i] ?? 0];
  return out;
}

function paddedCell(bytes: Uint8Array, at: number): string {
  let out = '';
  for (let i = at + 31; i >= at; i--) out += HEX[bytes[i] ?? 0];
  return out;
}

function stackOf(bytes: Uint8Array, step: StepEvent): string[] {
  const out: string[] = [];
  for (let at = step.stackAt; at < step.stackAt + step.stackBytes; at += 32) out.push(cellHex(bytes, at));
  return out;
}

function memoryOf(bytes: Uint8Array, step: StepEvent): string[] {
  const out: string[] = [];
  for (let at = step.memoryAt; at < step.memoryAt + step.memoryBytes; at += 32) out.push(hex(bytes, at, 32));
  return out;
}

/** Storage seen so far per contract; a step of SLOAD or SSTORE shows all of its contract's. */
class SeenStorage {
  readonly #contracts = new Map<string, Record<string, string>>();

  after(bytes: Uint8Array, at: number): Record<string, string> {
    const address = addressAt(bytes, at);
    const next = { ...this.#contracts.get(address), [paddedCell(bytes, at + 20)]: paddedCell(bytes, at + 52) };
    this.#contracts.set(address, next);
    return next;
  }
}

function present(recording: Recording, step: StepEvent, options: StructLogOptions, seen: SeenStorage): StructLog {
  const { bytes } = recording, dataAt = step.memoryAt + step.memoryBytes;
  const failed = step.failure !== 0;
  const showsStorage = !options.disableStorage && step.storageAt !== 0 && !failed;
  return {
    pc: step.pc,
    op: opcodeName(step.op),
    gas: Number(step.gas),
    gasCost: Number(step.cost),
    depth: step.depth,
    ...(failed ? { error: errorText(step.failure, step.detail) } : {}),
    ...(options.disableStack ? {} : { stack: stackOf(bytes, step) }),
    ...(options.enableMemory && step.memoryBytes > 0 ? { memory: memoryOf(bytes, step) } : {}),
    ...(options.enableReturnData && step.dataBytes > 0 ? { returnData: `0x${hex(bytes, dataAt, step.dataBytes)}` } : {}),
    ...(showsStorage ? { storage: seen.after(bytes, step.storageAt) } : {}),
    ...(step.refund > 0n ? { refund: Number(step.refund) } : {}),
  };
}

/** Every step, rendered one by one as it is asked for. */
export function* structLogs(recording: Recording, options: StructLogOptions): Generator<StructLog> {
  const seen = new SeenStorage(), limit = options.limit ?? 0;
  let count = 0;
  for (const event of recording.events()) {
    if (event.kind !== 'step') continue;
    if (limit > 0 && count++ >= limit) return;
    yield present(recording, event, options, seen);
  }
}

