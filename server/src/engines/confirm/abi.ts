import type { AbiType } from '../compile/artefact.ts';
import { bytesToWord, joined, padded, toHex, wordAddress, wordBytes } from './words.ts';

/** A value of the contract ABI: words for all static scalars (bytesN left-aligned), bytes and text as bytes, else lists. */
export type AbiValue = bigint | Uint8Array | AbiValue[];

const ARRAY = /^(.*)\[(\d*)\]$/;

/** The element type and length of an array type; the length is null where it is dynamic. */
export function arrayOf(type: AbiType): { element: AbiType; length: number | null } | null {
  const match = ARRAY.exec(type.type);
  if (!match) return null;
  return { element: { ...type, type: match[1] ?? '' }, length: match[2] === '' ? null : Number(match[2]) };
}

export function isDynamic(type: AbiType): boolean {
  const array = arrayOf(type);
  if (array) return array.length === null || isDynamic(array.element);
  if (type.type === 'tuple') return (type.components ?? []).some(isDynamic);
  return type.type === 'bytes' || type.type === 'string';
}

/** Encodes arguments. Source: Solidity's contract ABI specification. */
export function encodeAll(types: AbiType[], values: AbiValue[]): Uint8Array {
  const parts = types.map((type, at) => ({ isDynamic: isDynamic(type), bytes: encode(type, values[at] ?? 0n) }));
  const headSize = parts.reduce((sum, part) => sum + (part.isDynamic ? 32 : part.bytes.length), 0);
  const [heads, tails]: [Uint8Array[], Uint8Array[]] = [[], []];
  let offset = headSize;
  for (const part of parts) {
    heads.push(part.isDynamic ? wordBytes(BigInt(offset)) : part.bytes);
    if (!part.isDynamic) continue;
    tails.push(part.bytes);
    offset += part.bytes.length;
  }
  return joined([...heads, ...tails]);
}

function encode(type: AbiType, value: AbiValue): Uint8Array {
  const array = arrayOf(type);
  if (array) {
    const items = Array.isArray(value) ? value : [];
    const body = encodeAll(items.map(() => array.element), items);
    return array.length === null ? joined([wordBytes(BigInt(items.length)), body]) : body;
  }
  if (type.type === 'tuple') return encodeAll(type.components ?? [], Array.isArray(value) ? value : []);
  if (value instanceof Uint8Array) return joined([wordBytes(BigInt(value.length)), padded(value)]);
  return wordBytes(typeof value === 'bigint' ? value : 0n);
}

/** The arguments as a reader would write them. */
export function describeArguments(types: AbiType[], values: AbiValue[]): string {
  return types.map((type, at) => `${type.name === '' ? '' : `${type.name}: `}${describeValue(type, values[at] ?? 0n)}`).join(', ');
}

export function describeValue(type: AbiType, value: AbiValue): string {
  const array = arrayOf(type);
  if (array) return `[${(Array.isArray(value) ? value : []).map((item) => describeValue(array.element, item)).join(', ')}]`;
  if (Array.isArray(value)) return `(${describeArguments(type.components ?? [], value)})`;
  if (value instanceof Uint8Array) return type.type === 'string' ? JSON.stringify(Buffer.from(value).toString('utf8')) : `0x${toHex(value)}`;
  return describeWord(type.type, value);
}

function describeWord(type: string, word: bigint): string {
  if (type === 'address') return wordAddress(word);
  if (type === 'bool') return word === 0n ? 'false' : 'true';
  if (type.startsWith('bytes')) return `0x${toHex(wordBytes(word)).slice(0, 2 * Number(type.slice(5)))}`;
  return String(type.startsWith('int') ? BigInt.asIntN(256, word) : word);
}

/** What a call returned, for people: scalars decoded, the rest as hex. */
export function describeOutput(types: AbiType[], output: Uint8Array): string {
  if (output.length === 0) return '';
  if (types.length === 0 || types.some(isDynamic) || output.length < 32 * types.length || types.some((type) => arrayOf(type) ?? type.components)) return `0x${toHex(output)}`;
  return types.map((type, at) => describeWord(type.type, bytesToWord(output, 32 * at))).join(', ');
}

const ERROR = '08c379a0';
const PANIC = '4e487b71';

/** Why a call reverted, as far as its data says. Source: Solidity's `Error(string)` and `Panic(uint256)`. */
export function describeRevert(output: Uint8Array): string {
  const hex = toHex(output);
  if (hex.startsWith(ERROR)) {
    const length = Number(bytesToWord(output, 36) & 0xffffn);
    return Buffer.from(output.subarray(68, 68 + length)).toString('utf8');
  }
  if (hex.startsWith(PANIC)) return `panic 0x${bytesToWord(output, 4).toString(16)}`;
  return hex === '' ? 'no reason given' : `0x${hex}`;
}
