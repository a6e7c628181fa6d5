import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { buildKernel } from '../scripts/build-wasm.ts';

test('the committed kernel.wasm is what assembly/ compiles to, and below 200 KB', () => {
  const committed = new Uint8Array(readFileSync(new URL('../wasm/kernel.wasm', import.meta.url)));
  assert.ok(committed.length < 200_000, `${committed.length} bytes`);
  assert.deepEqual(Buffer.from(buildKernel()).equals(Buffer.from(committed)), true, 'run npm run build:wasm -w evm');
});
