/** Per-fork opcode table: static gas and stack bounds, packed in one u64 per opcode. */

export const FRONTIER: u32 = 0;
export const HOMESTEAD: u32 = 1;
export const TANGERINE: u32 = 2;
export const SPURIOUS: u32 = 3;
export const BYZANTIUM: u32 = 4;
export const CONSTANTINOPLE: u32 = 5;
export const PETERSBURG: u32 = 6;
export const ISTANBUL: u32 = 7;
export const BERLIN: u32 = 8;
export const LONDON: u32 = 9;
export const PARIS: u32 = 10;
export const SHANGHAI: u32 = 11;
export const CANCUN: u32 = 12;
export const PRAGUE: u32 = 13;
export const OSAKA: u32 = 14;

/** The fork of the run; set by `setFork`. */
export let fork: u32 = CANCUN;
/** EOF draft of 2024 (EIP-7692), which the official EOF tests ask for. */
export let hasEof: bool = false;

/** Legacy table, then the EOF table: [gas u16][min bytes u16][range bytes u16][spare u16] per opcode. */
export const opTable = memory.data(2048, 16);
export const eofTable = memory.data(2048, 16);

const UNDEFINED: u64 = 0xffff << 16;

@inline
function put(table: usize, op: u32, gas: u32, pops: u32, pushes: u32): void {
  const maxHeight = 1024 + pops - (pushes > pops ? pushes : pops);
  const min: u64 = pops << 5;
  const range: u64 = <u64>((maxHeight << 5)) - min;
  store<u64>(table + (op << 3), <u64>gas | (min << 16) | (range << 32));
}

function def(op: u32, gas: u32, pops: u32, pushes: u32): void {
  put(opTable, op, gas, pops, pushes);
}

function arithmetic(): void {
  def(0x00, 0, 0, 0);
  def(0x01, 3, 2, 1); def(0x02, 5, 2, 1); def(0x03, 3, 2, 1); def(0x04, 5, 2, 1);
  def(0x05, 5, 2, 1); def(0x06, 5, 2, 1); def(0x07, 5, 2, 1); def(0x08, 8, 3, 1);
  def(0x09, 8, 3, 1); def(0x0a, 10, 2, 1); def(0x0b, 5, 2, 1);
  for (let op: u32 = 0x10; op <= 0x14; op++) def(op, 3, 2, 1);
  def(0x15, 3, 1, 1); def(0x16, 3, 2, 1); def(0x17, 3, 2, 1); def(0x18, 3, 2, 1);
  def(0x19, 3, 1, 1); def(0x1a, 3, 2, 1);
  if (fork >= CONSTANTINOPLE) {
    def(0x1b, 3, 2, 1); def(0x1c, 3, 2, 1); def(0x1d, 3, 2, 1);
  }
  if (fork >= OSAKA) def(0x1e, 5, 1, 1);
  def(0x20, 30, 2, 1);
}

/** Static part of a state access: the warm price from Berlin on. */
@inline
function access(frontier: u32, tangerine: u32, istanbul: u32): u32 {
  if (fork >= BERLIN) return 100;
  if (fork >= ISTANBUL) return istanbul;
  return fork >= TANGERINE ? tangerine : frontier;
}

function environment(): void {
  def(0x30, 2, 0, 1);
  def(0x31, access(20, 400, 700), 1, 1);
  def(0x32, 2, 0, 1); def(0x33, 2, 0, 1); def(0x34, 2, 0, 1);
  def(0x35, 3, 1, 1); def(0x36, 2, 0, 1); def(0x37, 3, 3, 0);
  def(0x38, 2, 0, 1); def(0x39, 3, 3, 0); def(0x3a, 2, 0, 1);
  def(0x3b, access(20, 700, 700), 1, 1);
  def(0x3c, access(20, 700, 700), 4, 0);
  if (fork >= BYZANTIUM) {
    def(0x3d, 2, 0, 1); def(0x3e, 3, 3, 0);
  }
  if (fork >= CONSTANTINOPLE) def(0x3f, access(400, 400, 700), 1, 1);
  def(0x40, 20, 1, 1);
  for (let op: u32 = 0x41; op <= 0x45; op++) def(op, 2, 0, 1);
  if (fork >= ISTANBUL) {
    def(0x46, 2, 0, 1); def(0x47, 5, 0, 1);
  }
  if (fork >= LONDON) def(0x48, 2, 0, 1);
  if (fork >= CANCUN) {
    def(0x49, 3, 1, 1); def(0x4a, 2, 0, 1);
  }
}

