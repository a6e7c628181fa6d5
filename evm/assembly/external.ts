/** Opcodes that look at other accounts' code and at ancestor blocks. */
import { A_CODE_HASH, C_BYTES, C_LENGTH, C_TARGET } from './account';
import { accountAt } from './calls';
import * as env from './environment';
import { hasEof } from './fork';
import * as F from './frame';
import { chargeAccount, chargeWords, clamp, copyPadded, extendCells } from './gas';
import { hostBlockHash } from './host';
import * as state from './state';
import * as status from './status';
import * as u256 from './u256';

const word = memory.data(32, 16);
const eofShown = memory.data<u8>([
  0x9d, 0xbf, 0x36, 0x48, 0xdb, 0x82, 0x10, 0x55, 0x2e, 0x9c, 0x4f, 0x75, 0xc6, 0xa1, 0xc3, 0x05,
  0x7c, 0x0c, 0xa4, 0x32, 0x04, 0x3b, 0xd6, 0x48, 0xbe, 0x15, 0xfe, 0x7b, 0xe0, 0x56, 0x46, 0xf5,
  0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xef, 0x00,
]);

/** The code record legacy code may look at: EOF code shows as the two bytes 0xef00. */
@inline
function visibleCode(code: usize): usize {
  return hasEof && load<u32>(code, C_TARGET) == 2 ? eofShown : code;
}

/** EXTCODECOPY; the gas left. */
export function extCodeCopy(f: usize, sp: usize, gas: i64): i64 {
  const acct = accountAt(sp - 32);
  let left = chargeAccount(gas, acct);
  left = extendCells(f, left, sp - 64, sp - 128);
  if (left < 0) return left;
  left = chargeWords(left, clamp(sp - 128), 3);
  const length = load<u32>(sp - 128);
  if (left < 0 || !length) return left;
  const code = state.codeOf(acct);
  const visible = visibleCode(code);
  const size = visible == code ? load<u32>(code, C_LENGTH) : 2;
  copyPadded(<usize>load<u32>(f, F.R_MEM) + <usize>load<u32>(sp - 64), visible + C_BYTES, size, clamp(sp - 96), length);
  return left;
}

export function extCodeSize(cell: usize): void {
  const code = state.codeOf(accountAt(cell));
  u256.setU64(cell, visibleCode(code) == code ? load<u32>(code, C_LENGTH) : 2);
}

export function extCodeHash(acct: usize, cell: usize): void {
  if (state.isEmpty(acct)) {
    u256.setZero(cell);
    return;
  }
  if (hasEof) {
    const code = state.codeOf(acct);
    if (visibleCode(code) != code) {
      u256.swap32(cell, eofShown);
      return;
    }
  }
  u256.swap32(cell, acct + A_CODE_HASH);
}

/** BLOCKHASH of one of the 256 ancestors, else zero. */
export function blockHash(cell: usize): void {
  const wanted = clamp(cell), now = load<u64>(env.NUMBER);
  u256.setZero(cell);
  if (wanted >= now || now - wanted > 256) return;
  if (hostBlockHash(<f64>wanted, word) == 2) state.setFault(status.FAULT_SUSPENDED);
  u256.swap32(cell, word);
}
