import { addressAt } from './hex.ts';
import { RESULT } from './layout.ts';
import type { KernelExports } from './load.ts';
import type { KernelMemory } from './memory.ts';

/** A log entry: address and topics as 0x hex. */
export interface Log {
  readonly address: string;
  readonly topics: readonly string[];
  readonly data: Uint8Array;
}

/** Outcome of a run as the kernel reports it. */
export interface KernelResult {
  readonly status: number;
  /** Opcode or stack heights behind a failure; see `assembly/finish.ts`. */
  readonly detail: number;
  readonly gasUsed: bigint;
  readonly gasRefunded: bigint;
  readonly output: Uint8Array;
  readonly logs: readonly Log[];
  readonly createdAddress: string;
}

function hex32(bytes: Uint8Array, at: number): string {
  let out = '0x';
  for (let i = at; i < at + 32; i++) out += (bytes[i] ?? 0).toString(16).padStart(2, '0');
  return out;
}

function readLogs(memory: KernelMemory, start: number, count: number): Log[] {
  const logs: Log[] = [];
  let at = start;
  for (let i = 0; i < count; i++) {
    const topicCount = memory.u32(at + 20), length = memory.u32(at + 24);
    const topics = Array.from({ length: topicCount }, (_, n) => hex32(memory.bytes, at + 28 + 32 * n));
    const data = at + 28 + 32 * topicCount;
    logs.push({ address: addressAt(memory.bytes, at), topics, data: memory.copy(data, length) });
    at = data + ((length + 3) & ~3);
  }
  return logs;
}

/** Reads what the last `execute` left. */
export function readResult(exports: KernelExports, memory: KernelMemory): KernelResult {
  const at = exports.resultPointer();
  return {
    status: memory.u32(at + RESULT.status),
    detail: memory.u32(at + RESULT.detail),
    gasUsed: memory.u64(at + RESULT.gasUsed),
    gasRefunded: memory.u64(at + RESULT.refund),
    output: memory.copy(memory.u32(at + RESULT.output), memory.u32(at + RESULT.outputLength)),
    logs: readLogs(memory, memory.u32(at + RESULT.logs), memory.u32(at + RESULT.logCount)),
    createdAddress: addressAt(memory.bytes, at + RESULT.created),
  };
}
