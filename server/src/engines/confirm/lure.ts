import type { Action } from './action.ts';
import { explore, look } from './explore.ts';
import { startsFor } from './material.ts';
import type { Shown, Trial } from './trial.ts';
import { forkWorld, act } from './world.ts';

const RUNS = 120;

/** Has the deployer call the attacker's contract, which then acts in the deployer's name. */
export function tryLure(trial: Trial): Shown | null {
  const { target, stage } = trial;
  for (const { callable } of target.entries) {
    const starts = startsFor(callable, { target, stage, identity: 'direct' }).map((action): Action => ({ ...action, actor: 'deployer', value: 0n }));
    for (const { action, digest } of explore(stage.world, starts, trial.options(RUNS))) {
      if (!digest.outcome.success || action.value > 0n) continue;
      const shown = lure(trial, action);
      if (shown) return shown;
    }
  }
  return null;
}

function lure(trial: Trial, wanted: Action): Shown | null {
  const { stage } = trial;
  // Made by the attacker itself, the call must fail: else it needs no lure.
  const own: Action = { ...wanted, actor: 'attacker', isRelayed: true };
  if (look(stage.world, own, trial.options(0)).outcome.success) return null;
  const prepared: Action = { ...own, isPrepared: true };
  const lured: Action = { ...wanted, actor: 'deployer', isLure: true };
  const before = forkWorld(stage.world);
  act(before, prepared);
  const last = look(before, lured, trial.options(0));
  const frame = last.frames.find(({ to, depth }) => to === stage.address && depth === 2);
  const write = last.writes.find(({ account }) => account === stage.address);
  const payment = last.frames.find(({ from, value }) => from === stage.address && value > 0n);
  if (!last.outcome.success || !frame || !(write ?? payment) || last.hits.length === 0) return null;
  const effect = payment ? `the contract paid ${payment.value} wei to ${payment.to}` : `storage slot 0x${write?.slot.toString(16) ?? ''} was written`;
  return { sequence: [prepared, lured], evidence: `the deployer only called the attacker's contract, and ${effect} in the deployer's name; sent by the attacker the same call is refused` };
}
