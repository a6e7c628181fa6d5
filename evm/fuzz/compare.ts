import type { Evm } from '../src/index.ts';
import { makeCase } from './case.ts';
import { runOurs } from './ours.ts';
import { runTheirs } from './theirs.ts';

/** Runs one seed on both engines; the first difference in words, undefined when they agree. */
export async function compareSeed(evm: Evm, seed: number): Promise<string | undefined> {
  const fuzz = makeCase(seed), theirs = await runTheirs(fuzz), ours = runOurs(evm, fuzz);
  const where = `seed ${seed} (${fuzz.fork})`;
  if (ours.success !== theirs.success) return `${where}: success ${ours.success}, ethereumjs ${theirs.success}`;
  if (ours.gasUsed !== theirs.gasUsed) return `${where}: gas ${ours.gasUsed}, ethereumjs ${theirs.gasUsed}`;
  if (ours.output !== theirs.output) return `${where}: output ${ours.output}, ethereumjs ${theirs.output}`;
  if (ours.logs.join('\n') !== theirs.logs.join('\n')) return `${where}: logs ${ours.logs.join(' ')}, ethereumjs ${theirs.logs.join(' ')}`;
  const kept = (slot: string): boolean => ![...theirs.destroyed].some((address) => slot.startsWith(address));
  const [a, b] = [ours.storage.filter(kept).join(), theirs.storage.filter(kept).join()];
  return a === b ? undefined : `${where}: storage ${a}, ethereumjs ${b}`;
}
