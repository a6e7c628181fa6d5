import assert from 'node:assert/strict';
import { test } from 'node:test';
import { effectText, formatWei, formatWord, nameOf, type Proof } from './proof-format.ts';

const proof: Proof = {
  evidence: '', contract: 'Bank', compiler: 'solc 0.8.30', rules: 'prague', assumptions: [], attackFrom: 0, steps: [],
  accounts: [{ address: '0x3000000000000000000000000000000000000a77', role: 'attacker' }],
};

test('wei are shown without rounding', () => {
  assert.equal(formatWei('5000000000000000000'), '5 ETH');
  assert.equal(formatWei('1'), '0.000000000000000001 ETH');
  assert.equal(formatWei('-1500000000000000000'), '−1.5 ETH');
  assert.equal(formatWei('0'), '0 ETH');
});

test('words as long as an address are hex', () => {
  assert.equal(formatWord('7'), '7');
  assert.equal(formatWord(String(0x3000000000000000000000000000000000000a77n)), '0x3000000000000000000000000000000000000a77');
  assert.equal(formatWord(String(2n ** 256n - 1n)), `0x${'f'.repeat(64)}`);
});

test('effects name the accounts of the story', () => {
  assert.equal(nameOf(proof, null), 'new contract');
  const account = '0x3000000000000000000000000000000000000a77';
  assert.equal(effectText(proof, { kind: 'balance', account, before: '0', after: '1000000000000000000' }), 'attacker: +1 ETH → 1 ETH');
  assert.equal(effectText(proof, { kind: 'storage', account: '0xab', slot: '0x1', variable: 'owner', before: '1', after: '2' }), 'owner of 0xab: 1 → 2');
  assert.equal(effectText(proof, { kind: 'destroyed', account: '0xab' }), '0xab destroys itself');
});
