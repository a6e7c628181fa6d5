import { TRACE } from '../kernel/layout.ts';
import { STATUS } from '../kernel/status.ts';
import type { State } from '../state/state.ts';
import { evmOf } from './evm.ts';

/** Caps for one run. What exceeds one ends it with ExecutionFault and leaves the state as it was. */
export interface Limits {
  /** Opcodes at most (counted exactly, which costs some speed). */
  readonly maxSteps?: number;
  /** Wall-clock time at most, checked every few hundred microseconds. */
  readonly timeoutMs?: number;
  /** Linear memory of the whole instance at most, in bytes. */
  readonly maxMemoryBytes?: number;
  /** Ends the run once another thread aborts the flag. */
  readonly abort?: AbortFlag;
}

/** A flag in shared memory; post `buffer` to the thread that may have to abort the run. */
export class AbortFlag {
  readonly buffer: SharedArrayBuffer;
  readonly #cell: Int32Array;

  constructor(buffer: SharedArrayBuffer = new SharedArrayBuffer(4)) {
    this.buffer = buffer;
    this.#cell = new Int32Array(buffer);
  }

  get isAborted(): boolean {
    return Atomics.load(this.#cell, 0) !== 0;
  }

  abort(): void {
    Atomics.store(this.#cell, 0, 1);
  }

  reset(): void {
    Atomics.store(this.#cell, 0, 0);
  }
}

function poller({ timeoutMs, abort }: Limits): (() => number) | undefined {
  if (timeoutMs === undefined && abort === undefined) return undefined;
  const deadline = timeoutMs === undefined ? Number.POSITIVE_INFINITY : performance.now() + timeoutMs;
  return () => {
    if (abort?.isAborted) return STATUS.aborted;
    return performance.now() > deadline ? STATUS.timeCap : 0;
  };
}

/** Runs `body` under the caps. */
export function withLimits<T>(state: State, limits: Limits | undefined, body: () => T): T {
  if (limits === undefined) return body();
  const { kernel } = state, { exports } = kernel;
  kernel.poll = poller(limits);
  if (limits.maxSteps !== undefined) {
    exports.setStepCap(BigInt(limits.maxSteps));
    kernel.extraTrace = TRACE.count;
    exports.setTrace(TRACE.count, 0);
  }
  if (limits.maxMemoryBytes !== undefined) exports.setMemoryCap(limits.maxMemoryBytes);
  try {
    return body();
  } finally {
    kernel.poll = undefined;
    kernel.extraTrace = 0;
    exports.setTrace(0, 0);
    exports.setStepCap((1n << 63n) - 1n);
    exports.setMemoryCap(evmOf(state).memoryCapBytes);
  }
}
