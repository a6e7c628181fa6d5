import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { add, decimal, formatDecimal, zero } from '../../lib/decimal.ts';
import { readCsv } from './csv.ts';
import { environmentOf } from './environment.ts';
import { type Block, type FocusCharge, FocusError, focusHeader, focusLine, parseBlock, readLayout, Splitter, toCsvLine, TotalsCounter } from './index.ts';
import { parseTime } from './values.ts';

const needed = ['BilledCost', 'EffectiveCost', 'BillingCurrency', 'BillingAccountId', 'BillingPeriodStart', 'ChargePeriodStart', 'ChargeCategory', 'ProviderName', 'ServiceName'];
const good: Readonly<Record<string, string>> = {
  BilledCost: '1.10', EffectiveCost: '0.9', BillingCurrency: 'USD', BillingAccountId: '1', BillingPeriodStart: '2024-09-01 00:00:00', ChargePeriodStart: '2024-09-02T03:00:00Z',
  ChargeCategory: 'usage', ProviderName: 'AWS', ServiceName: 'Amazon S3',
};

function parse(text: string) {
  return parseBlock(readLayout(text), { bytes: Buffer.from(text), firstLine: 1, hasHeader: true });
}

function file(...rows: Readonly<Record<string, string>>[]): string {
  const columns = [...new Set([...needed, ...rows.flatMap(Object.keys)])];
  return [columns, ...rows.map((row) => columns.map((name) => row[name] ?? good[name] ?? ''))].map(toCsvLine).join('');
}

function problemsOf(text: string) {
  try {
    parse(text);
  } catch (error) {
    if (error instanceof FocusError) return error.problems.map(({ code, line, column }) => [code, line, column]);
    throw error;
  }
  return [];
}

test('a row becomes a charge with exact amounts, its day and what it is summed by', () => {
  const { charges, groups, totals } = parse(file({ Tags: '{"Env":"prod"}', RegionId: 'NULL', x_Own: 'kept', ListUnitPrice: '4E-7' }));
  const [charge] = charges;
  assert.ok(charge);
  assert.deepEqual([charge.billed, charge.effective, charge.list, charge.day, charge.startsAt, charge.listUnitPrice], ['1.1', '0.9', null, '2024-09-02', '2024-09-02T03:00:00.000Z', '0.0000004']);
  assert.deepEqual(charge.rest, { x_Own: 'kept' });
  const group = groups[charge.groupId];
  assert.deepEqual([group?.environment, group?.regionId, group?.chargeCategory, group?.billingPeriod], ['production', null, 'Usage', '2024-09-01']);
  assert.deepEqual(totals, [{ currency: 'USD', rows: 1, billed: '1.1', effective: '0.9', list: '0', contracted: '0' }]);
});

test('each column that must be there is named when it is not', () => {
  const without = toCsvLine(needed.filter((name) => name !== 'BilledCost' && name !== 'ServiceName'));
  assert.deepEqual(problemsOf(without), [['MISSING_COLUMN', 1, 'BilledCost'], ['MISSING_COLUMN', 1, 'ServiceName']]);
  assert.deepEqual(problemsOf(''), [['NO_ROWS', 1, null]]);
  assert.deepEqual(problemsOf(needed.join(';')), [['NOT_CSV', 1, null]]);
  assert.deepEqual(problemsOf(toCsvLine([...needed, 'BilledCost'])), [['DUPLICATE_COLUMN', 1, 'BilledCost']]);
});

test('what is wrong is told by line and column, and the block counts for nothing', () => {
  assert.deepEqual(problemsOf(file({}, { BilledCost: 'ten' })), [['WRONG_VALUE', 3, 'BilledCost']]);
  assert.deepEqual(problemsOf(file({ ChargeDescription: 'two\nlines' }, { EffectiveCost: '' })), [['MISSING_VALUE', 4, 'EffectiveCost']]);
  assert.deepEqual(problemsOf(file({ BillingCurrency: 'dollar' })), [['WRONG_VALUE', 2, 'BillingCurrency']]);
  assert.deepEqual(problemsOf(file({ ChargePeriodStart: '2024-02-30' })), [['WRONG_VALUE', 2, 'ChargePeriodStart']]);
  assert.deepEqual(problemsOf(file({ ChargeCategory: 'Gift' })), [['WRONG_VALUE', 2, 'ChargeCategory']]);
  assert.deepEqual(problemsOf(`${toCsvLine(needed)}1,2\r\n`), [['WRONG_FIELD_COUNT', 2, null]]);
  assert.deepEqual(problemsOf(`${toCsvLine(needed)}"1,2\r\n`), [['NOT_CSV', 2, null]]);
  assert.equal(problemsOf(file(...Array.from({ length: 50 }, () => ({ BilledCost: 'x' })))).length, 20);
});

test('bytes that are no UTF-8 are told by their line', () => {
  const bytes = Buffer.concat([Buffer.from(file({})), Buffer.from([0xff, 0xfe, 0x0a])]);
  assert.throws(() => parseBlock(readLayout(file({})), { bytes, firstLine: 1, hasHeader: true }), (error: FocusError) => error.problems[0]?.code === 'NOT_UTF8' && error.problems[0].line === 3);
});

