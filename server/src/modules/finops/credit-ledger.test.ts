import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { add, decimal, formatDecimal, zero } from '../../lib/decimal.ts';
import type { Credit } from './budget.types.ts';
import { creditLedger } from './credit-ledger.ts';

const grant = (facts: Partial<Credit>): Credit => ({
  id: 'g', provider: 'AWS', creditType: 'promotional', amount: '100', currency: 'USD', startDate: '2026-01-01', expiryDate: '2026-12-31', description: null, createdAt: new Date(0), ...facts,
});

test('what ends first is used first, and only within its days', () => {
  const found = creditLedger([grant({ id: 'late' }), grant({ id: 'soon', amount: '30', expiryDate: '2026-02-28' })], [
    { provider: 'Amazon Web Services', currency: 'USD', day: '2026-02-01', amount: '50' }, { provider: 'AWS', currency: 'USD', day: '2026-03-01', amount: '5.00000000001' },
  ], '2026-03-02');
  assert.deepEqual(found.map(({ id, remaining, status }) => [id, remaining, status]), [['soon', '0', 'exhausted'], ['late', '74.99999999999', 'active']]);
});

test('credits without a grant are told as such, grants that ended as expired', () => {
  const [old, found] = creditLedger([grant({ expiryDate: '2026-01-31' })], [{ provider: 'AWS', currency: 'USD', day: '2026-02-10', amount: '7' }], '2026-03-01');
  assert.deepEqual([old?.status, old?.remaining], ['expired', '100']);
  assert.deepEqual([found?.origin, found?.amount, found?.remaining, found?.status, found?.expiryDate], ['charges', '7', '0', 'exhausted', '2026-02-28']);
});

test('nothing is lost: uses are taken off grants or listed', () => {
  const use = fc.record({ provider: fc.constantFrom('AWS', 'Microsoft'), currency: fc.constantFrom('USD', 'EUR'), day: fc.constantFrom('2026-01-05', '2026-02-05', '2027-01-01'), amount: fc.integer({ min: 1, max: 80 }).map(String) });
  fc.assert(fc.property(fc.array(use), fc.array(fc.integer({ min: 1, max: 100 })), (uses, amounts) => {
    const grants = amounts.map((amount, at) => grant({ id: String(at), amount: String(amount), provider: at % 2 === 0 ? 'AWS' : 'Azure' }));
    const found = creditLedger(grants, uses, '2026-06-01');
    const used = found.map(({ amount, remaining }) => formatDecimal(add(decimal(amount), decimal(`-${remaining}`)))).map(decimal).reduce(add, zero);
    assert.equal(formatDecimal(used), formatDecimal(uses.map(({ amount }) => decimal(amount)).reduce(add, zero)));
    assert.ok(found.every(({ remaining }) => !remaining.startsWith('-')));
  }));
});
