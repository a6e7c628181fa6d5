import { readFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import type { Kernel } from '../src/kernel/kernel.ts';
import { runBlockTest } from './block-test.ts';
import type { BlockTest } from './block-test.ts';
import { runGethTrace } from './geth-trace.ts';
import type { GethTrace } from './geth-trace.ts';
import { runStateTest } from './state-test.ts';
import type { Pick, StateTest } from './state-test.ts';
import type { CaseResult } from './types.ts';

function runOne(kernel: Kernel, name: string, test: Record<string, unknown>, pick: Pick): CaseResult[] {
  if ('post' in test && 'transaction' in test) return runStateTest(kernel, name, test as unknown as StateTest, pick);
  if ('blocks' in test || 'engineNewPayloads' in test) return pick(0) ? [runBlockTest(kernel, name, test as unknown as BlockTest)] : [];
  return [{ id: name, outcome: 'unsupported', detail: 'format not recognised' }];
}

/** Runs every case of a JSON file, whatever kind of test it holds. `pick` chooses cases by number within each test. */
export function runFile(kernel: Kernel, path: string, pick: Pick = () => true): CaseResult[] {
  const content = JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>;
  const folder = basename(dirname(path));
  if ('genesis' in content && 'result' in content) {
    return [runGethTrace(kernel, `${folder}/${basename(path)}`, folder, content as unknown as GethTrace)];
  }
  return Object.entries(content).flatMap(([name, test]) => runOne(kernel, name, test as Record<string, unknown>, pick));
}
