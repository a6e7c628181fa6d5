/**
 * When to ask the host whether to go on: work is counted in units of about a jump, and the question comes when they are used
 * up. Jumps and calls look at the count; what may take long by itself does so too.
 */
import { hostPoll } from './host';
import { fault, setFault } from './state';

const UNITS: i32 = 1 << 14;
/** Units left until the next question. */
export let patience: i32 = UNITS;

/** Counts work that does not ask by itself. */
@inline
export function spend(units: u32): void {
  patience -= <i32>units;
}

/** Asks the host; true when the run has to end. */
export function isStopped(): bool {
  patience = UNITS;
  setFault(hostPoll());
  return fault != 0;
}

/** Counts a unit; true when the host was asked and ends the run. */
@inline
export function isOver(): bool {
  if (--patience > 0) return false;
  return isStopped();
}
