import assert from 'node:assert/strict';
import { test } from 'node:test';
import { referencesOf } from './references.ts';

test('numbers become labels and addresses, with or without their prefix', () => {
  assert.deepEqual(referencesOf({ swc: ['SWC-107'], cwe: ['841'], dasp: [1], owasp: ['SC05:2025'] }), [
    { label: 'SWC-107', url: 'https://swcregistry.io/docs/SWC-107/' },
    { label: 'CWE-841', url: 'https://cwe.mitre.org/data/definitions/841.html' },
    { label: 'DASP 1 Reentrancy', url: 'https://dasp.co/#item-1' },
    { label: 'OWASP SC05:2025', url: 'https://scs.owasp.org/sctop10/' },
  ]);
  assert.deepEqual(referencesOf({ swc: [], cwe: [], dasp: [], owasp: [] }), []);
});
