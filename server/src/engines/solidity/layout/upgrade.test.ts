import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { compareVersions } from './upgrade.ts';

const file = (body: string, more = '') => [{ path: 'A.sol', content: `pragma solidity 0.8.30;\n${more}\ncontract A {\n${body}\n}\n` }];

function kinds(before: string, after: string, more: [string, string] = ['', '']): string[] {
  const [report] = compareVersions(file(before, more[0]), file(after, more[1]));
  assert.ok(report);
  assert.equal(report.isSafe, report.issues.every(({ level }) => level === 'warning'));
  return report.issues.map(({ kind, level }) => `${level} ${kind}`);
}

describe('upgrades', () => {
  const old = 'address owner; uint64 a; uint64 b; mapping(address => uint256) balances;';
  const cases: [string, string, string, string[]][] = [
    ['nothing changed', old, old, []],
    ['a variable behind the others', old, `${old} uint256 later;`, []],
    ['a variable in free bytes behind the others', 'uint64 a;', 'uint64 a; uint64 b;', []],
    ['a variable in between', old, old.replace('uint64 b;', 'uint256 extra; uint64 b;'), ['error moved', 'error moved']],
    ['another order', 'uint256 a; uint256 b;', 'uint256 b; uint256 a;', ['error moved', 'error moved']],
    ['another type', 'uint256 a;', 'int256 a;', ['error retyped']],
    ['another name', 'uint256 a;', 'uint256 z;', ['warning renamed']],
    ['gone at the end', 'uint256 a; uint256 b;', 'uint256 a;', ['warning removed']],
    ['gone and written over', 'uint256 a; address b;', 'uint256 a; bytes32 c;', ['error overwritten']],
    ['a gap that is used up', 'uint256 a; uint256[50] __gap; uint256 b;', 'uint256 a; uint256 c; uint256[49] __gap; uint256 b;', []],
    ['a gap that stays too large', 'uint256 a; uint256[50] __gap; uint256 b;', 'uint256 a; uint256 c; uint256[50] __gap; uint256 b;', ['error moved']],
    ['a value that only the implementation has', 'uint256 a;', 'uint256 a = 5;', ['error initial-value']],
    ['an immutable', 'uint256 a;', 'uint256 a; uint256 immutable x = 1;', ['warning immutable']],
    ['a function that is gone', 'function f(uint256) external {}', 'function g() external {}', ['warning function-removed']],
    ['a contract type where an address was', 'address a;', 'A a;', []],
  ];
  for (const [name, before, after, expected] of cases) it(name, () => assert.deepEqual(kinds(before, after), expected));

  it('a struct may grow inside a mapping only', () => {
    const struct = (fields: string): string => `struct S { ${fields} } enum E { A, B }`;
    const grown: [string, string] = [struct('uint256 a; E e;'), struct('uint256 a; E e; uint256 b;')];
    assert.deepEqual(kinds('mapping(address => S) s; uint256 last;', 'mapping(address => S) s; uint256 last;', grown), ['warning struct-grown']);
    assert.deepEqual(kinds('S s;', 'S s;', grown), ['error retyped']);
    assert.deepEqual(kinds('S s; uint256 last;', 'S s; uint256 last;', grown), ['error retyped', 'error moved']);
    assert.deepEqual(kinds('S[] s;', 'S[] s;', grown), ['error retyped']);
    assert.deepEqual(kinds('mapping(address => S) s;', 'mapping(address => S) s;', [grown[0], struct('uint128 a; E e;')]), ['error retyped']);
  });

  it('an enum may grow at its end only', () => {
    assert.deepEqual(kinds('E e;', 'E e;', ['enum E { A, B }', 'enum E { A, B, C }']), []);
    assert.deepEqual(kinds('E e;', 'E e;', ['enum E { A, B }', 'enum E { B, A }']), ['error retyped']);
  });

  it('a variable in a base shifts those of the contracts above it', () => {
    const version = (base: string) => [{ path: 'A.sol', content: `contract Base { ${base} } contract A is Base { uint256 own; }` }];
    const [report] = compareVersions(version('uint256 a;'), version('uint256 a; uint256 b;'), 'A');
    assert.deepEqual(report?.issues.map(({ kind, message }) => [kind, message]), [['moved', 'own moves from slot 1 to slot 2: its value stays behind']]);
  });

  it('any contract is a safe upgrade of itself, and appending never hurts', () => {
    const types = fc.constantFrom('uint8', 'uint256', 'address', 'bool', 'bytes4', 'string', 'uint16[3]', 'mapping(uint256 => bytes32)');
    fc.assert(fc.property(fc.array(types, { maxLength: 12 }), fc.array(types, { maxLength: 4 }), (own, more) => {
      const body = (list: readonly string[]): string => list.map((type, at) => `${type} v${at};`).join(' ');
      assert.deepEqual(kinds(body(own), body([...own, ...more])), []);
    }));
  });
});
