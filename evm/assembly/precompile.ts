/** Precompiled contracts: which addresses they are, hashing and copying here, the rest by the host. */
import { blake2f } from './blake2';
import { BYZANTIUM, CANCUN, fork, ISTANBUL, OSAKA, PRAGUE } from './fork';
import * as F from './frame';
import { hostPoll, hostPrecompile } from './host';
import { spend } from './patience';
import { sha256 } from './sha256';
import { setFault } from './state';
import { FAULT_MEMORY } from './status';

/** Highest address in the run of consecutive precompiles; the BLS draft of 2024 had nine in place of seven. */
let last: u32 = 4;
export function setPrecompiles(blsDraft: bool): void {
  if (fork >= PRAGUE) last = 0x11;
  else if (fork >= CANCUN) last = 0x0a;
  else if (fork >= ISTANBUL) last = 9;
  else last = fork >= BYZANTIUM ? 8 : 4;
  if (blsDraft) last = 0x13;
}

/** The number of the precompile at a 20-byte address, or 0. */
export function precompileAt(address: usize): u32 {
  if (load<u64>(address) | load<u64>(address, 8) | <u64>load<u16>(address, 16)) return 0;
  const id = (<u32>load<u8>(address, 18) << 8) | <u32>load<u8>(address, 19);
  if (id <= last) return id;
  return id == 0x100 && fork >= OSAKA ? id : 0;
}

const BAD_LENGTH: u32 = 1 << 16;
const BAD_FLAG: u32 = 2 << 16;
/** Why a precompile of the kernel's own failed; 0 for lack of gas. Goes into the trace with its number. */
export let failure: u32 = 0;

/** Runs it; the gas left, or negative on failure. The output is the return data. */
export function runPrecompile(id: u32, input: usize, length: u32, gas: i64): i64 {
  failure = 0;
  const words = <i64>((<u64>length + 31) >> 5);
  if (id == 4) return identity(input, length, gas - 15 - 3 * words);
  if (id == 2) return hash(input, length, gas - 60 - 12 * words);
  if (id == 9) return blake(input, length, gas);
  const offered = gas > 0x1fffffffffffff ? <f64>0x1fffffffffffff : <f64>gas;
  F.clearReturn();
  const used = hostPrecompile(id, input, length, offered);
  if (used >= 0) return gas - <i64>used;
  // It may have given up because the run has to end.
  setFault(hostPoll());
  return -1;
}

function identity(input: usize, length: u32, gas: i64): i64 {
  if (gas < 0) return -1;
  spend(length >> 9);
  if (!F.setReturn(input, length)) {
    setFault(FAULT_MEMORY);
    return -1;
  }
  return gas;
}

/** EIP-152: one gas per round; a malformed input fails. */
function blake(input: usize, length: u32, gas: i64): i64 {
  if (length != 213 || load<u8>(input, 212) > 1) {
    failure = length != 213 ? BAD_LENGTH : BAD_FLAG;
    return -1;
  }
  const left = gas - <i64>bswap<u32>(load<u32>(input));
  if (left < 0) return -1;
  F.reserveReturn(64);
  return blake2f(input, F.returnData) ? left : -1;
}

function hash(input: usize, length: u32, gas: i64): i64 {
  if (gas < 0) return -1;
  spend(length >> 4);
  F.reserveReturn(32);
  sha256(input, length, F.returnData);
  return gas;
}
