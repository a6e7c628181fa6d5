import { DRAFT_PRICES, PRAGUE_PRICES } from './bls-gas.ts';
import { blsPrecompiles } from './bls.ts';
import { bnAdd, bnMul, bnPairing } from './bn254.ts';
import { ecrecover } from './ecrecover.ts';
import { ripemd } from './hashes.ts';
import { pointEvaluation } from './kzg.ts';
import { modexp } from './modexp.ts';
import { p256Verify } from './p256.ts';
import { PrecompileError } from './types.ts';
import type { Precompile, PrecompileCall, PrecompileOutcome } from './types.ts';

const fixed = new Map<number, Precompile>([
  [0x01, ecrecover], [0x03, ripemd], [0x05, modexp], [0x06, bnAdd], [0x07, bnMul], [0x08, bnPairing],
  [0x0a, pointEvaluation], [0x100, p256Verify],
]);
const bls = blsPrecompiles(PRAGUE_PRICES, false);
const blsDraft = blsPrecompiles(DRAFT_PRICES, true);

/**
 * Runs precompile `id` (its address as a number; 0x02, 0x04 and 0x09 run inside the kernel). Gas is checked first. Which
 * addresses are precompiles under a fork is the kernel's decision.
 */
export function runPrecompile(id: number, call: PrecompileCall): PrecompileOutcome {
  const precompile = fixed.get(id) ?? (call.drafts.bls2024 ? blsDraft : bls)[id - 0x0b];
  if (precompile === undefined) throw new RangeError(`no precompile at ${id}`);
  const gas = precompile.gas(call);
  if (gas > call.gas) return { error: 'out of gas' };
  try {
    return { gas, output: precompile.run(call) };
  } catch (error) {
    if (error instanceof PrecompileError) return { error: error.message };
    throw error;
  }
}
