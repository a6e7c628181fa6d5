import { toHex } from '../bytes.ts';
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
  /** Logs as the kernel wrote them; `decodeLogs` reads them. */
  readonly logBytes: Uint8Array;
  readonly createdAddress: string;
}

/** Decodes logs laid out as in assembly/logs.ts. */
export function decodeLogs(bytes: Uint8Array): Log[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength), logs: Log[] = [];
  for (let at = 0; at < bytes.length; ) {
    const count = view.getUint32(at + 20, true), length = view.getUint32(at + 24, true), first = at + 28, data = first + 32 * count;
    const topics = Array.from({ length: count }, (_, n) => toHex(bytes.subarray(first + 32 * n, first + 32 * n + 32)));
    logs.push({ address: addressAt(bytes, at), topics, data: bytes.subarray(data, data + length) });
    at = data + ((length + 3) & ~3);
  }
  return logs;
}

const NOWHERE = '';

/** Reads what the last `execute` left. */
export function readResult(exports: KernelExports, memory: KernelMemory, isCreate: boolean): KernelResult {
  const at = exports.resultPointer(), view = memory.view;
  return {
    status: view.getUint32(at + RESULT.status, true),
    detail: view.getUint32(at + RESULT.detail, true),
    gasUsed: view.getBigUint64(at + RESULT.gasUsed, true),
    gasRefunded: view.getBigUint64(at + RESULT.refund, true),
    output: memory.copy(view.getUint32(at + RESULT.output, true), view.getUint32(at + RESULT.outputLength, true)),
    logBytes: memory.copy(view.getUint32(at + RESULT.logs, true), view.getUint32(at + RESULT.logLength, true)),
    createdAddress: isCreate ? addressAt(memory.bytes, at + RESULT.created) : NOWHERE,
  };
}
