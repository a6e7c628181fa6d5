/** Memory of the warm tables: records that never move, and open-addressing indexes of pointers to them. */
import { allocBlock, freeBlock } from './heap';
import { setFault } from './state';
import { FAULT_MEMORY } from './status';

const CHUNK: u32 = 0x10000;
let chunks: usize = 0;
let at: usize = 0;
let end: usize = 0;
/** Bytes held by records. */
export let recordBytes: u32 = 0;
/** Stands in for a record when memory is exhausted. */
export const spare = memory.data(128, 16);

export function record(size: u32): usize {
  if (at + size > end) {
    const block = allocBlock(CHUNK);
    if (!block) {
      setFault(FAULT_MEMORY);
      return spare;
    }
    store<u32>(block, chunks);
    chunks = block;
    recordBytes += CHUNK;
    at = block + 16;
    end = block + CHUNK;
  }
  const here = at;
  at += size;
  return here;
}

/** Doubles an index of record pointers whose hash sits at `hashAt`; 0 when memory is exhausted. */
export function rehash(old: usize, entries: u32, hashAt: usize): usize {
  const size = entries << 1;
  const fresh = allocBlock(size << 2);
  if (!fresh) {
    setFault(FAULT_MEMORY);
    return 0;
  }
  memory.fill(fresh, 0, size << 2);
  for (let i: u32 = 0; i < entries; i++) {
    const r = <usize>load<u32>(old + (i << 2));
    if (!r) continue;
    let j = load<u32>(r + hashAt) & (size - 1);
    while (load<u32>(fresh + (j << 2))) j = (j + 1) & (size - 1);
    store<u32>(fresh + (j << 2), r);
  }
  if (old) freeBlock(old, entries << 2);
  return fresh;
}

export function firstIndex(entries: u32): usize {
  const fresh = allocBlock(entries << 2);
  if (fresh) memory.fill(fresh, 0, entries << 2);
  return fresh;
}

/** Gives all records back. */
export function clearRecords(): void {
  while (chunks) {
    const next = <usize>load<u32>(chunks);
    freeBlock(chunks, CHUNK);
    chunks = next;
  }
  at = 0;
  end = 0;
  recordBytes = 0;
}
