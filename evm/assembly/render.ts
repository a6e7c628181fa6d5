/** Struct logs as JSON text, rendered from recorded steps (trace.ts); the one trace format that is large enough to need it. */
import { allocBlock } from './heap';

/** Per opcode 64 bytes: length, then `,"op":"NAME","gas":`; written by TypeScript. */
export const opNames = memory.data(256 * 64, 16);
const scratch = memory.data(32);

let out: usize = 0;
let at: usize = 0;

@inline
function byte(value: u8): void {
  store<u8>(at++, value);
}

/** Eight characters at once; only `count` of them stay. */
@inline
function chars(eight: u64, count: usize): void {
  store<u64>(at, eight);
  at += count;
}

function decimal(value: u64): void {
  let i: usize = 24, rest = value;
  do {
    const next = rest / 10;
    store<u8>(scratch + --i, <u8>(48 + (rest - next * 10)));
    rest = next;
  } while (rest);
  const length: usize = 24 - i;
  memory.copy(at, scratch + i, length);
  at += length;
}

/** The sixteen hex digits of a limb: nibbles spread by table lookup on the vector unit. */
@inline
function hexLimb(limb: u64): v128 {
  const bytes = i64x2.splat(bswap<u64>(limb));
  const high = v128.and(v128.shr<u16>(bytes, 4), i8x16.splat(15)), low = v128.and(bytes, i8x16.splat(15));
  const nibbles = v128.shuffle<u8>(high, low, 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23);
  return v128.swizzle(i8x16(48, 49, 50, 51, 52, 53, 54, 55, 56, 57, 97, 98, 99, 100, 101, 102), nibbles);
}

/** A cell as the shortest quoted 0x hex. */
function cell(from: usize): void {
  let top: usize = 24;
  while (top && !load<u64>(from + top)) top -= 8;
  const first = load<u64>(from + top);
  chars(0x783022, 3); // "0x
  const digits: usize = first ? 16 - (<usize>clz<u64>(first) >> 2) : 1;
  v128.store(at, hexLimb(first << ((16 - <u64>digits) << 2)));
  at += digits;
  while (top) {
    top -= 8;
    v128.store(at, hexLimb(load<u64>(from + top)));
    at += 16;
  }
  byte(34);
}

function stack(from: usize, bytes: u32): void {
  chars(0x226b63617473222c, 8); // ,"stack"
  chars(0x5b3a, 2); // :[
  for (let i: u32 = 0; i < bytes; i += 32) {
    if (i) byte(44);
    cell(from + i);
  }
  byte(93);
}

function step(event: usize, hasStack: bool): void {
  chars(0x3a226370227b, 6); // {"pc":
  decimal(load<u32>(event));
  const name = opNames + (<usize>load<u8>(event, 4) << 6), length = <usize>load<u8>(name);
  memory.copy(at, name + 1, length);
  at += length;
  decimal(load<u64>(event, 24));
  chars(0x6f43736167222c, 7); // ,"gasCo
  chars(0x3a227473, 4); // st":
  decimal(load<u64>(event, 32));
  chars(0x226874706564222c, 8); // ,"depth"
  byte(58);
  decimal(load<u32>(event, 8));
  if (hasStack) stack(event + 56 + (load<u8>(event, 5) ? 88 : 0), load<u32>(event, 12));
  const refund = load<i64>(event, 40);
  if (refund > 0) {
    chars(0x646e75666572222c, 8); // ,"refund
    chars(0x3a22, 2); // ":
    decimal(refund);
  }
}

/** End of the steps rendered by the last call: where to go on. */
export let renderedTo: usize = 0;
/** The step left open by the last call, 0 when there is none. */
export let openStep: usize = 0;

/** Text after which a call of `renderSteps` stops; a step with a full stack takes less than twice as much. */
const PART: usize = 0xa000;

/** Whether a step stands before the next one. */
let isJoined: bool = false;

/**
 * Renders steps from `from` up to `to`, joined by commas, and stops when the part is full or behind a step that has storage or
 * a failure, which is left open for the caller to finish. Gives the text's length; the text starts at `renderOutput`.
 */
export function renderSteps(from: usize, to: usize, hasStack: bool, isFirst: bool): u32 {
  if (isFirst) isJoined = false;
  if (!out) out = allocBlock(<u32>PART * 4);
  if (!out) return 0;
  at = out;
  openStep = 0;
  let event = from;
  while (event < to && at < out + PART) {
    const next = event + load<u32>(event, 4);
    if (load<u32>(event) == 4) {
      if (isJoined) byte(44);
      isJoined = true;
      step(event + 8, hasStack);
      if (load<u8>(event, 13) || load<u16>(event, 14)) {
        openStep = event;
        event = next;
        break;
      }
      byte(125);
    }
    event = next;
  }
  renderedTo = event;
  return <u32>(at - out);
}

export function renderOutput(): usize {
  return out;
}
