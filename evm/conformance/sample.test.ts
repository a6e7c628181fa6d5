import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { collect } from './collect.ts';
import { dataFolder } from './data.ts';
import { runFile } from './run-file.ts';
import type { CaseResult } from './types.ts';
import { Kernel } from '../src/kernel/kernel.ts';
import { loadKernel } from '../src/kernel/load.ts';

const kernel = await Kernel.create(await loadKernel());
/** Every file of a set is opened in turn until enough cases have run; of a file at most a few are taken. */
const SAMPLES = [['general-state-tests.tar.xz', 900], ['legacy-state-tests.tar.xz', 1000], ['eip-tests.tar.xz', 120]] as const;
const PER_FILE = 4;
const LARGE_PRIME = 7919;

function sample(files: readonly string[], wanted: number): CaseResult[] {
  const results: CaseResult[] = [];
  for (let i = 0; i < files.length && results.length < wanted; i++) {
    const path = files[(i * LARGE_PRIME) % files.length];
    if (path === undefined || /stTimeConsuming|vmPerformance|stQuadratic|pairing|multiexp/i.test(path)) continue;
    let left = PER_FILE;
    results.push(...runFile(kernel, path, (index) => index % 5 === 0 && left-- > 0));
  }
  return results;
}

function assertAllPassed(results: readonly CaseResult[]): void {
  const bad = results.filter((result) => result.outcome !== 'passed').map((result) => `${result.id}: ${result.detail ?? result.outcome}`);
  assert.deepEqual(bad, []);
}

for (const [archive, wanted] of SAMPLES) {
  test(`${wanted} cases of ${archive}`, () => {
    const { files, cleanUp } = collect([join(dataFolder(), archive)]);
    try {
      const results = sample(files.toSorted(), wanted);
      assert.ok(results.length >= wanted, `only ${results.length} cases ran`);
      assertAllPassed(results);
    } finally {
      cleanUp();
    }
  });
}

test('every go-ethereum trace', () => {
  const { files } = collect([join(dataFolder(), 'geth-traces')]);
  const results = files.flatMap((file) => runFile(kernel, file));
  assert.ok(results.length >= 46, `only ${results.length} traces found`);
  assertAllPassed(results);
});
