import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { z } from 'zod';
import { listEffects, listQuery, offsetOf, presentList } from './paging.ts';

const query = listQuery({ squad: z.string().optional() });
const rows = { items: [1, 2, 3], total: 45 };

test('without a page the answer is a bare array and the headers tell the rest', () => {
  const asked = query.parse({ squad: 'A & B', offset: '20' });
  assert.deepEqual(presentList(rows, asked, (row) => row), [1, 2, 3]);
  const { headers } = listEffects(rows, asked);
  assert.equal(headers?.['x-total-count'], '45');
  assert.equal(headers?.['x-page-count'], '3');
  assert.equal(
    headers?.link,
    '<?squad=A+%26+B&limit=20&offset=0>; rel="first", <?squad=A+%26+B&limit=20&offset=0>; rel="prev", ' +
      '<?squad=A+%26+B&limit=20&offset=40>; rel="next", <?squad=A+%26+B&limit=20&offset=40>; rel="last"',
  );
});

test('with a page the answer carries the pagination of the guide', () => {
  const asked = query.parse({ page: '3' });
  assert.equal(offsetOf(asked), 40);
  assert.deepEqual(presentList(rows, asked, String), {
    data: ['1', '2', '3'],
    pagination: { current_page: 3, total_pages: 3, total_items: 45, items_per_page: 20, has_next: false, has_previous: true },
  });
});

test('limits of the guide hold: 1 to 100 rows, no negative offset', () => {
  for (const wrong of [{ limit: '0' }, { limit: '101' }, { limit: 'x' }, { limit: '1.5' }, { offset: '-1' }, { page: '0' }]) assert.equal(query.safeParse(wrong).success, false, JSON.stringify(wrong));
  assert.deepEqual(query.parse({}), { limit: 20, offset: 0 });
});

test('following next visits every row once', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 500 }), fc.integer({ min: 1, max: 100 }), (total, limit) => {
      const seen: number[] = [];
      let offset: number | null = 0;
      while (offset !== null) {
        for (let at = offset; at < Math.min(offset + limit, total); at += 1) seen.push(at);
        const link: string = listEffects({ items: [], total }, { limit, offset }).headers?.link ?? '';
        const next: string | undefined = /offset=(\d+)>; rel="next"/.exec(link)?.[1];
        offset = next === undefined ? null : Number(next);
      }
      assert.equal(seen.length, total);
      assert.equal(new Set(seen).size, total);
    }),
  );
});