test('any text survives being written and read as CSV', () => {
  const field = fc.oneof(fc.string(), fc.constantFrom('a,b', 'say "x"', 'two\nlines', '\r\n', ''));
  fc.assert(fc.property(fc.array(fc.array(field, { minLength: 2, maxLength: 6 }), { minLength: 1, maxLength: 6 }), (rows) => {
    assert.deepEqual([...readCsv(rows.map(toCsvLine).join(''))].map(({ fields }) => fields), rows);
  }));
});

test('blocks cut anywhere hold every record once, with its line', () => {
  const row = fc.array(fc.constantFrom('x', 'a,b', '"', 'q"q', 'line\nbreak', 'é€'), { minLength: 2, maxLength: 4 });
  fc.assert(fc.property(fc.array(row, { minLength: 1, maxLength: 30 }), fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 60 }), (rows, step, blockBytes) => {
    const text = rows.map(toCsvLine).join('');
    const bytes = Buffer.from(text);
    const splitter = new Splitter({ blockBytes });
    const blocks: Block[] = [];
    for (let at = 0; at < bytes.length; at += step) {
      const block = splitter.push(bytes.subarray(at, at + step));
      if (block !== null) blocks.push(block);
    }
    const last = splitter.finish();
    if (last !== null) blocks.push(last);
    const cut = blocks.flatMap((block) => [...readCsv(Buffer.from(block.bytes).toString(), block.firstLine)]);
    assert.deepEqual(cut, [...readCsv(text)]);
    assert.equal(blocks.at(-1)?.endOffset, bytes.length);
  }));
});

test('a quote that is never closed does not fill the memory', () => {
  const splitter = new Splitter({ maxRecordBytes: 1000 });
  assert.throws(() => {
    for (let n = 0; n < 10; n += 1) splitter.push(Buffer.from(`"${'a'.repeat(499)}`.replace('"', n === 0 ? '"' : '')));
  }, (error: FocusError) => error.problems[0]?.code === 'RECORD_TOO_LONG');
});

test('an export reads back as the same charges', () => {
  const first = parse(file({ Tags: '{"env":"dev","a":"b, \\"c\\""}', ListCost: '2', ChargeDescription: 'a, "b"', ChargePeriodEnd: '2024-09-03', AvailabilityZone: 'z1' }, { BilledCost: '-3.000000000001' }));
  const rows = first.charges.map((charge) => {
    const group = first.groups[charge.groupId];
    assert.ok(group);
    return focusLine({ ...charge, group });
  });
  const second = parse(focusHeader() + rows.join(''));
  const bare = ({ line: _line, ...charge }: FocusCharge) => charge;
  assert.deepEqual(second.charges.map(bare), first.charges.map(bare));
  assert.deepEqual(second.totals, first.totals);
});

test('totals are the exact sums in any cut', () => {
  const cost = fc.tuple(fc.constantFrom('USD', 'EUR'), fc.bigInt(-(10n ** 15n), 10n ** 15n)).map(([currency, units]) => ({ currency, value: { units, scale: 11 } }));
  fc.assert(fc.property(fc.array(cost), fc.array(cost), (a, b) => {
    const counters = [a, b].map((part) => {
      const counter = new TotalsCounter();
      for (const { currency, value } of part) counter.add(currency, { billed: value, effective: value, list: zero, contracted: zero });
      return counter.totals();
    });
    const whole = new TotalsCounter();
    for (const part of counters) whole.merge(part);
    for (const { currency, billed, rows } of whole.totals()) {
      const own = [...a, ...b].filter((one) => one.currency === currency);
      assert.equal(rows, own.length);
      assert.equal(billed, formatDecimal(own.map(({ value }) => value).reduce(add, zero)));
    }
  }));
  assert.equal(formatDecimal(decimal('0.10')), '0.1');
});

test('times with and without zone, and those that are none', () => {
  assert.equal(parseTime('2024-09-01 00:00:00'), Date.UTC(2024, 8, 1));
  assert.equal(parseTime('2024-09-01T02:00:00+02:00'), Date.UTC(2024, 8, 1));
  assert.equal(parseTime('2024-09-01T00:00:00.123Z'), Date.UTC(2024, 8, 1));
  assert.equal(parseTime('2024-09-01'), Date.UTC(2024, 8, 1));
  for (const text of ['', '2024-13-01', '2024-02-30', '24-09-01', '2024-09-01T25:00:00Z', '0001-01-01', '2024-09-01Z', 'yesterday']) assert.equal(parseTime(text), null, text);
});

test('the environment is read from the usual tags', () => {
  const cases = [[{ env: 'prod' }, 'production'], [{ Environment: 'PreProd' }, 'staging'], [{ stage: 'dev-2' }, 'development'], [{ 'user:Environment': 'Live' }, 'production'], [{ environment: 'blue' }, null], [{ team: 'prod' }, null], [null, null]] as const;
  for (const [tags, expected] of cases) assert.equal(environmentOf(tags), expected, JSON.stringify(tags));
});
