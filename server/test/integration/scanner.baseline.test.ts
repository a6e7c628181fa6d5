import assert from 'node:assert/strict';
import { it } from 'node:test';
import { analyze } from '../../src/engines/index.ts';
import { readOpenZeppelin } from '../support/openzeppelin.ts';

/** What is known to be reported in OpenZeppelin 5.7.0, as `severity detector file contract.function`: each was looked at. */
const BASELINE = [
  // `propose` is open and `execute` relies on votes that an abstract contract leaves to its heirs.
  'high arbitrary-send-eth governance/Governor.sol Governor._executeOperations',
  'medium dos-failed-call governance/Governor.sol Governor._executeOperations',
  // The account repays its entry point and leaves it to that to check.
  'medium unchecked-low-level-call utils/LowLevelCall.sol LowLevelCall.callNoReturn',
  // What is minted before the call is burnt after it.
  'medium reentrancy-state token/ERC20/extensions/ERC20FlashMint.sol ERC20FlashMint.flashLoan',
];

it('an audited library has no more serious findings than are known', () => {
  const { findings, incomplete } = analyze(readOpenZeppelin());
  const serious = findings.filter(({ severity }) => severity === 'critical' || severity === 'high' || severity === 'medium');
  const lines = serious.map((one) => `${one.severity} ${one.detector} ${one.file.replace('@openzeppelin/contracts/', '')} ${one.contract}.${one.function}`);
  assert.deepEqual(lines.sort(), [...BASELINE].sort());
  assert.deepEqual([...new Set(incomplete.map(({ file }) => file))], ['@openzeppelin/contracts/utils/cryptography/TrieProof.sol']);
  assert.ok(findings.length > 100, 'remarks are still made');
});
