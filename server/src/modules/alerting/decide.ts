import type { Operator } from './alerting.types.ts';

/** Evaluations within the limit, one after the other, before an alert resolves by itself: a value that flickers around its limit raises one alert, not many. */
export const quietToResolve = 3;

/** What is known of a threshold before an evaluation. */
export interface Standing {
  readonly isOpen: boolean;
  /** Evaluations within the limit since the last breach. */
  readonly quiet: number;
  readonly raisedAtMs: number | null;
  readonly cooldownMs: number;
}

/** What an evaluation leads to. */
export type Verdict =
  | { readonly act: 'raise' | 'keep' | 'none'; readonly quiet: number }
  | { readonly act: 'resolve'; readonly quiet: number };

const compare: Readonly<Record<Operator, (value: number, limit: number) => boolean>> = {
  '>': (value, limit) => value > limit,
  '<': (value, limit) => value < limit,
  '>=': (value, limit) => value >= limit,
  '<=': (value, limit) => value <= limit,
  '==': (value, limit) => value === limit,
  '!=': (value, limit) => value !== limit,
};

/** Whether the value is beyond its limit. */
export function isBreach(operator: Operator, value: number, limit: number): boolean {
  return compare[operator](value, limit);
}

/** One step: a breach opens an alert unless one is open or the cooldown runs; enough quiet resolves it. */
export function decide(standing: Standing, isBreached: boolean, nowMs: number): Verdict {
  if (isBreached) {
    if (standing.isOpen) return { act: 'keep', quiet: 0 };
    const isCooling = standing.raisedAtMs !== null && nowMs - standing.raisedAtMs < standing.cooldownMs;
    return { act: isCooling ? 'none' : 'raise', quiet: 0 };
  }
  const quiet = Math.min(standing.quiet + 1, quietToResolve);
  return { act: standing.isOpen && quiet >= quietToResolve ? 'resolve' : 'none', quiet };
}
