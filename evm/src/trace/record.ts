import { runRaw } from '../execution/execute.ts';
import type { ExecutionResult, Rules } from '../execution/execute.ts';
import { present } from '../execution/execute.ts';
import { MESSAGE_FLAGS } from '../kernel/layout.ts';
import type { State } from '../state/state.ts';
import type { Transaction } from '../transaction/types.ts';
import { Recording } from './events.ts';

/** A traced run: what happened, step by step, and how it ended. The state is as before. */
export interface Recorded {
  readonly result: ExecutionResult;
  readonly recording: Recording;
  readonly precompileErrors: readonly string[];
}

export interface RecordOptions {
  /** TRACE bits: what to record. */
  readonly mode: number;
  readonly flags: number;
  readonly maxBytes: number;
  /** Called while the state is still as after the run. */
  readonly inspect?: () => void;
}

/** Default room for a trace. */
export const TRACE_BYTES = 256 << 20;

/** Runs a transaction with recording on, then takes all of it back. Throws like `executeTransaction`. */
export function record(state: State, tx: Transaction, rules: Rules, options: RecordOptions): Recorded {
  const { kernel } = state;
  kernel.bind(state);
  kernel.exports.setTrace(options.mode | kernel.extraTrace, options.maxBytes);
  const mark = kernel.exports.journalPosition();
  try {
    const result = present(runRaw(state, tx, rules, options.flags | MESSAGE_FLAGS.keep));
    options.inspect?.();
    const recording = new Recording(kernel.memory, kernel.exports.tracePointer(), kernel.exports.traceLength());
    kernel.beforeNextRun = () => recording.detach();
    return { result, recording, precompileErrors: [...kernel.precompileErrors] };
  } finally {
    kernel.exports.setTrace(kernel.extraTrace, options.maxBytes);
    kernel.exports.revertJournal(mark);
  }
}
