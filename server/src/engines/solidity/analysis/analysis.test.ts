import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { CallInstruction } from '../cfg/instructions.ts';
import { buildProject } from '../project/build.ts';
import { hasOrder, upperBound } from './bounds.ts';
import { buildModels, type ContractModel } from './contract-model.ts';
import type { Flow } from './flow.ts';
import { isLocked } from './locks.ts';
import { sourcesOf } from './taint.ts';

function model(source: string): ContractModel {
  const { project } = buildProject([{ path: 'a.sol', content: source }]);
  const found = buildModels(project, { mayContinue: () => true, onFailure: (info, reason) => assert.fail(`${info.name}: ${reason}`) }).at(-1);
  assert.ok(found);
  return found;
}

function flow(of: ContractModel, name: string): Flow {
  const found = of.entries.find(({ routine }) => routine.info.name === name);
  assert.ok(found, name);
  return found;
}

function call(of: Flow): CallInstruction {
  const found = of.instructions.find((one) => one.kind === 'call' && ['call', 'transfer', 'external'].includes(one.method));
  assert.ok(found?.kind === 'call');
  return found;
}

/** Whether the payment in f is authorised, for contracts that differ in how they test. */
function isAuthorised(members: string): boolean {
  const one = model(`contract A { ${members} }`);
  const f = flow(one, 'f');
  return one.authorisation.isAuthorised(f, call(f).block);
}

describe('authorisation by behaviour', () => {
  const pay = 'payable(msg.sender).transfer(1);';
  const owner = 'address private boss; constructor() { boss = msg.sender; }';
  const cases: [string, string, boolean][] = [
    ['no test', `${owner} function f() public { ${pay} }`, false],
    ['a comparison', `${owner} function f() public { require(boss == msg.sender); ${pay} }`, true],
    ['an early return', `${owner} function f() public { if (msg.sender != boss) return; ${pay} }`, true],
    ['a modifier with a function in it', `${owner} modifier m() { require(isBoss()); _; } function isBoss() internal view returns (bool) { return _who() == boss; } function _who() internal view returns (address) { return msg.sender; } function f() public m { ${pay} }`, true],
    ['a function with several returns', `${owner} function ok() internal view returns (bool) { if (msg.sender == boss) return true; return false; } function f() public { require(ok()); ${pay} }`, true],
    ['one of two', `${owner} address aide; function f() public { require(msg.sender == boss || msg.sender == aide); ${pay} }`, true],
    ['a branch that joins again', `${owner} uint x; function f() public { if (msg.sender == boss) { x = 1; } ${pay} }`, false],
    ['a test anyone can subvert', `address boss; function set(address a) public { boss = a; } function f() public { require(msg.sender == boss); ${pay} }`, false],
    ['a role anyone can take in two steps', `${owner} address aide; function take() public { aide = msg.sender; } function set(address a) public { require(msg.sender == aide); boss = a; } function f() public { require(msg.sender == boss); ${pay} }`, false],
    ['a role given by the owner', `${owner} mapping(address => bool) roles; function give(address a) public { require(msg.sender == boss); roles[a] = true; } function f() public { require(roles[msg.sender]); ${pay} }`, true],
    ['a membership anyone can buy', `mapping(address => uint) paid; function join() public payable { paid[msg.sender] += msg.value; } function f() public { require(paid[msg.sender] > 0); ${pay} }`, false],
    ['an initialiser that runs once', `address boss; bool done; function init(address a) public { require(!done); done = true; boss = a; } function f() public { require(msg.sender == boss); ${pay} }`, true],
    ['the caller compared with an argument', `function f(address a) public { require(msg.sender == a); ${pay} }`, false],
  ];
  for (const [name, members, expected] of cases) it(name, () => assert.equal(isAuthorised(members), expected));
});

describe('locks by behaviour', () => {
  const locked = (body: string, extra = ''): boolean => {
    const f = flow(model(`contract A { bool busy; uint state = 1; uint count; ${extra} function f(address t) public { ${body} } }`), 'f');
    return isLocked(f, call(f));
  };
  it('a flag', () => assert.ok(locked('require(!busy); busy = true; t.call(""); busy = false;')));
  it('a number', () => assert.ok(locked('require(state != 2); state = 2; t.call(""); state = 1;')));
  it('a modifier under any name', () => assert.ok(locked('g(t);', 'modifier quiet() { require(state == 1); state = 7; _; state = 1; } function g(address t) internal quiet { t.call(""); }')));
  it('a counter', () => assert.ok(locked('count += 1; uint saved = count; t.call(""); require(saved == count);')));
  it('no lock where the flag is never set', () => assert.ok(!locked('require(!busy); t.call("");')));
  it('no lock where it is set too late', () => assert.ok(!locked('require(!busy); t.call(""); busy = true;')));
});

describe('bounds', () => {
  const boundOf = (body: string): bigint => {
    const f = flow(model(`contract A { uint s; function f(uint a, uint8 b, uint c) public payable { ${body} s = x; } }`), 'f');
    const store = f.storesTo(f.routine.contract.variables[0] ?? null).at(-1);
    assert.ok(store);
    return upperBound(f, store.value, { block: store.block });
  };
  it('from types and constants', () => assert.equal(boundOf('uint x = uint(b) * 3 + 1;'), 766n));
  it('from tests', () => assert.equal(boundOf('require(a <= 100 && a != c); uint x = a / 10;'), 10n));
  it('from remainders and masks', () => assert.equal(boundOf('uint x = (a % 7) + (c & 15);'), 21n));
  it('from both branches', () => assert.equal(boundOf('uint x = a > 5 ? 3 : 9;'), 9n));
  it('not at all without a test', () => assert.equal(boundOf('uint x = a;'), 2n ** 256n - 1n));

  const ordered = (body: string): boolean => {
    const f = flow(model(`pragma solidity ^0.7.0; contract A { mapping(address => uint) m; function f(uint a, uint b) public { ${body} } }`), 'f');
    const operation = f.instructions.find((one) => one.kind === 'binary' && one.operator === '-');
    assert.ok(operation?.kind === 'binary');
    return hasOrder(f, { greater: operation.left, lesser: operation.right, block: operation.block });
  };
  it('knows an order that was tested', () => assert.ok(ordered('require(m[msg.sender] >= a); m[msg.sender] -= a;')));
  it('knows it from an early return', () => assert.ok(ordered('if (a < b) return; a - b;')));
  it('does not take the wrong order', () => assert.ok(!ordered('require(a <= b); a - b;')));
  it('forgets a test that a loop has used up', () => assert.ok(!ordered('require(m[msg.sender] >= a); for (uint i = 0; i < b; i++) m[msg.sender] -= a;')));
});

describe('taint', () => {
  it('follows values through locals, calls and joins', () => {
    const f = flow(model('contract A { uint s; function g(uint x) internal view returns (uint) { return x + block.timestamp; } function f(uint a) public { uint y = a > 1 ? g(a) : msg.value; s = y; } }'), 'f');
    const store = f.instructions.find((one) => one.kind === 'store');
    assert.ok(store?.kind === 'store');
    assert.deepEqual([...sourcesOf(store.value)].sort((a, b) => a.localeCompare(b)), ['calldata', 'ether', 'time']);
  });
});
