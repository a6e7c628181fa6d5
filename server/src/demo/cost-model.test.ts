import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseBlock, readLayout } from '../engines/focus/index.ts';
import { demoCosts } from './cost-model.ts';

const lastDay = new Date('2026-03-31T00:00:00Z');
const parse = (bytes: Buffer) => parseBlock(readLayout(bytes.toString()), { bytes, firstLine: 1, hasHeader: true });

test('one seed gives one file, another seed another', () => {
  const made = (seed: number) => demoCosts({ seed, lastDay, days: 40 });
  assert.ok(made(7).equals(made(7)));
  assert.ok(!made(7).equals(made(8)));
});

test('it is FOCUS data without anything odd, every row labelled, for every day', () => {
  const { charges, notices, groups } = parse(demoCosts({ seed: 1, lastDay, days: 90 }));
  assert.deepEqual(notices, []);
  assert.equal(new Set(charges.map(({ day }) => day)).size, 90);
  assert.equal(charges.at(-1)?.day, '2026-03-31');
  assert.deepEqual([...new Set(Object.values(groups).map(({ environment }) => environment))].sort(), ['development', 'production', 'staging', null].sort());
  assert.ok(charges.every(({ tags }) => tags?.demonstration === 'true'));
});
