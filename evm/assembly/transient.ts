/** Transient storage (EIP-1153): a table whose entries say which transaction they belong to, so that none needs clearing. */
import { T_ACCOUNT, T_HASH, T_KEY, T_SIZE, T_TX, T_VALUE } from './account';
import { firstIndex, record, rehash, spare } from './records';
import { hashSlot, txId } from './state';
import * as u256 from './u256';

let transients: usize = 0;
let transientSlots: u32 = 1024;
let transientCount: u32 = 0;

/** Allocates the index. */
export function initTransients(): void {
  transients = firstIndex(transientSlots);
}

/** The record of a transient slot of this transaction. */
export function transient(acct: usize, key: usize): usize {
  const hash = hashSlot(acct, key);
  let i = hash & (transientSlots - 1);
  let r: usize = 0;
  while (true) {
    r = <usize>load<u32>(transients + (i << 2));
    if (!r) break;
    if (load<u32>(r, T_HASH) == hash && <usize>load<u32>(r, T_ACCOUNT) == acct && u256.eq(r, key)) break;
    i = (i + 1) & (transientSlots - 1);
  }
  if (!r) {
    r = record(<u32>T_SIZE);
    u256.copy(r + T_KEY, key);
    store<u32>(r, acct, T_ACCOUNT);
    store<u32>(r, hash, T_HASH);
    store<u32>(r, 0, T_TX);
    if (r == spare) return r;
    if ((transientCount + 1) * 2 > transientSlots) {
      const grown = rehash(transients, transientSlots, T_HASH);
      if (!grown) return r;
      transients = grown;
      transientSlots <<= 1;
      i = hash & (transientSlots - 1);
      while (load<u32>(transients + (i << 2))) i = (i + 1) & (transientSlots - 1);
    }
    store<u32>(transients + (i << 2), r);
    transientCount++;
  }
  if (load<u32>(r, T_TX) != txId) {
    u256.setZero(r + T_VALUE);
    store<u32>(r, txId, T_TX);
  }
  return r;
}

export function clearTransients(): void {
  transientCount = 0;
  memory.fill(transients, 0, transientSlots << 2);
}
