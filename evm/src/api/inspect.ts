import type { ExecutionResult } from '../execution/execute.ts';
import { TRACE } from '../kernel/layout.ts';
import type { State } from '../state/state.ts';
import { cellAt } from '../trace/events.ts';
import type { Recording } from '../trace/events.ts';
import { record } from '../trace/record.ts';
import { withLimits } from './limits.ts';
import { overridden, resolve, rulesOf } from './run.ts';
import type { Run } from './run.ts';

/** An opcode about to run, with its stack; `stack(0)` is the top, 0 where there is none. */
export interface InspectedStep {
  readonly kind: 'step';
  readonly pc: number;
  readonly op: number;
  /** 1 for the transaction's own frame. */
  readonly depth: number;
  stack(at: number): bigint;
}

/** What happened, in order: frames that begin (calls, creations, self-destructs) and end, and steps between. */
export type InspectedEvent =
  | { readonly kind: 'enter'; readonly op: number; readonly from: string; readonly to: string; readonly value: bigint; readonly input: Uint8Array }
  | { readonly kind: 'exit'; readonly success: boolean; readonly output: Uint8Array }
  | InspectedStep;

/** A run that was looked at step by step; the state is as before. */
export interface Inspection {
  readonly result: ExecutionResult;
  /** Decoded while it is iterated. */
  readonly events: Iterable<InspectedEvent>;
}

const ROOM = 64 << 20;

/** Runs a transaction, takes its changes back and gives its frames and steps with their stacks. Errors as `executeSync`. */
export function inspectSync(state: State, run: Run & { readonly maxTraceBytes?: number }): Inspection {
  const rules = rulesOf(state, run), { tx, flags } = resolve(run, rules), target = overridden(state, run);
  const mode = TRACE.calls | TRACE.steps | TRACE.stack;
  return withLimits(target, run.limits, () => {
    const { result, recording } = record(target, tx, rules, { mode, flags, maxBytes: run.maxTraceBytes ?? ROOM });
    return { result, events: { [Symbol.iterator]: () => decoded(recording) } };
  });
}

function* decoded(recording: Recording): Generator<InspectedEvent> {
  const { view } = recording;
  for (const event of recording.events()) {
    if (event.kind === 'step') {
      const { pc, op, depth, stackAt, stackBytes } = event, top = stackAt + stackBytes - 32;
      yield { kind: 'step', pc, op, depth, stack: (at) => (at * 32 < stackBytes ? cellAt(view, top - at * 32) : 0n) };
    } else if (event.kind === 'enter') {
      const { op, from, to, value, input } = event;
      yield { kind: 'enter', op, from, to, value, input };
    } else if (event.kind === 'exit') yield { kind: 'exit', success: event.status === 0, output: event.output };
  }
}
