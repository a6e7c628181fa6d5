import { type Action, ATTACKER_CONTRACT, type Reentry } from './action.ts';
import type { Digest } from './digest.ts';
import { type Attempt, look } from './explore.ts';
import { ether } from './judges.ts';
import { otherCalls } from './material.ts';
import type { Shown, Trial } from './trial.ts';
import { act, attackerWealth, forkWorld, type World } from './world.ts';

interface Scene {
  before: World;
  actions: Action[];
  attempt: Attempt;
}

/**
 * Has the attacker's contract call in again while it is called, and compares with the same calls made one after the
 * other: only what these cannot do is a proof.
 */
export function tryReentry(trial: Trial, scene: Scene): Shown | null {
  const { action, digest } = scene.attempt;
  const address = trial.stage.address;
  if (!digest.frames.some(({ from, to, op }) => from === address && to === ATTACKER_CONTRACT && op === 0xf1)) return null;
  const same = { callable: action.callable, args: action.args };
  for (const call of [same, ...otherCalls(trial.target, trial.stage)]) {
    for (const count of [1, 3]) {
      if (trial.budget.runs <= 0 || trial.budget.isOver()) return null;
      const shown = reenter(trial, scene, { ...call, count });
      if (shown) return shown;
    }
  }
  return null;
}

function reenter(trial: Trial, { before, actions, attempt }: Scene, reentry: Reentry): Shown | null {
  const action: Action = { ...attempt.action, reentry };
  const last = look(before, action, trial.options(0));
  if (!last.outcome.success || !hasReentered(last, trial)) return null;
  const end = forkWorld(before);
  act(end, action);
  const apart = inTurn(before, attempt.action, reentry);
  const gain = attackerWealth(end) - attackerWealth(trial.stage.world);
  const honestGain = attackerWealth(apart.end) - attackerWealth(trial.stage.world);
  const sequence = [...actions, action];
  if (gain > 0n && gain > honestGain) {
    return { sequence, evidence: `by calling in again while it was being paid, the attacker ended ${ether(gain)} richer; the same calls one after the other leave it with ${ether(honestGain)}` };
  }
  if (apart.failures === 0) return null;
  const slot = last.writes.find((one) => one.account === trial.stage.address && end.sandbox.slot(one.account, one.slot) !== apart.end.sandbox.slot(one.account, one.slot));
  if (!slot) return null;
  const [is, would] = [end.sandbox.slot(slot.account, slot.slot), apart.end.sandbox.slot(slot.account, slot.slot)];
  return { sequence, evidence: `by calling in again, the attacker brought storage slot 0x${slot.slot.toString(16)} to ${is}; made one after the other the second call is refused and the slot stays at ${would}` };
}

/** A call back in was made from within and was not undone. */
function hasReentered({ frames, hits }: Digest, trial: Trial): boolean {
  const { address } = trial.stage;
  const isNested = frames.some(({ from, to, depth }) => from === ATTACKER_CONTRACT && to === address && depth > 2);
  return isNested && hits.some(({ account }) => account === address);
}

/** The calls one after the other. */
function inTurn(before: World, action: Action, { callable, args, count }: Reentry): { end: World; failures: number } {
  const end = forkWorld(before);
  act(end, { ...action, reentry: null });
  let failures = 0;
  for (let at = 0; at < count; at++) if (!act(end, { ...action, reentry: null, callable, args, value: 0n }).success) failures++;
  return { end, failures };
}
