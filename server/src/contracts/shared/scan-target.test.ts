import { test } from 'node:test';
import fc from 'fast-check';
import { AppError } from '../../platform/errors/index.ts';
import { readTarget } from './scan-target.ts';

function codeOf(text: string): string {
  try {
    return readTarget(text, 1).kind;
  } catch (error) {
    return error instanceof AppError ? error.code : String(error);
  }
}

const hex = (length: number): fc.Arbitrary<string> => fc.string({ unit: fc.constantFrom(...'0123456789abcdefABCDEF'.split('')), minLength: length, maxLength: length });

test('an address, an upload and source are told apart', () => {
  fc.assert(fc.property(hex(40), (digits) => codeOf(`0x${digits}`) === 'address'));
  fc.assert(fc.property(fc.uuid(), (id) => codeOf(id) === 'upload'));
  fc.assert(fc.property(fc.string(), (inside) => codeOf(`contract A {${inside}}`) === 'source'));
});

test('a machine on the network needs an integration that is not there', () => {
  fc.assert(fc.property(fc.oneof(fc.ipV4(), fc.webUrl(), fc.domain()), (machine) => codeOf(machine) === 'INTEGRATION_NOT_CONFIGURED'));
});

test('anything else is not valid, and never a fault', () => {
  fc.assert(fc.property(hex(39), (digits) => codeOf(`0x${digits}`) === 'VALIDATION_ERROR'));
  const outcomes = new Set(['address', 'upload', 'source', 'INTEGRATION_NOT_CONFIGURED', 'VALIDATION_ERROR']);
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => outcomes.has(codeOf(text))));
});
