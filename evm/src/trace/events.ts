import { toHex } from '../bytes.ts';
import { addressAt } from '../kernel/hex.ts';
import type { KernelMemory } from '../kernel/memory.ts';
import type { Log } from '../kernel/result.ts';

/** A frame begins, or a call that fails at once, or a self-destruct. */
export interface EnterEvent {
  readonly kind: 'enter';
  readonly op: number;
  readonly from: string;
  readonly to: string;
  readonly value: bigint;
  readonly gas: bigint;
  readonly input: Uint8Array;
}

/** The innermost open frame ends. */
export interface ExitEvent {
  readonly kind: 'exit';
  readonly status: number;
  readonly detail: number;
  readonly gasUsed: bigint;
  readonly output: Uint8Array;
}

/** An opcode about to run. Stack and memory are there when they were asked for. */
export interface StepEvent {
  readonly kind: 'step';
  readonly pc: number;
  readonly op: number;
  readonly depth: number;
  readonly gas: bigint;
  readonly cost: bigint;
  readonly refund: bigint;
  /** Status of a failure found before the opcode ran, else 0. */
  readonly failure: number;
  /** What belongs to the failure's message; see `errorText`. */
  readonly detail: number;
  /** Offsets into the trace: the stack as little-endian cells, bottom first; memory; return data. */
  readonly stackAt: number;
  readonly stackBytes: number;
  readonly memoryAt: number;
  readonly memoryBytes: number;
  readonly dataBytes: number;
  /** Offset of the account, key and value of SLOAD and SSTORE, 0 for other opcodes. */
  readonly storageAt: number;
}

export interface LogEvent extends Log {
  readonly kind: 'log';
}

/** State looked at, for the prestate tracer; the key is undefined for an account. */
export interface TouchEvent {
  readonly kind: 'touch';
  readonly address: string;
  readonly key: bigint | undefined;
}

export type TraceEvent = EnterEvent | ExitEvent | StepEvent | LogEvent | TouchEvent;

/** Bytes of a step before its storage, stack, memory and return data (assembly/trace.ts). */
export const STEP_HEAD = 56;

/** The cell at an offset as a number. */
export function cellAt(view: DataView, at: number): bigint {
  const low = view.getBigUint64(at, true);
  const b = view.getBigUint64(at + 8, true), c = view.getBigUint64(at + 16, true), d = view.getBigUint64(at + 24, true);
  return (b | c | d) === 0n ? low : (d << 192n) | (c << 128n) | (b << 64n) | low;
}

/** A recorded trace: the kernel's binary events, decoded when asked. They stay in the kernel's memory until its next run. */
export class Recording {
  readonly #memory: KernelMemory;
  /** Where the events lie in the kernel's memory, undefined once they have been copied out. */
  #place: { readonly start: number; readonly length: number } | undefined;
  #bytes: Uint8Array = new Uint8Array(0);
  #view = new DataView(this.#bytes.buffer);

  constructor(memory: KernelMemory, start: number, length: number) {
    this.#memory = memory;
    this.#place = { start, length };
  }

  /** The kernel's own copy, while it stands. */
  get place(): { readonly start: number; readonly length: number } | undefined {
    return this.#place;
  }

  get bytes(): Uint8Array {
    this.detach();
    return this.#bytes;
  }

  get view(): DataView {
    this.detach();
    return this.#view;
  }

  /** Gives the events up. */
  drop(): void {
    this.#place = undefined;
    this.#bytes = new Uint8Array(0);
    this.#view = new DataView(this.#bytes.buffer);
  }

  /** Copies the events out of the kernel's memory, before they are overwritten there. */
  detach(): void {
    if (this.#place === undefined) return;
    this.#bytes = this.#memory.copy(this.#place.start, this.#place.length);
    this.#view = new DataView(this.#bytes.buffer);
    this.#place = undefined;
  }

  /** The events in order; layouts as in assembly/trace.ts. */
  *events(): Generator<TraceEvent> {
    const { bytes, view } = this;
    for (let at = 0; at < bytes.length; at += view.getUint32(at + 4, true)) yield this.#event(view.getUint32(at, true), at + 8);
  }

  #event(kind: number, at: number): TraceEvent {
    switch (kind) {
      case 1: return this.#enter(at);
      case 2: return this.#exit(at);
      case 3: return this.#log(at);
      case 4: return this.#step(at);
      case 5: return { kind: 'touch', address: addressAt(this.bytes, at), key: undefined };
      default: return { kind: 'touch', address: addressAt(this.bytes, at), key: cellAt(this.view, at + 24) };
    }
  }

  #enter(at: number): EnterEvent {
    const { view, bytes } = this;
    return {
      kind: 'enter',
      op: view.getUint32(at, true),
      from: addressAt(bytes, at + 16),
      to: addressAt(bytes, at + 36),
      value: cellAt(view, at + 56),
      gas: view.getBigUint64(at + 8, true),
      input: bytes.subarray(at + 88, at + 88 + view.getUint32(at + 4, true)),
    };
  }

  #exit(at: number): ExitEvent {
    const { view } = this;
    return {
      kind: 'exit',
      status: view.getUint32(at, true),
      detail: view.getUint32(at + 4, true),
      gasUsed: view.getBigUint64(at + 8, true),
      output: this.bytes.subarray(at + 24, at + 24 + view.getUint32(at + 16, true)),
    };
  }

  #log(at: number): LogEvent {
    const count = this.view.getUint32(at + 20, true), data = at + 32 + 32 * count;
    const topics = Array.from({ length: count }, (_, i) => toHex(this.bytes.subarray(at + 32 + 32 * i, at + 64 + 32 * i)));
    return {
      kind: 'log', address: addressAt(this.bytes, at), topics, data: this.bytes.subarray(data, data + this.view.getUint32(at + 24, true)),
    };
  }

  #step(at: number): StepEvent {
    const { view } = this;
    const isStorage = view.getUint8(at + 5) === 1;
    const stackBytes = view.getUint32(at + 12, true), memoryBytes = view.getUint32(at + 16, true);
    const stackAt = at + STEP_HEAD + (isStorage ? 88 : 0);
    return {
      kind: 'step',
      pc: view.getUint32(at, true),
      op: view.getUint8(at + 4),
      depth: view.getUint32(at + 8, true),
      gas: view.getBigInt64(at + 24, true),
      cost: view.getBigInt64(at + 32, true),
      refund: view.getBigInt64(at + 40, true),
      failure: view.getUint16(at + 6, true),
      detail: view.getUint32(at + 48, true),
      stackAt,
      stackBytes,
      memoryAt: stackAt + stackBytes,
      memoryBytes,
      dataBytes: view.getUint32(at + 20, true),
      storageAt: isStorage ? at + STEP_HEAD : 0,
    };
  }
}
