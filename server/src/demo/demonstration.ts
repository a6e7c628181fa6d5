import type { App } from '../app.ts';
import type { UserCtx } from '../platform/context/index.ts';
import type { Dice } from './dice.ts';

/** What a contribution to the demonstration works with. */
export interface Demonstration {
  readonly app: App;
  /** The administrator, now. */
  readonly ctx: UserCtx;
  /** The administrator, as if it were that moment. */
  at(moment: Date): UserCtx;
  /** What was asked for with `--demo-seed`. */
  readonly seed: number;
  /** Falls the same way for the same seed. */
  readonly dice: Dice;
  /** The moment the demonstration was asked for. */
  readonly now: Date;
}

/**
 * What one module adds to an empty server: by its own operations, so that what is shown is what they really do.
 * Resolves to a line to print; to null where its data is there already, so that it can be asked for at every start.
 */
export type Contribution = (demonstration: Demonstration) => Promise<string | null>;
