import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { add, compare, decimal, formatDecimal, fromNumber, multiply, parseDecimal, round, subtract, toNumber, zero } from './decimal.ts';

const amount = fc.record({ units: fc.bigInt({ min: -(10n ** 24n), max: 10n ** 24n }), scale: fc.integer({ min: 0, max: 20 }) });

test('what is printed is read back as the same amount', () => {
  fc.assert(fc.property(amount, (value) => assert.equal(compare(decimal(formatDecimal(value)), value), 0)));
});

test('sums are exact, in any order, and differences take them back', () => {
  fc.assert(fc.property(fc.array(amount, { maxLength: 20 }), fc.array(amount, { maxLength: 5 }), (values, more) => {
    const sum = [...values, ...more].reduce(add, zero);
    const turned = [...values, ...more].reverse().reduce(add, zero);
    assert.equal(formatDecimal(sum), formatDecimal(turned));
    assert.equal(formatDecimal(subtract(sum, more.reduce(add, zero))), formatDecimal(values.reduce(add, zero)));
  }));
});

test('sums and products of integers are those of bigint', () => {
  fc.assert(fc.property(fc.bigInt(-(10n ** 20n), 10n ** 20n), fc.bigInt(-(10n ** 20n), 10n ** 20n), (a, b) => {
    const [x, y] = [{ units: a, scale: 0 }, { units: b, scale: 0 }];
    assert.equal(formatDecimal(add(x, y)), String(a + b));
    assert.equal(formatDecimal(multiply(x, y)), String(a * b));
  }));
});

test('floats that are none here: a tenth and two tenths are three tenths', () => {
  assert.equal(formatDecimal(add(decimal('0.1'), decimal('0.2'))), '0.3');
  assert.equal(formatDecimal(decimal('1.20E-7')), '0.00000012');
  assert.equal(formatDecimal(decimal('12e3')), '12000');
  assert.equal(formatDecimal(decimal('-000.500')), '-0.5');
});

test('anything but a number is refused', () => {
  for (const text of ['', ' ', '1,5', '1.', '.5', '--1', '0x10', 'NaN', 'Infinity', '1e400', `0.${'1'.repeat(31)}`, '1'.repeat(31), '١', '1 2']) assert.equal(parseDecimal(text), null, text);
  assert.throws(() => decimal('one'), RangeError);
});

test('halves are rounded away from zero', () => {
  assert.equal(formatDecimal(round(decimal('2.345'), 2)), '2.35');
  assert.equal(formatDecimal(round(decimal('-2.345'), 2)), '-2.35');
  assert.equal(formatDecimal(round(decimal('2.3449'), 2)), '2.34');
  assert.equal(formatDecimal(fromNumber(1.005, 4)), '1.005');
  assert.equal(formatDecimal(fromNumber(Number.NaN, 2)), '0');
  assert.equal(toNumber(decimal('20.52022672899')), 20.52022672899);
});
