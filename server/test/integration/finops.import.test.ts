import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { focusFile, manyRows, plainRow } from '../support/finops/focus-file.ts';
import { costsHouse, type CostsHouse } from '../support/finops/costs-house.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

let server: TestServer;
let house: CostsHouse;

before(async () => {
  server = await startTestServer();
  house = await costsHouse(server, 'fin');
});
after(() => server.close());

/** What the sums say and what adding up every charge that counts says; they must be the same. */
async function sumsAndTruth() {
  const shown = (column: string) => `trim_scale(${column})::text`;
  const sums = await house.rows(`select day::text, group_id, ${shown('billed')} as billed, ${shown('effective')} as effective, ${shown('list')} as list, ${shown('contracted')} as contracted, charges from cost_daily order by 1, 2`);
  const truth = await house.rows(`select day::text, group_id, ${shown('sum(billed)')} as billed, ${shown('sum(effective)')} as effective, ${shown('coalesce(sum(list), 0)')} as list, ${shown('coalesce(sum(contracted), 0)')} as contracted, count(*) as charges
    from cost_charges where import_id in (select id from cost_imports where status = 'completed') group by day, group_id order by 1, 2`);
  return { sums, truth };
}

async function removeAll(): Promise<void> {
  for (const { id } of (await house.finops.listImports(house.ctx, { limit: 100, offset: 0 })).items) await house.finops.deleteImport(house.ctx, id);
}

async function refused(content: Uint8Array): Promise<{ code: string; message: string; problems: { line: number; column: string | null }[] }> {
  try {
    const one = await house.import(content);
    assert.equal(one.status, 'failed');
    return one.error as never;
  } catch (error) {
    const { code, message, details } = error as { code: string; message: string; details: { problems?: never[] } | null };
    return { code, message, problems: details?.problems ?? [] };
  }
}

test('a file is imported with exact totals, from gzip as from text, and only once', async () => {
  const content = focusFile([{}, { BilledCost: '0.00000000001', ServiceName: 'Amazon EC2' }, { BillingCurrency: 'EUR', BilledCost: '-7' }]);
  const one = await house.import(gzipSync(content));
  assert.equal(one.status, 'completed', one.error?.message);
  assert.deepEqual(one.totals.map(({ currency, rows, billed }) => [currency, rows, billed]), [['EUR', 1, '-7'], ['USD', 2, '1.50000000001']]);
  assert.deepEqual([one.firstDay, one.lastDay, one.percent, one.rows], ['2026-03-02', '2026-03-02', 100, 3]);
  const again = await house.finops.importFile(house.ctx, { filename: 'other-name.csv.gz', content: gzipSync(content), mode: 'add' });
  assert.deepEqual([again.isNew, again.import.id], [false, one.id]);
  const { sums, truth } = await sumsAndTruth();
  assert.equal(sums.length, 3);
  assert.deepEqual(sums, truth);
  await removeAll();
  assert.deepEqual((await sumsAndTruth()).sums, []);
  assert.equal((await house.import(gzipSync(content))).status, 'completed', 'what was deleted can be imported again');
  await removeAll();
});

test('a file in parts: the order is kept, a part may be sent again, and what has not arrived is told', async () => {
  const content = focusFile([{}, {}]);
  const half = Math.floor(content.length / 2);
  const { id } = await house.finops.openImport(house.ctx, { filename: '../x/parts.csv', size: content.length, mode: 'add' });
  const put = (number: number, part: Uint8Array) => house.finops.putImportPart(house.ctx, id, { number, content: part });
  await assert.rejects(put(1, content.subarray(half)), { code: 'COST_PART_MISSING' });
  await put(0, Buffer.from('wrong'));
  await put(0, content.subarray(0, half));
  await assert.rejects(house.finops.startImport(house.ctx, id), { code: 'COST_PART_MISSING' });
  await put(1, content.subarray(half));
  await house.finops.startImport(house.ctx, id);
  const one = await house.ended(id);
  assert.deepEqual([one.status, one.rows, one.filename], ['completed', 2, 'parts.csv']);
  await assert.rejects(put(2, content), { code: 'COST_IMPORT_ENDED' });
  await removeAll();
});

