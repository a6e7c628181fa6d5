import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compareSeed } from '../fuzz/compare.ts';
import { createEvm } from '../src/index.ts';

test('2000 random programs do the same here and in ethereumjs', async () => {
  const evm = await createEvm(), differences: string[] = [];
  for (let seed = 1; seed <= 2000; seed++) {
    const difference = await compareSeed(evm, seed);
    if (difference !== undefined) differences.push(difference);
  }
  assert.deepEqual(differences, []);
});
