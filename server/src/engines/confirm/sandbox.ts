/** A transaction as the sandbox runs it. Amounts in wei, times in seconds, addresses as lower-case 0x hex. */
export interface SandboxCall {
  from: string;
  /** Null creates a contract. */
  to: string | null;
  value: bigint;
  data: Uint8Array;
  timestamp: bigint;
  blockNumber: bigint;
}

/** How a transaction ended. */
export interface Outcome {
  success: boolean;
  /** Returned or reverted with. */
  output: Uint8Array;
  created: string | null;
  gasUsed: bigint;
}

/** What happens in a run, in order: frames that begin and end, and the opcodes between them. */
export type SandboxEvent =
  | { kind: 'enter'; op: number; from: string; to: string; value: bigint; input: Uint8Array }
  | { kind: 'exit'; success: boolean }
  | { kind: 'step'; pc: number; op: number; depth: number; stack: (at: number) => bigint };

/** A run that was only looked at. */
export interface Inspection {
  outcome: Outcome;
  events: Iterable<SandboxEvent>;
}

/** What an account is set to. */
export interface AccountChange {
  balance?: bigint;
  code?: Uint8Array;
}

/**
 * An isolated chain that executes for the engine. A run that exceeds the sandbox's caps (gas, steps, time) counts as
 * failed without output; nothing is thrown for what contracts do.
 */
export interface Sandbox {
  /** Name of the rules, such as `prague`. */
  rules: string;
  /** Runs and keeps the changes. */
  run: (call: SandboxCall) => Outcome;
  /** Runs and takes the changes back. */
  inspect: (call: SandboxCall) => Inspection;
  balance: (address: string) => bigint;
  slot: (address: string, key: bigint) => bigint;
  hasCode: (address: string) => boolean;
  set: (address: string, change: AccountChange) => void;
  /** An isolated copy on write. */
  fork: () => Sandbox;
}