test('hostile and wrong files are refused with line and column, and nothing of them stays', async () => {
  const many = focusFile(manyRows(3000));
  const packed = gzipSync(many);
  const late = focusFile([...manyRows(3000), { BilledCost: '1,5' }]);
  const cases: readonly (readonly [string, Uint8Array, { code?: string; message?: RegExp; line?: number; column?: string }])[] = [
    ['no column', Buffer.from(focusFile([{}]).toString().replace('BilledCost', 'Cost')), { line: 1, column: 'BilledCost' }],
    ['a wrong number late in the file', late, { line: 3002, column: 'BilledCost' }],
    ['a cut gzip', packed.subarray(0, packed.length - 200), { message: /Line \d+: the gzip file is cut off/ }],
    ['a damaged gzip', Buffer.concat([packed.subarray(0, 4000), Buffer.alloc(2000, 7), packed.subarray(6000)]), { message: /Line \d+: / }],
    ['a gzip bomb', gzipSync(Buffer.concat([focusFile([{}]), Buffer.alloc(80_000_000, '\n')])), { message: /times its size/ }],
    ['one endless line', Buffer.alloc(3_000_000, 'a'), { message: /longer than/ }],
    ['a zip', Buffer.from('PK\u0003\u0004rest'), { message: /zip archive/ }],
    ['JSON', Buffer.from('{"a":1}'), { message: /JSON/ }],
    ['a header alone', focusFile([]), { message: /no rows/ }],
    ['bytes', Buffer.from(Array.from({ length: 500 }, (_, at) => (at * 7919) % 251)), {}],
  ];
  for (const [name, content, { message, line, column }] of cases) {
    const error = await refused(content);
    assert.match(error.code, /^COST_FILE_/, name);
    if (message !== undefined) assert.match(error.message, message, name);
    if (line !== undefined) assert.deepEqual([error.problems[0]?.line, error.problems[0]?.column], [line, column], name);
  }
  await assert.rejects(house.finops.openImport(house.ctx, { filename: 'huge.csv', size: 2_147_483_648, mode: 'add' }), { code: 'COST_FILE_TOO_LARGE' });
  assert.deepEqual(await house.rows('select count(*)::int as n from cost_charges'), [{ n: 0 }]);
  assert.deepEqual(await house.rows('select count(*)::int as n from cost_daily'), [{ n: 0 }]);
  await removeAll();
});

test('a cancelled import leaves nothing', async () => {
  const started = await house.finops.importFile(house.ctx, { filename: 'long.csv', content: focusFile(manyRows(20_000)), mode: 'add' });
  for (let rows = 0; rows === 0;) ({ rows } = await house.finops.getImport(house.ctx, started.import.id));
  assert.equal((await house.finops.cancelImport(house.ctx, started.import.id)).status, 'cancelled');
  await assert.rejects(house.finops.cancelImport(house.ctx, started.import.id), { code: 'COST_IMPORT_ENDED' });
  assert.deepEqual(await house.rows('select count(*)::int as n from cost_charges'), [{ n: 0 }]);
  await removeAll();
});

test('who may only read imports nothing', async () => {
  const viewer = await costsHouse(server, 'viv', { roles: ['viewer'] });
  await assert.rejects(viewer.import(focusFile([{}])), { code: 'FORBIDDEN' });
  assert.equal((await viewer.finops.listImports(viewer.ctx, { limit: 10, offset: 0 })).total, 0);
});

const row = fc.record({
  BilledCost: fc.bigInt(-(10n ** 14n), 10n ** 14n).map((units) => `${units < 0n ? '-' : ''}${String(units < 0n ? -units : units).padStart(12, '0').replace(/(\d{11})$/, '.$1')}`),
  ListCost: fc.constantFrom('', '1.0', '0.30000000000000004'),
  ServiceName: fc.constantFrom('A', 'B'), BillingAccountId: fc.constantFrom('1', '2'), BillingPeriodStart: fc.constantFrom('2026-02-01', '2026-03-01'),
  ChargePeriodStart: fc.constantFrom('2026-02-27', '2026-03-01', '2026-03-02'), Tags: fc.constantFrom('', '{"env":"dev"}'),
});
const step = fc.oneof(
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('import' as const), mode: fc.constantFrom('add' as const, 'replace' as const), rows: fc.array(row, { minLength: 1, maxLength: 6 }) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('delete' as const), which: fc.nat(20) }) },
);

test('whatever is imported, replaced, imported late or deleted: the sums are those of all charges, and a replaced period holds the new file alone', async () => {
  await fc.assert(fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 5 }), async (steps) => {
    await removeAll();
    for (const one of steps) {
      const { items } = await house.finops.listImports(house.ctx, { limit: 100, offset: 0 });
      if (one.kind === 'delete') {
        const victim = items[one.which % Math.max(1, items.length)];
        if (victim !== undefined) await house.finops.deleteImport(house.ctx, victim.id);
      } else {
        const done = await house.import(focusFile(one.rows), { mode: one.mode });
        assert.equal(done.status, 'completed', done.error?.message);
        if (one.mode === 'replace') await assertAlone(done.id);
      }
      const { sums, truth } = await sumsAndTruth();
      assert.deepEqual(sums, truth);
    }
  }), { numRuns: Number(process.env.BULWARK_RUNS ?? 12) });
  await removeAll();
});

async function assertAlone(importId: string): Promise<void> {
  const foreign = await house.rows(`select 1 from cost_charges c join cost_groups g on g.id = c.group_id where c.import_id <> '${importId}'
    and (g.provider, g.billing_account_id, g.billing_period) in (select g2.provider, g2.billing_account_id, g2.billing_period from cost_charges c2 join cost_groups g2 on g2.id = c2.group_id where c2.import_id = '${importId}')`);
  assert.deepEqual(foreign, []);
}

test('the row that tests are made of is whole', () => {
  assert.equal(focusFile([plainRow]).toString().split('\r\n').length, 3);
});
