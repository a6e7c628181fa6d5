import type { Action } from './action.ts';
import { type Attempt, explore, look } from './explore.ts';
import type { Case, Judge } from './judges.ts';
import { tryLure } from './lure.ts';
import { type Identity, type Preparation, preparationsFor, startsFor } from './material.ts';
import { tryReentry } from './reenter.ts';
import type { Plan } from './plans.ts';
import type { Shown, Trial } from './trial.ts';
import { act, forkWorld, type World } from './world.ts';

const LAST_CALL_RUNS = 120;
const PREPARATION_RUNS = 40;
const MAX_OUTCOMES = 3;

/** Looks for a sequence that a judge accepts, short ones first. */
export function search(trial: Trial, plan: Plan): Shown | null {
  if (plan.kind === 'lure') return tryLure(trial);
  for (const identity of plan.identities) {
    const shown = searchAs(trial, plan, identity);
    if (shown) return shown;
  }
  return null;
}

function searchAs(trial: Trial, plan: Plan, identity: Identity): Shown | null {
  const { target, stage } = trial;
  for (const { world, actions } of prefixes(trial, identity, plan.isInitialised ? initialised(trial) : [])) {
    for (const { callable } of target.entries) {
      const starts = startsFor(callable, { target, stage, identity });
      for (const attempt of explore(world, starts, trial.options(LAST_CALL_RUNS))) {
        const shown = judge(trial, plan, { before: world, actions, attempt });
        if (shown) return shown;
      }
    }
    if (trial.budget.runs <= 0 || trial.budget.isOver()) return null;
  }
  return null;
}

function judge(trial: Trial, plan: Plan, of: { before: World; actions: Action[]; attempt: Attempt }): Shown | null {
  const { before, actions, attempt } = of;
  if (!attempt.digest.outcome.success) return null;
  const sequence = [...actions, attempt.action];
  if (plan.kind === 'reentrancy') return tryReentry(trial, { before, actions, attempt });
  return judgeCase(trial, plan, trial.caseOf(sequence, { before, last: attempt.digest })) ?? judgeRepeated(trial, plan, { before, sequence });
}

function judgeCase(trial: Trial, plan: Plan, found: Case | null): Shown | null {
  if (!found) return null;
  for (const one of plan.judges) {
    const evidence = one(found);
    if (evidence !== null) return shortest(trial, { judge: one, sequence: found.sequence, evidence });
  }
  return null;
}

/** Once more the same: what may be claimed once must not be claimed twice. */
function judgeRepeated(trial: Trial, plan: Plan, of: { before: World; sequence: Action[] }): Shown | null {
  const last = of.sequence.at(-1);
  if (!last || of.sequence.length < 2) return null;
  const before = forkWorld(of.before);
  act(before, last);
  return judgeCase(trial, plan, trial.caseOf([...of.sequence, { ...last, value: 0n }], { before, last: look(before, { ...last, value: 0n }, trial.options(0)) }));
}

/** Leaves out what the sequence does not need. */
function shortest(trial: Trial, shown: Shown & { judge: Judge }): Shown {
  let { sequence, evidence } = shown;
  for (let at = sequence.length - 2; at >= 0; at--) {
    // What an honest deployer did stays.
    if (sequence[at]?.actor !== 'attacker') continue;
    const shorter = sequence.filter((_, other) => other !== at);
    const found = trial.caseOf(shorter);
    const again = found ? shown.judge(found) : null;
    if (again !== null) [sequence, evidence] = [shorter, again];
  }
  return { sequence, evidence };
}

/** The flagged call as the deployer makes it; nothing where it is refused. */
function initialised(trial: Trial): Action[] {
  const { target, stage } = trial;
  for (const { callable } of target.entries) {
    for (const { action, digest } of explore(stage.world, startsFor(callable, { target, stage, identity: 'deployer' }), trial.options(PREPARATION_RUNS))) {
      if (digest.outcome.success) return [action];
    }
  }
  return [];
}

interface Prefix {
  world: World;
  actions: Action[];
}

/** Nothing, then one preparing call, then two. */
function* prefixes(trial: Trial, identity: Identity, first: Action[]): Generator<Prefix> {
  const none: Prefix = { world: trial.after(first), actions: first };
  yield none;
  const near = preparationsFor(trial.target, trial.target.entries.map(({ flow }) => flow));
  // What prepares the preparation: to be offered an office before taking it.
  const far = preparationsFor(trial.target, near.map(({ flow }) => flow)).filter(({ flow }) => !near.some((one) => one.flow === flow));
  const once: Prefix[] = [];
  for (const prefix of extend(trial, { identity, prefix: none, preparations: near })) {
    once.push(prefix);
    yield prefix;
  }
  for (const prefix of extend(trial, { identity, prefix: none, preparations: far })) yield* extend(trial, { identity, prefix, preparations: near });
  for (const prefix of once.slice(0, 10)) yield* extend(trial, { identity, prefix, preparations: near });
}

function* extend(trial: Trial, of: { identity: Identity; prefix: Prefix; preparations: Preparation[] }): Generator<Prefix> {
  const { target, stage } = trial;
  for (const { callable, isPrivileged } of of.preparations) {
    const identity = isPrivileged ? 'deployer' : of.identity;
    let outcomes = 0;
    const paths = new Set<string>();
    for (const { action, digest } of explore(of.prefix.world, startsFor(callable, { target, stage, identity }), trial.options(PREPARATION_RUNS))) {
      const hasEffect = digest.writes.length > 0 || action.value > 0n;
      if (!digest.outcome.success || !hasEffect || paths.has(digest.path)) continue;
      paths.add(digest.path);
      const world = forkWorld(of.prefix.world);
      act(world, action);
      yield { world, actions: [...of.prefix.actions, action] };
      if (++outcomes >= MAX_OUTCOMES) break;
    }
  }
}
