/** A command of `bulwark`. */
export interface Command {
  /** How to call it, one line. */
  readonly usage: string;
  readonly about: string;
  /** Resolves to the exit code. */
  run(args: string[]): Promise<number>;
}

/** A call that is not well formed: exit code 2 with this message. */
export class UsageError extends Error {}
