import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatChange, formatMoney } from './money.ts';

test('amounts are read with two digits, those below a cent with more', () => {
  assert.equal(formatMoney('1234.5', 'USD'), '$1,234.50');
  assert.equal(formatMoney('0.00001605', 'USD'), '$0.00001605');
  assert.equal(formatMoney('0', 'EUR'), '€0.00');
  assert.equal(formatChange('3', 'USD'), '+$3.00');
  assert.equal(formatChange('-3', 'USD'), '-$3.00');
});
