import assert from 'node:assert/strict';
import { test } from 'node:test';
import { z } from 'zod';
import { spelledEitherWay } from './spelling.ts';

const schema = spelledEitherWay(z.object({ contract_address: z.string().optional(), scan_type: z.string().default('full') }));

test('snake_case and camelCase read the same; blank and null count as left out', () => {
  const read = { contract_address: '0x1', scan_type: 'deep' };
  assert.deepEqual(schema.parse({ contract_address: '0x1', scan_type: 'deep' }), read);
  assert.deepEqual(schema.parse({ contractAddress: '0x1', scanType: 'deep' }), read);
  assert.deepEqual(schema.parse({ contractAddress: '', scanType: null }), { scan_type: 'full' });
});

test('what is no object is refused', () => {
  for (const body of [null, [], 'text', 5]) assert.equal(schema.safeParse(body).success, false);
});
