import assert from 'node:assert/strict';
import { test } from 'node:test';
import { guessFilename } from './guess-filename.ts';

test('the last contract names the file', () => {
  assert.equal(guessFilename('interface IA {} contract Vault is IA {}'), 'Vault.sol');
  assert.equal(guessFilename('// contract Comment\ncontract Real {}'), 'Real.sol');
  assert.equal(guessFilename('pragma solidity ^0.8.0;'), 'Contract.sol');
});

test('Vyper is recognised by its pragma or decorators', () => {
  assert.equal(guessFilename('# @version 0.3.10\n'), 'Contract.vy');
  assert.equal(guessFilename('#pragma version ^0.4.0'), 'Contract.vy');
  assert.equal(guessFilename('owner: address\n\n@external\ndef f():\n  pass'), 'Contract.vy');
});
