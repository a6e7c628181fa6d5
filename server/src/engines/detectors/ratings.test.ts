import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Finding } from '../findings.ts';
import { analyze } from '../solidity/analyze.ts';

interface Rating {
  what: string;
  source: string;
  detector: string;
  severity: Finding['severity'];
}

const OLD = 'pragma solidity ^0.4.24;';
const NEW = 'pragma solidity ^0.8.20;';

/** How bad a fault is depends on who can cause it and what it moves, not on its kind alone. */
const RATINGS: Rating[] = [
  {
    what: 'an overflow that any caller brings into a balance', detector: 'integer-overflow', severity: 'high',
    source: `${OLD} contract A { mapping(address => uint) b; function f(uint n) public { b[msg.sender] -= n; } }`,
  },
  {
    what: 'an overflow in a balance that the owner alone can cause', detector: 'integer-overflow', severity: 'medium',
    source: `${OLD} contract A { address owner = msg.sender; mapping(address => uint) b; function f(address to, uint n) public { require(msg.sender == owner); b[to] += n; } }`,
  },
  {
    what: 'an overflow in a setting that the owner alone can cause', detector: 'integer-overflow', severity: 'low',
    source: `${OLD} contract A { address owner = msg.sender; uint public fee; function f(uint n, uint m) public { require(msg.sender == owner); fee = n * m; } }`,
  },
  {
    what: 'an overflow that only a test at the end of the function restricts', detector: 'integer-overflow', severity: 'low',
    source: `${OLD} contract A { address owner = msg.sender; uint public fee; function f(uint n, uint m) public { fee = n * m; require(msg.sender == owner); } }`,
  },
  {
    what: 'a loop as long as its caller wants that leaves nothing behind', detector: 'unbounded-loop', severity: 'low',
    source: `${NEW} contract A { uint public last; function f(uint n) external { for (uint i = 0; i < n; i++) last = i; } }`,
  },
  {
    what: 'a loop as long as its caller wants that fills a list', detector: 'unbounded-loop', severity: 'medium',
    source: `${NEW} contract A { uint[] public all; function f(uint n) external { for (uint i = 0; i < n; i++) all.push(i); } }`,
  },
  {
    what: 'a quotient whose rounding costs a few of the smallest units', detector: 'divide-before-multiply', severity: 'low',
    source: `${NEW} contract A { uint public fee; function f() external payable { fee = msg.value / 100 * 3; } }`,
  },
  {
    what: 'a quotient whose rounding can cost all of it', detector: 'divide-before-multiply', severity: 'medium',
    source: `${NEW} contract A { uint public out; uint rate = 5; function f() external payable { out = msg.value / 1 ether * rate; } }`,
  },
  {
    what: 'a number that is cut down to name something', detector: 'unsafe-downcast', severity: 'low',
    source: `${NEW} contract A { mapping(uint192 => uint) n; function f(uint id) external { n[uint192(id)]++; } }`,
  },
  {
    what: 'a block hash that a library hands out', detector: 'weak-prng', severity: 'low',
    source: `${NEW} library A { function f(uint n) internal view returns (bytes32) { return blockhash(n); } }`,
  },
  {
    what: 'a time that decides when a fixed receiver is paid', detector: 'timestamp-dependence', severity: 'low',
    source: `${NEW} contract A { address payable immutable to = payable(msg.sender); uint end; function f() external { if (block.timestamp > end) to.transfer(address(this).balance); } }`,
  },
  {
    what: 'a time that decides which of many is paid', detector: 'timestamp-dependence', severity: 'medium',
    source: `${NEW} contract A { uint end; address payable last; function g() external payable { last = payable(msg.sender); } function f() external { if (block.timestamp > end) last.transfer(address(this).balance); } }`,
  },
];

describe('ratings', () => {
  for (const { what, source, detector, severity } of RATINGS) {
    it(`${what}: ${severity}`, () => {
      const { findings } = analyze([{ path: 'a.sol', content: source }], { detectors: [detector] });
      assert.deepEqual(findings.map((finding) => [finding.detector, finding.severity]), [[detector, severity]]);
    });
  }
});

describe('root causes', () => {
  const contract = (body: string): string => `${OLD} contract Wallet { address owner; ${body} function drain() public { require(msg.sender == owner); owner.transfer(this.balance); } function () public payable {} }`;
  const run = (body: string): Finding[] => analyze([{ path: 'a.sol', content: contract(body) }]).findings.filter(({ severity }) => severity === 'high' || severity === 'medium');

  it('takes the drain into the constructor that is none', () => {
    const [finding, ...rest] = run('function wallet() public { owner = msg.sender; }');
    assert.deepEqual([finding?.detector, rest], ['wrong-constructor-name', []]);
    assert.match(finding?.explanation ?? '', /owner\.transfer\(this\.balance\)/);
    assert.ok(finding?.path.some(({ note }) => note.includes('this.balance goes to owner')));
  });

  it('keeps the drain where its cause is only likely', () => {
    const detectors = run('function set(address next) public { owner = next; }').map((finding) => finding.detector);
    assert.deepEqual(detectors.sort(), ['arbitrary-send-eth', 'unprotected-setter']);
  });

  it('says once that Ether is locked by a call that is never made', () => {
    const source = `${OLD} contract A { function pay(address to) public payable { to.call.value(msg.value); } }`;
    const found = analyze([{ path: 'a.sol', content: source }]).findings.map((finding) => finding.detector);
    assert.ok(found.includes('call-options-not-called'));
    assert.ok(!found.includes('locked-ether'));
  });
});
