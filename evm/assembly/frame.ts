/** Call frames: an explicit stack of records, and the arenas their stacks and memories live in. */
import { allocBlock, blockSize, freeBlock } from './heap';

export const R_PC: usize = 0; // pointer to the next opcode
export const R_SP: usize = 4; // pointer behind the top of the stack
export const R_BASE: usize = 8; // bottom of the stack
export const R_MEM: usize = 12;
export const R_MEM_SIZE: usize = 16; // bytes, multiple of 32
export const R_MEM_END: usize = 20; // end of the block the memory may use
export const R_OWN_BLOCK: usize = 24; // memory block owned by this frame, 0 for none
export const R_CODE: usize = 28;
export const R_CODE_LEN: usize = 32;
export const R_MAP: usize = 36; // jump map, 0 until the first jump
export const R_CODE_RECORD: usize = 40; // code record, 0 for init code
export const R_DATA: usize = 44; // call data
export const R_DATA_LEN: usize = 48;
export const R_SELF: usize = 52; // account whose storage and balance are meant
export const R_KIND: usize = 56; // opcode that made the frame
export const R_STATIC: usize = 60;
export const R_MARK: usize = 64; // journal position
export const R_LOG_MARK: usize = 68;
export const R_LOG_COUNT: usize = 72;
export const R_OUT: usize = 76; // where the caller wants the output
export const R_OUT_LEN: usize = 80;
export const R_CALLER: usize = 84; // 20 bytes
export const R_STACK_END: usize = 104;
export const R_OWN_STACK: usize = 108;
export const R_REFUND: usize = 112; // i64, refund counter at entry
export const R_GAS: usize = 120; // i64
export const R_GAS_START: usize = 128; // i64
export const R_VALUE: usize = 136; // cell
export const R_CONTAINER: usize = 168; // EOF container, 0 for legacy code
export const R_RETURNS: usize = 172; // EOF return stack: pointer behind the top
export const R_SECTION: usize = 176;
export const R_TARGET: usize = 180; // account whose code runs
export const R_SIZE: usize = 192;

export const MAX_DEPTH: u32 = 1024;
const STACK_BLOCK: u32 = 0x40000;
const STACK_ROOM: u32 = 33 * 1024;
const MEMORY_BLOCK: u32 = 0x40000;

export let frames: usize = 0;
/** The running frame. */
export let frame: usize = 0;
/** 0 for the outermost frame. */
export let depth: u32 = 0;
let stackBlock: usize = 0;
let memoryBlock: usize = 0;
let memoryBlockSize: u32 = MEMORY_BLOCK;

/** Output of the last call, RETURNDATA. */
export let returnData: usize = 0;
export let returnSize: u32 = 0;
let returnCap: u32 = 0;

export function initFrames(): void {
  frames = allocBlock((MAX_DEPTH + 2) * <u32>R_SIZE);
  stackBlock = allocBlock(STACK_BLOCK);
  memoryBlock = allocBlock(MEMORY_BLOCK);
  returnData = allocBlock(0x1000);
  returnCap = 0x1000;
}

/** Room for `size` bytes of return data; false when memory is exhausted. The old contents are lost. */
export function reserveReturn(size: u32): bool {
  if (size > returnCap) {
    const fresh = allocBlock(size);
    if (!fresh) return false;
    freeBlock(returnData, returnCap);
    returnData = fresh;
    returnCap = blockSize(size);
  }
  returnSize = size;
  return true;
}

export function setReturn(src: usize, size: u32): bool {
  if (!reserveReturn(size)) return false;
  memory.copy(returnData, src, size);
  return true;
}

@inline
export function clearReturn(): void {
  returnSize = 0;
}

/** Prepares the outermost frame. */
export function firstFrame(): void {
  frame = frames;
  depth = 0;
  memory.fill(frame, 0, R_SIZE);
  store<u32>(frame, stackBlock, R_BASE);
  store<u32>(frame, stackBlock, R_SP);
  store<u32>(frame, stackBlock + STACK_BLOCK, R_STACK_END);
  store<u32>(frame, memoryBlock, R_MEM);
  store<u32>(frame, memoryBlock + memoryBlockSize, R_MEM_END);
}

/** Pushes a cleared frame above the running one; 0 when memory is exhausted. */
export function pushFrame(): usize {
  const parent = frame, child = parent + R_SIZE;
  memory.fill(child, 0, R_SIZE);
  let base = <usize>load<u32>(parent, R_SP), end = <usize>load<u32>(parent, R_STACK_END);
  if (base + STACK_ROOM > end) {
    base = allocBlock(STACK_BLOCK);
    if (!base) return 0;
    end = base + STACK_BLOCK;
    store<u32>(child, base, R_OWN_STACK);
  }
  store<u32>(child, base, R_BASE);
  store<u32>(child, base, R_SP);
  store<u32>(child, end, R_STACK_END);
  store<u32>(child, load<u32>(parent, R_MEM) + load<u32>(parent, R_MEM_SIZE), R_MEM);
  store<u32>(child, load<u32>(parent, R_MEM_END), R_MEM_END);
  frame = child;
  depth++;
  return child;
}

/** Leaves the running frame, releasing what it owned. */
export function popFrame(): void {
  releaseFrame(frame);
  frame -= R_SIZE;
  depth--;
}

function releaseFrame(f: usize): void {
  const own = <usize>load<u32>(f, R_OWN_BLOCK);
  if (own) freeBlock(own, <u32>(load<u32>(f, R_MEM_END) - <u32>own));
  const stack = <usize>load<u32>(f, R_OWN_STACK);
  if (stack) freeBlock(stack, STACK_BLOCK);
}

/** Releases everything down to and including the outermost frame. */
export function releaseAll(): void {
  while (true) {
    releaseFrame(frame);
    if (!depth) break;
    frame -= R_SIZE;
    depth--;
  }
  store<u32>(frame, 0, R_OWN_BLOCK);
  store<u32>(frame, 0, R_OWN_STACK);
}

/** Makes the frame's memory `size` bytes (multiple of 32), zero filled; false when memory is exhausted. */
export function growMemory(f: usize, size: u32): bool {
  const mem = <usize>load<u32>(f, R_MEM), old = load<u32>(f, R_MEM_SIZE);
  const end = <usize>load<u32>(f, R_MEM_END);
  if (size > 0x3fffffff) return false;
  if (mem + size > end) return moveMemory(f, size);
  memory.fill(mem + old, 0, size - old);
  store<u32>(f, size, R_MEM_SIZE);
  return true;
}

function moveMemory(f: usize, size: u32): bool {
  const mem = <usize>load<u32>(f, R_MEM), old = load<u32>(f, R_MEM_SIZE);
  const want = blockSize((size << 1) > MEMORY_BLOCK ? size << 1 : MEMORY_BLOCK);
  const block = allocBlock(want);
  if (!block) return false;
  memory.copy(block, mem, old);
  memory.fill(block + old, 0, size - old);
  const own = <usize>load<u32>(f, R_OWN_BLOCK);
  if (own) freeBlock(own, <u32>(load<u32>(f, R_MEM_END) - <u32>own));
  store<u32>(f, block, R_OWN_BLOCK);
  store<u32>(f, block, R_MEM);
  store<u32>(f, block + want, R_MEM_END);
  store<u32>(f, size, R_MEM_SIZE);
  return true;
}