function flow(): void {
  def(0x50, 2, 1, 0); def(0x51, 3, 1, 1); def(0x52, 3, 2, 0); def(0x53, 3, 2, 0);
  def(0x54, access(50, 200, 800), 1, 1);
  if (fork >= BERLIN) def(0x54, 0, 1, 1);
  def(0x55, 0, 2, 0);
  def(0x56, 8, 1, 0); def(0x57, 10, 2, 0); def(0x58, 2, 0, 1); def(0x59, 2, 0, 1);
  def(0x5a, 2, 0, 1); def(0x5b, 1, 0, 0);
  if (fork >= CANCUN) {
    def(0x5c, 100, 1, 1); def(0x5d, 100, 2, 0); def(0x5e, 3, 3, 0);
  }
  if (fork >= SHANGHAI) def(0x5f, 2, 0, 1);
  for (let op: u32 = 0x60; op <= 0x7f; op++) def(op, 3, 0, 1);
  for (let n: u32 = 1; n <= 16; n++) def(0x7f + n, 3, n, n + 1);
  for (let n: u32 = 1; n <= 16; n++) def(0x8f + n, 3, n + 1, n + 1);
  for (let n: u32 = 0; n <= 4; n++) def(0xa0 + n, 375 * (n + 1), n + 2, 0);
}

function system(): void {
  const call = access(40, 700, 700);
  def(0xf0, 32000, 3, 1);
  def(0xf1, call, 7, 1);
  def(0xf2, call, 7, 1);
  def(0xf3, 0, 2, 0);
  if (fork >= HOMESTEAD) def(0xf4, call, 6, 1);
  if (fork >= CONSTANTINOPLE) def(0xf5, 32000, 4, 1);
  if (fork >= BYZANTIUM) {
    def(0xfa, call, 6, 1);
    def(0xfd, 0, 2, 0);
  }
  def(0xff, fork >= TANGERINE ? 5000 : 0, 1, 0);
}

@inline
function drop(op: u32): void {
  store<u64>(eofTable + (op << 3), UNDEFINED);
}

/** EIP-7692 in its 2024 form: what EOF code loses and gains. */
function eof(): void {
  memory.copy(eofTable, opTable, 2048);
  drop(0x38); drop(0x39); drop(0x3b); drop(0x3c); drop(0x3f); drop(0x56); drop(0x57); drop(0x58); drop(0x5a);
  drop(0xf0); drop(0xf1); drop(0xf2); drop(0xf4); drop(0xf5); drop(0xfa); drop(0xff);
  put(eofTable, 0xd0, 4, 1, 1);
  put(eofTable, 0xd1, 3, 0, 1);
  put(eofTable, 0xd2, 2, 0, 1);
  put(eofTable, 0xd3, 3, 3, 0);
  put(eofTable, 0xe0, 2, 0, 0);
  put(eofTable, 0xe1, 4, 1, 0);
  put(eofTable, 0xe2, 4, 1, 0);
  put(eofTable, 0xe3, 5, 0, 0);
  put(eofTable, 0xe4, 3, 0, 0);
  put(eofTable, 0xe5, 5, 0, 0);
  put(eofTable, 0xe6, 3, 0, 1);
  put(eofTable, 0xe7, 3, 0, 0);
  put(eofTable, 0xe8, 3, 0, 0);
  put(eofTable, 0xf7, 3, 1, 1);
}

/** Builds the tables for a fork. */
export function setFork(id: u32, eofEnabled: bool): void {
  fork = id;
  hasEof = eofEnabled;
  for (let op: usize = 0; op < 2048; op += 8) store<u64>(opTable + op, UNDEFINED);
  arithmetic();
  environment();
  flow();
  system();
  eof();
}
