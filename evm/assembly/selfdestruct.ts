/** SELFDESTRUCT under the rules of every fork. */
import { A_ADDRESS, A_BALANCE } from './account';
import { accountAt } from './calls';
import { BERLIN, CANCUN, fork, LONDON, SPURIOUS, TANGERINE } from './fork';
import * as F from './frame';
import * as state from './state';
import { refund, setRefund } from './storage';
import * as trace from './trace';
import * as u256 from './u256';

const amount = memory.data(32, 16);

/** Charges and carries it out; the gas left, negative when there was not enough. */
export function selfDestruct(cell: usize, gas: i64): i64 {
  const self = <usize>load<u32>(F.frame, F.R_SELF), heir = accountAt(cell);
  let left = gas;
  if (fork >= BERLIN && state.warmAccount(heir)) left -= 2600;
  const pays = !u256.isZero(self + A_BALANCE);
  if (fork >= SPURIOUS ? pays && state.isEmpty(heir) : fork >= TANGERINE && !state.exists(heir)) left -= 25000;
  if (left < 0) return left;
  if (fork < LONDON && !state.destroyedNow(self)) setRefund(refund + 24000);
  u256.copy(amount, self + A_BALANCE);
  if (trace.mode & trace.CALLS) {
    trace.enter(0xff, self + A_ADDRESS, heir + A_ADDRESS, amount, 0, 0, 0);
    trace.exit(0, 0, 0, 0, 0);
  }
  const dies = fork < CANCUN || state.createdNow(self);
  if (dies) {
    state.addBalance(heir, amount);
    state.markDestroyed(self);
    state.subBalance(self, self + A_BALANCE);
  } else if (heir != self) {
    state.subBalance(self, amount);
    state.addBalance(heir, amount);
  }
  return left;
}
