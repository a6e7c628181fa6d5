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
  const orders = inTurn(before, attempt.action, reentry);
  const gain = attackerWealth(end) - attackerWealth(trial.stage.world);
  const honestGain = orders.map((world) => attackerWealth(world) - attackerWealth(trial.stage.world)).reduce((most, one) => (one > most ? one : most));
  const sequence = [...actions, action];
  if (gain > 0n && gain > honestGain) {
    return { sequence, evidence: `by calling in again while it was being paid, the attacker ended ${ether(gain)} richer; the same calls one after the other leave it with ${ether(honestGain)}` };
  }
  // Where Ether is at stake only Ether counts.
  if (trial.target.finding.detector === 'reentrancy-eth') return null;
  const { address } = trial.stage;
  const slot = last.writes.find((one) => one.account === address && orders.every((world) => world.sandbox.slot(address, one.slot) !== end.sandbox.slot(address, one.slot)));
  if (!slot) return null;
  const reached = orders.map((world) => world.sandbox.slot(address, slot.slot));
  return { sequence, evidence: `by calling in again, the attacker brought storage slot 0x${slot.slot.toString(16)} to ${end.sandbox.slot(address, slot.slot)}; made one after the other, in any order, the same calls leave ${[...new Set(reached)].join(' or ')}` };
}

/** A call back in was made from within and was not undone. */
function hasReentered({ frames, hits }: Digest, trial: Trial): boolean {
  const { address } = trial.stage;
  const isNested = frames.some(({ from, to, depth }) => from === ATTACKER_CONTRACT && to === address && depth > 2);
  return isNested && hits.some(({ account }) => account === address);
}

/** What the calls do one after the other within one block: the inner ones as often as they may run, after or before the outer one. */
function inTurn(before: World, action: Action, { callable, args, count }: Reentry): World[] {
  const outer: Action = { ...action, reentry: null };
  const inner: Action = { ...outer, callable, args, value: 0n };
  const worlds: World[] = [];
  for (let times = 0; times <= count; times++) {
    const inners = Array.from({ length: times }, () => inner);
    worlds.push(together(before, [outer, ...inners]), together(before, [...inners, outer]));
  }
  return worlds;
}

/** All at the moment the first one runs, so that nothing differs by time. */
function together(before: World, actions: Action[]): World {
  const world = forkWorld(before);
  for (const action of actions) {
    world.moment = before.moment;
    act(world, action);
  }
  return world;
}
