import type { Drafts, Fork } from '../forks.ts';

/** A call of a precompiled contract; gas as a number, because no precompile costs more than 2^53. */
export interface PrecompileCall {
  readonly input: Uint8Array;
  readonly gas: number;
  readonly fork: Fork;
  readonly drafts: Drafts;
  /** Throws when the run has to end; to be called now and then by what may take long. */
  readonly checkpoint?: () => void;
}

/** Gas used and output, or why it failed (all gas is then lost). */
export type PrecompileOutcome = { readonly gas: number; readonly output: Uint8Array } | { readonly error: string };

/** A precompile in two parts, so that gas is checked before any work is done. */
export interface Precompile {
  gas(call: PrecompileCall): number;
  /** Throws PrecompileError for input that fails the call. */
  run(call: PrecompileCall): Uint8Array;
}

/** Input for which the precompile fails; the message is the one geth reports. */
export class PrecompileError extends Error {
  override readonly name = 'PrecompileError';
}

/** Bytes [from, from+size) of the input, zeros beyond its end. */
export function slice(input: Uint8Array, from: number, size: number): Uint8Array {
  const out = new Uint8Array(size);
  if (from < input.length) out.set(input.subarray(from, from + size));
  return out;
}
