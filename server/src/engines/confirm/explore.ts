import { type Action, after, toCall } from './action.ts';
import { type Comparison, type Digest, digest, type IsWanted } from './digest.ts';
import { keyOf, leavesOf } from './values.ts';
import type { World } from './world.ts';
import { ETHER } from './world.ts';

/** How much may still be tried. */
export interface Budget {
  runs: number;
  /** True past the time limit. */
  isOver: () => boolean;
}

export interface Attempt {
  action: Action;
  digest: Digest;
}

export interface ExploreOptions {
  budget: Budget;
  isWanted: IsWanted;
  skip: ReadonlySet<string>;
  /** Runs for this call at most. */
  limit: number;
}

const MAX_COMPARISONS = 48;
const MAX_DERIVED = 40;
const MAX_VALUE = 50n * ETHER;
const MAX_WAIT = 20n * 31_536_000n;

/**
 * Tries a call with the given arguments and with those that follow from what it compares: an argument is changed a
 * little, and where a comparison moves in proportion, the argument is set so that the two sides meet. That solves
 * linear conditions over arguments, the Ether sent and the time, with state as it is.
 */
export function* explore(world: World, starts: Action[], options: ExploreOptions): Generator<Attempt> {
  const [fresh, derived]: [Action[], Action[]] = [[...starts], []];
  const seen = new Set<string>();
  const paths = new Set<string>();
  for (let runs = 0; runs < options.limit; runs++) {
    const action = runs % 3 === 0 ? (fresh.shift() ?? derived.shift()) : (derived.shift() ?? fresh.shift());
    if (!action || options.budget.runs <= 0 || options.budget.isOver()) return;
    const key = actionKey(action);
    if (seen.has(key)) continue;
    seen.add(key);
    const result = look(world, action, options);
    yield { action, digest: result };
    const path = `${action.callable.signature}${result.path}${result.outcome.success}`;
    if (paths.has(path)) continue;
    paths.add(path);
    derived.unshift(...derive(world, { action, digest: result }, options));
  }
}

export function look(world: World, action: Action, { budget, isWanted, skip }: Pick<ExploreOptions, 'budget' | 'isWanted' | 'skip'>): Digest {
  budget.runs--;
  return digest(world.sandbox.inspect(toCall(action, after(world.moment, action.waitSeconds))), isWanted, skip);
}

function actionKey({ actor, callable, args, value, isRelayed, answer, waitSeconds }: Action): string {
  return [actor, callable.signature, keyOf(args), value, isRelayed, answer, waitSeconds].join('|');
}

/** One thing about an action that can be turned. */
interface Dial {
  at: bigint;
  step: bigint;
  turn: (to: bigint) => Action | null;
}

function dialsOf(action: Action): Dial[] {
  const dials = leavesOf(action.callable.inputs, action.args).map(({ word, bits, isSigned, replace }): Dial => {
    const at = isSigned ? BigInt.asIntN(256, word) : word;
    const isFull = !isSigned && word === 2n ** BigInt(bits) - 1n;
    return { at, step: isFull ? -1n : 1n, turn: (to) => ({ ...action, args: replace(BigInt.asUintN(256, to)) }) };
  });
  if (action.callable.isPayable) dials.push({ at: action.value, step: 1n, turn: (to) => (to >= 0n && to <= MAX_VALUE ? { ...action, value: to } : null) });
  dials.push({ at: action.waitSeconds, step: 1n, turn: (to) => (to >= 12n && to <= MAX_WAIT ? { ...action, waitSeconds: to } : null) });
  if (action.isRelayed) dials.push({ at: action.answer, step: 1n, turn: (to) => (to >= 0n && to < 1n << 256n ? { ...action, answer: to } : null) });
  return dials;
}

function derive(world: World, { action, digest: base }: Attempt, options: ExploreOptions): Action[] {
  const recent = base.comparisons.slice(-MAX_COMPARISONS).reverse();
  const found: Action[] = [];
  for (const dial of dialsOf(action)) {
    const turned = dial.turn(dial.at + dial.step);
    if (!turned || options.budget.runs <= 0) continue;
    const moved = new Map(look(world, turned, options).comparisons.map((one) => [one.key, one]));
    for (const comparison of recent) {
      const other = moved.get(comparison.key);
      const meeting = other ? solve(comparison, other, dial) : null;
      if (meeting === null) continue;
      for (const to of [meeting, meeting + 1n, meeting - 1n]) {
        const changed = dial.turn(to);
        if (changed) found.push(changed);
      }
      if (found.length >= MAX_DERIVED) return found;
    }
  }
  return found;
}

/** Where the sides meet if they go on as they began. */
function solve(base: Comparison, moved: Comparison, { at, step }: Dial): bigint | null {
  const [before, now] = [base.left - base.right, moved.left - moved.right];
  const slope = now - before;
  if (slope === 0n) return null;
  const distance = -before * step;
  const quotient = distance / slope;
  // Rounded towards the far side: the neighbours are tried as well.
  return at + quotient;
}
