/** Contract code, shared by hash, with the map of valid jump targets made at the first run. */
import { allocBlock, blockSize, freeBlock } from './heap';
import { C_BYTES, C_HASH, C_LENGTH, C_MAP, C_TARGET, CODE_PADDING } from './account';
import * as u256 from './u256';

const CHUNK: u32 = 0x10000;
const emptyRecord = memory.data(192, 16);
/** keccak256 of nothing. */
export const EMPTY_HASH = memory.data<u8>([
  0xc5, 0xd2, 0x46, 0x01, 0x86, 0xf7, 0x23, 0x3c, 0x92, 0x7e, 0x7d, 0xb2, 0xdc, 0xc7, 0x03, 0xc0,
  0xe5, 0x00, 0xb6, 0x53, 0xca, 0x82, 0x27, 0x3b, 0x7b, 0xfa, 0xd8, 0x04, 0x5d, 0x85, 0xa4, 0x70,
]);

let blocks: usize = 0; // list of blocks: [next][size]
let at: usize = 0;
let end: usize = 0;
let index: usize = 0;
let indexSize: u32 = 0; // in entries
let count: u32 = 0;
/** Bytes held by code, for the decision to start afresh. */
export let codeBytes: u32 = 0;

function room(size: u32): usize {
  const need = (size + 15) & ~15;
  if (at + need <= end) {
    const here = at;
    at += need;
    return here;
  }
  const want = need + 16 > CHUNK ? need + 16 : CHUNK;
  const block = allocBlock(want);
  if (!block) return 0;
  store<u32>(block, blocks);
  store<u32>(block, want, 4);
  blocks = block;
  codeBytes += blockSize(want);
  at = block + 16 + need;
  end = block + want;
  return block + 16;
}

function growIndex(): bool {
  const entries: u32 = indexSize ? indexSize << 1 : 1024;
  const fresh = allocBlock(entries << 2);
  if (!fresh) return false;
  memory.fill(fresh, 0, entries << 2);
  const old = index, oldSize = indexSize;
  index = fresh;
  indexSize = entries;
  for (let i: u32 = 0; i < oldSize; i++) {
    const record = <usize>load<u32>(old + (i << 2));
    if (record) insert(record);
  }
  if (old) freeBlock(old, oldSize << 2);
  return true;
}

function insert(record: usize): void {
  let i = load<u32>(record) & (indexSize - 1);
  while (load<u32>(index + (i << 2))) i = (i + 1) & (indexSize - 1);
  store<u32>(index + (i << 2), record);
}

/** The record of the code with this hash, or 0. */
export function findCode(hash: usize): usize {
  if (u256.eq(hash, EMPTY_HASH)) return emptyRecord;
  if (!indexSize) return 0;
  let i = load<u32>(hash) & (indexSize - 1);
  while (true) {
    const record = <usize>load<u32>(index + (i << 2));
    if (!record) return 0;
    if (u256.eq(record, hash)) return record;
    i = (i + 1) & (indexSize - 1);
  }
}

/** A new record for code of `length` bytes (zero padded, contents to be written by the caller), or 0. */
export function newCode(hash: usize, length: u32): usize {
  if ((count + 1) * 2 > indexSize && !growIndex()) return 0;
  const record = room(<u32>C_BYTES + length + CODE_PADDING + ((length + 8) >> 3) + 8);
  if (!record) return 0;
  memory.copy(record + C_HASH, hash, 32);
  store<u32>(record, length, C_LENGTH);
  store<u32>(record, 0, C_MAP);
  store<u32>(record, 0, C_TARGET);
  memory.fill(record + C_BYTES + length, 0, CODE_PADDING);
  insert(record);
  count++;
  return record;
}

/** Marks valid jump targets of `length` bytes at `code` in the bit map at `map`. */
export function analyse(code: usize, length: u32, map: usize): void {
  memory.fill(map, 0, (length + 8) >> 3);
  let i: u32 = 0;
  while (i < length) {
    const op = <u32>load<u8>(code + i);
    if (op == 0x5b) {
      const cell = map + (i >> 3);
      store<u8>(cell, load<u8>(cell) | <u8>(<u32>1 << (i & 7)));
    } else if (op - 0x60 < 32) {
      i += op - 0x5f;
    }
    i++;
  }
}

/** The jump map of a code record, made when first asked for. */
export function jumpMap(record: usize): usize {
  let map = <usize>load<u32>(record, C_MAP);
  if (!map) {
    const length = load<u32>(record, C_LENGTH);
    map = record + C_BYTES + length + CODE_PADDING;
    analyse(record + C_BYTES, length, map);
    store<u32>(record, map, C_MAP);
  }
  return map;
}

/** What kind of code it is: 1 delegation (EIP-7702), 2 EOF, 0 anything else. */
export function classify(record: usize): u32 {
  const length = load<u32>(record, C_LENGTH), bytes = record + C_BYTES;
  if (length < 3 || load<u8>(bytes) != 0xef) return 0;
  if (length == 23 && load<u8>(bytes, 1) == 0x01 && load<u8>(bytes, 2) == 0) return 1;
  return load<u8>(bytes, 1) == 0x00 ? 2 : 0;
}

/** Drops every code. */
export function clearCodes(): void {
  while (blocks) {
    const next = <usize>load<u32>(blocks);
    freeBlock(blocks, load<u32>(blocks, 4));
    blocks = next;
  }
  at = 0;
  end = 0;
  codeBytes = 0;
  count = 0;
  if (index) memory.fill(index, 0, indexSize << 2);
  initCodes();
}

/** Sets up the record of the empty code. */
export function initCodes(): void {
  memory.copy(emptyRecord, EMPTY_HASH, 32);
  store<u32>(emptyRecord, 0, C_LENGTH);
  store<u32>(emptyRecord, emptyRecord + C_BYTES + CODE_PADDING, C_MAP);
}
