import { fromHex } from '../bytes.ts';
import { MESSAGE } from './layout.ts';
import type { KernelExports } from './load.ts';
import type { KernelMemory } from './memory.ts';

/** Storage keys that are warm from the start (EIP-2930). */
export interface AccessListEntry {
  readonly address: string;
  readonly storageKeys: readonly bigint[];
}

/** An authorisation whose signature has been checked (EIP-7702). */
export interface RecoveredAuthorization {
  readonly authority: string;
  readonly delegate: string;
  readonly nonce: bigint;
}

/** A transaction as the kernel takes it: amounts in wei, `required` and `upfront` already multiplied out. */
export interface KernelMessage {
  readonly sender: string;
  readonly to: string | undefined;
  readonly flags: number;
  readonly data: Uint8Array;
  readonly gas: bigint;
  readonly nonce: bigint;
  readonly value: bigint;
  readonly required: bigint;
  readonly upfront: bigint;
  readonly tip: bigint;
  readonly accessList: readonly AccessListEntry[];
  readonly authorizations: readonly RecoveredAuthorization[];
}

const ENTRY = 24, TUPLE = 48;

function inputSize(message: KernelMessage): number {
  let size = message.data.length + 8 + message.authorizations.length * TUPLE;
  for (const entry of message.accessList) size += ENTRY + 32 * entry.storageKeys.length;
  return size + 64;
}

function writeAccessList(memory: KernelMemory, at: number, list: readonly AccessListEntry[]): number {
  let next = at;
  for (const { address, storageKeys } of list) {
    memory.write(next, fromHex(address));
    memory.setU32(next + 20, storageKeys.length);
    next += ENTRY;
    for (const key of storageKeys) {
      memory.setCell(next, key);
      next += 32;
    }
  }
  return next;
}

function writeAuthorizations(memory: KernelMemory, at: number, list: readonly RecoveredAuthorization[]): void {
  list.forEach((tuple, i) => {
    const start = at + i * TUPLE;
    memory.write(start, fromHex(tuple.authority));
    memory.write(start + 20, fromHex(tuple.delegate));
    memory.setU64(start + 40, tuple.nonce);
  });
}

/** Value of a hex digit by its character code. */
function digit(code: number): number {
  return code <= 57 ? code - 48 : (code | 32) - 87;
}

/** The 20 bytes of a 0x address, without a detour through an array. */
function writeAddress(bytes: Uint8Array, at: number, address: string): void {
  for (let i = 0, from = 2; i < 20; i++, from += 2) {
    bytes[at + i] = (digit(address.charCodeAt(from)) << 4) | digit(address.charCodeAt(from + 1));
  }
}

function writeCell(view: DataView, at: number, value: bigint): void {
  view.setBigUint64(at, value, true);
  const high = value >> 64n;
  view.setBigUint64(at + 8, high, true);
  view.setBigUint64(at + 16, high === 0n ? 0n : high >> 64n, true);
  view.setBigUint64(at + 24, high === 0n ? 0n : high >> 128n, true);
}

/** Writes a message where the kernel looks for it. Throws RangeError when it does not fit under the memory cap. */
export function writeMessage(exports: KernelExports, memory: KernelMemory, message: KernelMessage): void {
  const at = exports.messagePointer();
  const input = exports.reserveInput(inputSize(message));
  if (input === 0) throw new RangeError('transaction data exceeds the memory cap');
  const { bytes, view } = memory;
  writeAddress(bytes, at + MESSAGE.sender, message.sender);
  if (message.to !== undefined) writeAddress(bytes, at + MESSAGE.to, message.to);
  view.setUint32(at + MESSAGE.flags, message.flags, true);
  view.setUint32(at + MESSAGE.data, input, true);
  view.setUint32(at + MESSAGE.dataLength, message.data.length, true);
  bytes.set(message.data, input);
  const list = (input + message.data.length + 7) & ~7;
  const tuples = message.accessList.length === 0 ? list : writeAccessList(memory, list, message.accessList);
  if (message.authorizations.length > 0) writeAuthorizations(memory, tuples, message.authorizations);
  view.setUint32(at + MESSAGE.access, list, true);
  view.setUint32(at + MESSAGE.accessCount, message.accessList.length, true);
  view.setUint32(at + MESSAGE.authorizations, tuples, true);
  view.setUint32(at + MESSAGE.authorizationCount, message.authorizations.length, true);
  view.setBigUint64(at + MESSAGE.gas, message.gas, true);
  view.setBigUint64(at + MESSAGE.nonce, message.nonce, true);
  writeCell(view, at + MESSAGE.value, message.value);
  writeCell(view, at + MESSAGE.required, message.required);
  writeCell(view, at + MESSAGE.upfront, message.upfront);
  writeCell(view, at + MESSAGE.tip, message.tip);
}
