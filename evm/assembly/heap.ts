/** Block allocator: power-of-two blocks over the linear memory, freed blocks are reused by size class. */

const MIN_CLASS: u32 = 12;
const freeLists = memory.data(33 * 4);
let top: usize = 0;
let cap: usize = 0xffff0000;

/** Upper bound in bytes for the linear memory; beyond it allocations fail. */
export function setMemoryCap(bytes: u32): void {
  cap = bytes;
}

/** Bytes handed out by the bump pointer so far. */
export function memoryTop(): u32 {
  return <u32>top;
}

@inline
function classOf(size: u32): u32 {
  const bits: u32 = 32 - <u32>clz<u32>(size - 1);
  return bits < MIN_CLASS ? MIN_CLASS : bits;
}

/** A block of at least `size` bytes, or 0 when the memory cap is reached. */
export function allocBlock(size: u32): usize {
  if (size > 0x40000000) return 0;
  const cls = classOf(size);
  const list = freeLists + (cls << 2);
  const head = load<u32>(list);
  if (head) {
    store<u32>(list, load<u32>(head));
    return head;
  }
  if (!top) top = (__heap_base + 0xfff) & ~0xfff;
  const bytes: u64 = <u64>1 << cls;
  const end: u64 = <u64>top + bytes;
  if (end > <u64>cap) return 0;
  const have: u64 = <u64>memory.size() << 16;
  if (end > have) {
    const pages = <i32>((end - have + 0xffff) >> 16);
    if (memory.grow(pages) < 0) return 0;
  }
  const ptr = top;
  top = <usize>end;
  return ptr;
}

export function freeBlock(ptr: usize, size: u32): void {
  const list = freeLists + (classOf(size) << 2);
  store<u32>(ptr, load<u32>(list));
  store<u32>(list, ptr);
}

/** Real capacity of a block asked for with `size`. */
export function blockSize(size: u32): u32 {
  return 1 << classOf(size);
}
