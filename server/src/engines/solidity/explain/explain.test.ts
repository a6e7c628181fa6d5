import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Finding } from '../../findings.ts';
import { analyze } from '../analyze.ts';

function findingOf(source: string, detector: string): Finding {
  const [finding] = analyze([{ path: 'a.sol', content: source }], { detectors: [detector] }).findings;
  assert.ok(finding, `${detector} found nothing`);
  return finding;
}

const DEEP = `pragma solidity 0.8.20;
contract A {
  address owner;
  uint limit;
  modifier whenOpen() { require(limit > 3); _; }
  function setLimit(uint to) external { limit = to; }
  function close(uint code) external whenOpen {
    if (code == 7) {
      finish(code);
    }
  }
  function finish(uint code) internal {
    require(code < 100);
    selfdestruct(payable(msg.sender));
  }
}
`;

describe('the way to a finding', () => {
  const finding = findingOf(DEEP, 'unprotected-selfdestruct');

  it('leads from the entry point through tests, branches and calls to the place', () => {
    assert.deepEqual(finding.path.map(({ startLine, note }) => [startLine, note]), [
      [7, 'close() is called'],
      [5, 'the test passes: limit > 3'],
      [8, 'this way is taken: code == 7'],
      [9, 'close() runs finish()'],
      [13, 'the test passes: code < 100'],
      [14, 'the contract is destroyed'],
    ]);
  });

  it('gives a range for every step', () => {
    const lines = DEEP.split('\n');
    const text = (at: number): string => {
      const { startLine, startColumn = 0, endColumn = 0 } = finding.path[at] ?? { startLine: 0 };
      return (lines[startLine - 1] ?? '').slice(startColumn - 1, endColumn - 1);
    };
    assert.deepEqual([0, 1, 2, 3].map(text), ['close', 'limit > 3', 'code == 7', 'finish(code)']);
  });

  it('names the state it rests on and who can write it', () => {
    assert.deepEqual(finding.state?.find(({ variable }) => variable === 'limit'), {
      variable: 'limit', file: 'a.sol', line: 4, isRead: true, isWritten: false, writers: [{ name: 'setLimit', line: 6, isOpen: true }],
    });
  });
});

describe('the attack in words', () => {
  it('is built from the way where the detector gives none', () => {
    const finding = findingOf('pragma solidity ^0.8.0; contract A { uint[] a; uint open; function setOpen(uint x) external { open = x; } function remove(uint i) external { require(open > 1); delete a[i]; } }', 'array-gap');
    assert.match(finding.explanation, /Anyone can call remove\(\) with a choice of uint256 i\. On the way the test `open > 1` must pass\. The state they rest on is within reach of every caller: open is written by setOpen\. Then delete a\[i\]/);
  });

  it('does not promise what only the admitted can do', () => {
    const finding = findingOf('pragma solidity ^0.8.0; contract A { uint[] a; address o = msg.sender; function remove(uint i) external { require(msg.sender == o); delete a[i]; } }', 'array-gap');
    assert.match(finding.explanation, /Someone who has been admitted calls remove\(\)/);
  });
});

it('every finding about code has a way with ranges, whatever the detector', () => {
  const { findings } = analyze([{ path: 'a.sol', content: `${DEEP}\ncontract B { function f(address to) external { to.call(""); block.timestamp % 7 == 1; } }` }]);
  assert.notEqual(findings.length, 0);
  for (const { detector, path } of findings) {
    assert.notEqual(path.length, 0, detector);
    for (const { startColumn = 0, endColumn = 0, startLine, endLine } of path) assert.ok(startColumn > 0 && (endLine > startLine || endColumn > startColumn), detector);
  }
});
