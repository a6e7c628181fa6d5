import type { Rules } from '../execution/execute.ts';
import type { State } from '../state/state.ts';
import type { CallFrame, CallTracerOptions } from '../trace/call-tracer.ts';
import type { FlatCall } from '../trace/flat-tracer.ts';
import type { Prestate, PrestateDiff, PrestateOptions } from '../trace/prestate.ts';
import type { StructLogOptions } from '../trace/struct-log.ts';
import { traceCalls, traceFlat, traceFourByte, tracePrestate, traceSteps } from '../trace/trace.ts';
import type { FlatOptions, StructTrace, TraceSettings } from '../trace/trace.ts';
import type { Transaction } from '../transaction/types.ts';
import { withLimits } from './limits.ts';
import { overridden, prefetch, resolve, rulesOf, withFetching } from './run.ts';
import type { Run } from './run.ts';

/** Tracers by geth's names, with the options each takes. */
export interface TracerOptions {
  readonly callTracer: CallTracerOptions;
  readonly flatCallTracer: FlatOptions;
  readonly prestateTracer: PrestateOptions;
  readonly '4byteTracer': object;
  readonly structLogs: StructLogOptions;
  readonly noopTracer: object;
  /** Several tracers at once, each with its own options. */
  readonly muxTracer: { readonly [T in Exclude<TracerName, 'muxTracer'>]?: TracerOptions[T] };
}

/** What each tracer gives. */
export interface TracerResults {
  readonly callTracer: CallFrame;
  readonly flatCallTracer: FlatCall[];
  readonly prestateTracer: Prestate | PrestateDiff;
  readonly '4byteTracer': Record<string, number>;
  readonly structLogs: StructTrace;
  readonly noopTracer: object;
  readonly muxTracer: { readonly [T in Exclude<TracerName, 'muxTracer'>]?: TracerResults[T] };
}

/** The tracers that exist, by the names nodes give them. */
export type TracerName = keyof TracerResults;

/** A run to be traced. */
export interface TraceRun<T extends TracerName> extends Run {
  readonly tracer: T;
  readonly options?: TracerOptions[T];
  /** Room for the recording in bytes; 256 MiB when absent. Beyond it the run ends with ExecutionFault. */
  readonly maxTraceBytes?: number;
}

interface Traced {
  readonly state: State;
  readonly tx: Transaction;
  readonly rules: Rules;
  readonly options: object;
}

const TRACERS: { readonly [T in TracerName]: (traced: Traced) => TracerResults[T] } = {
  callTracer: ({ state, tx, rules, options }) => traceCalls(state, tx, rules, options),
  flatCallTracer: ({ state, tx, rules, options }) => traceFlat(state, tx, rules, options),
  prestateTracer: ({ state, tx, rules, options }) => tracePrestate(state, tx, rules, options),
  '4byteTracer': ({ state, tx, rules, options }) => traceFourByte(state, tx, rules, options),
  structLogs: ({ state, tx, rules, options }) => traceSteps(state, tx, rules, options),
  noopTracer: () => ({}),
  muxTracer: traceMany,
};

/** One run per tracer: runs are deterministic, so that they all see the same. */
function traceMany({ options, ...traced }: Traced): TracerResults['muxTracer'] {
  const settings = options as TraceSettings & Record<string, object>, { flags, maxBytes } = settings;
  const shared = { ...(flags === undefined ? {} : { flags }), ...(maxBytes === undefined ? {} : { maxBytes }) };
  const names = Object.keys(settings).filter((name): name is Exclude<TracerName, 'muxTracer'> => name in TRACERS && name !== 'muxTracer');
  return Object.fromEntries(names.map((name) => [name, TRACERS[name]({ ...traced, options: { ...settings[name], ...shared } })]));
}

/** Traces a run and takes its changes back. For states without a remote source; errors as `executeSync`. */
export function traceSync<T extends TracerName>(state: State, run: TraceRun<T>): TracerResults[T] {
  const rules = rulesOf(state, run), { tx, flags } = resolve(run, rules), target = overridden(state, run);
  const room = run.maxTraceBytes === undefined ? {} : { maxBytes: run.maxTraceBytes };
  const options = { ...run.options, flags, ...room };
  return withLimits(target, run.limits, () => TRACERS[run.tracer]({ state: target, tx, rules, options }));
}

/** Traces over any state, fetching what is missing. */
export async function trace<T extends TracerName>(state: State, run: TraceRun<T>): Promise<TracerResults[T]> {
  await prefetch(state, run);
  const target = overridden(state, run), { overrides: _applied, ...rest } = run;
  return withFetching(target, () => traceSync<T>(target, rest as TraceRun<T>));
}
