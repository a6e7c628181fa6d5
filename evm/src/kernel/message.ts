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

function writeAddress(memory: KernelMemory, at: number, address: string): void {
  const bytes = memory.bytes;
  for (let i = 0; i < 20; i++) bytes[at + i] = Number.parseInt(address.slice(2 + 2 * i, 4 + 2 * i), 16);
}

/** Writes a message where the kernel looks for it. Throws RangeError when it does not fit under the memory cap. */
export function writeMessage(exports: KernelExports, memory: KernelMemory, message: KernelMessage): void {
  const at = exports.messagePointer();
  const input = exports.reserveInput(inputSize(message));
  if (input === 0) throw new RangeError('transaction data exceeds the memory cap');
  writeAddress(memory, at + MESSAGE.sender, message.sender);
  if (message.to !== undefined) writeAddress(memory, at + MESSAGE.to, message.to);
  memory.setU32(at + MESSAGE.flags, message.flags);
  memory.setU32(at + MESSAGE.data, input);
  memory.setU32(at + MESSAGE.dataLength, message.data.length);
  memory.write(input, message.data);
  const list = (input + message.data.length + 7) & ~7;
  const tuples = writeAccessList(memory, list, message.accessList);
  writeAuthorizations(memory, tuples, message.authorizations);
  memory.setU32(at + MESSAGE.access, list);
  memory.setU32(at + MESSAGE.accessCount, message.accessList.length);
  memory.setU32(at + MESSAGE.authorizations, tuples);
  memory.setU32(at + MESSAGE.authorizationCount, message.authorizations.length);
  memory.setU64(at + MESSAGE.gas, message.gas);
  memory.setU64(at + MESSAGE.nonce, message.nonce);
  memory.setCell(at + MESSAGE.value, message.value);
  memory.setCell(at + MESSAGE.required, message.required);
  memory.setCell(at + MESSAGE.upfront, message.upfront);
  memory.setCell(at + MESSAGE.tip, message.tip);
}
