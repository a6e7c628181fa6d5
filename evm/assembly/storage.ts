/** SLOAD, SSTORE, TLOAD and TSTORE with the gas and refund rules of every fork. */
import { S_ORIGINAL, S_VALUE, T_VALUE } from './account';
import { BERLIN, CONSTANTINOPLE, fork, ISTANBUL, LONDON } from './fork';
import { chargeSlot } from './gas';
import { noteTransient } from './journal';
import * as state from './state';
import { transient } from './transient';
import * as u256 from './u256';

/** Refund counter of the running transaction. */
export let refund: i64 = 0;
export function setRefund(value: i64): void {
  refund = value;
}

/** Replaces the key at `cell` by the slot's value; returns the gas left. */
export function sload(self: usize, cell: usize, gas: i64): i64 {
  const slot = state.slot(self, cell);
  let left = gas;
  if (fork >= BERLIN) left = chargeSlot(gas, slot);
  u256.copy(cell, slot + S_VALUE);
  return left;
}

/** EIP-2200: SSTORE may not run on what a call stipend leaves. */
@inline
export function isSentry(gas: i64): bool {
  return fork >= ISTANBUL && gas <= 2300;
}

/** Writes the value under the key; returns the gas left. */
export function sstore(self: usize, key: usize, value: usize, gas: i64): i64 {
  const slot = state.slot(self, key);
  let left = gas;
  if (fork >= BERLIN) {
    if (state.warmSlot(slot)) left -= 2100;
    left = netMetered(slot, value, left, 100, 2900, fork >= LONDON ? 4800 : 15000);
  } else if (fork >= ISTANBUL) {
    left = netMetered(slot, value, left, 800, 5000, 15000);
  } else if (fork == CONSTANTINOPLE) {
    left = netMetered(slot, value, left, 200, 5000, 15000);
  } else {
    left = simple(slot, value, left);
  }
  if (left >= 0 && !u256.eq(slot + S_VALUE, value)) state.setSlot(slot, value);
  return left;
}

/** Before net metering: 20000 to set, 5000 else, 15000 back for clearing. */
function simple(slot: usize, value: usize, gas: i64): i64 {
  const wasZero = u256.isZero(slot + S_VALUE), isZero = u256.isZero(value);
  if (wasZero && !isZero) return gas - 20000;
  if (!wasZero && isZero) refund += 15000;
  return gas - 5000;
}

/** EIP-1283, 2200, 2929 and 3529, which differ in the three prices only. */
function netMetered(slot: usize, value: usize, gas: i64, warm: i64, reset: i64, clearing: i64): i64 {
  const current = slot + S_VALUE, original = slot + S_ORIGINAL;
  if (u256.eq(current, value)) return gas - warm;
  if (u256.eq(current, original)) {
    if (u256.isZero(original)) return gas - 20000;
    if (u256.isZero(value)) refund += clearing;
    return gas - reset;
  }
  if (!u256.isZero(original)) {
    if (u256.isZero(current)) refund -= clearing;
    else if (u256.isZero(value)) refund += clearing;
  }
  if (u256.eq(original, value)) refund += (u256.isZero(original) ? 20000 : reset) - warm;
  return gas - warm;
}

export function tload(self: usize, cell: usize): void {
  u256.copy(cell, transient(self, cell) + T_VALUE);
}

export function tstore(self: usize, key: usize, value: usize): void {
  const slot = transient(self, key);
  noteTransient(slot);
  u256.copy(slot + T_VALUE, value);
}
