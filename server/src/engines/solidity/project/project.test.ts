import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { buildProject } from './build.ts';
import { resolveImport } from './imports.ts';
import { findFunctions, findVariable } from './lookup.ts';
import type { Contract } from './model.ts';
import { newestAllowed, oldestAllowed, parseVersionRange } from './version.ts';

function build(files: Record<string, string>): ReturnType<typeof buildProject> & { get: (name: string) => Contract } {
  const result = buildProject(Object.entries(files).map(([path, content]) => ({ path, content })));
  const get = (name: string): Contract => {
    const found = result.project.contracts.find((contract) => contract.name === name);
    assert.ok(found, name);
    return found;
  };
  return { ...result, get };
}

describe('version ranges', () => {
  const cases: [string, string, string][] = [
    ['0.8.24', '0.8.24', '0.8.24'],
    ['=0.6.6', '0.6.6', '0.6.6'],
    ['^0.4.11', '0.4.26', '0.4.11'],
    ['^ 0.4 .11', '0.4.26', '0.4.11'],
    ['~0.5.2', '0.5.17', '0.5.2'],
    ['>=0.4.22 <0.6.0', '0.5.17', '0.4.22'],
    ['>=0.4.24<0.5', '0.4.26', '0.4.24'],
    ['0.5.x', '0.5.17', '0.5.0'],
    ['0.4.11 - 0.4.20', '0.4.20', '0.4.11'],
    ['^0.4.0 || ^0.7.0', '0.7.6', '0.4.0'],
  ];
  for (const [text, newest, oldest] of cases) {
    it(text, () => {
      assert.equal(newestAllowed(parseVersionRange(text))?.join('.'), newest);
      assert.equal(oldestAllowed(parseVersionRange(text))?.join('.'), oldest);
    });
  }

  it('admits nothing of a future it does not know', () => assert.equal(newestAllowed(parseVersionRange('>0.8.99 <0.9.0')), null));
});

describe('imports', () => {
  const known = new Set(['src/a/A.sol', 'src/B.sol', 'lib/oz/contracts/token/ERC20.sol']);
  it('joins relative paths', () => assert.equal(resolveImport('src/a/A.sol', '../B.sol', known), 'src/B.sol'));
  it('finds packages by the end of their path', () => assert.equal(resolveImport('src/B.sol', '@openzeppelin/contracts/token/ERC20.sol', known), 'lib/oz/contracts/token/ERC20.sol'));
  it('gives up on what is not there', () => assert.equal(resolveImport('src/B.sol', './C.sol', known), null));

  it('binds names along imports, aliases and circles', () => {
    const { get, incomplete } = build({
      'A.sol': 'import "./B.sol"; contract A is B { }',
      'B.sol': 'import {C as D} from "./C.sol"; import "./A.sol"; contract B is D { }',
      'C.sol': 'import * as M from "./A.sol"; contract C { M.A a; }',
    });
    assert.deepEqual(get('A').linear.map((contract) => contract.name), ['A', 'B', 'C']);
    assert.deepEqual(incomplete, []);
  });

  it('reports what is missing', () => {
    const { incomplete } = build({ 'A.sol': 'import "./gone.sol";\ncontract A is Lost { }' });
    assert.deepEqual(incomplete.map(({ line, reason }) => [line, reason]), [
      [1, 'import "./gone.sol" is not among the files'], [2, 'base Lost of A was not found'],
    ]);
  });
});

describe('inheritance', () => {
  it('orders a diamond as the compiler does', () => {
    const { get } = build({ 'a.sol': 'contract X {} contract A is X {} contract B is X {} contract C is A, B {}' });
    assert.deepEqual(get('C').linear.map((contract) => contract.name), ['C', 'B', 'A', 'X']);
  });

  it('reports an order that cannot be', () => {
    const { incomplete } = build({ 'a.sol': 'contract X {} contract A is X {} contract C is A, X {}' });
    assert.equal(incomplete[0]?.reason, 'the bases of C have no consistent order');
  });

  it('survives contracts that inherit each other', () => {
    const { incomplete } = build({ 'a.sol': 'contract A is B {} contract B is A {}' });
    assert.equal(incomplete.length, 2);
  });

  it('finds the nearest variable and every overload', () => {
    const { get } = build({
      'a.sol': 'contract A { uint x; function f(uint a) public {} function f(bool a) public {} } contract B is A { uint x; function f(uint a) public {} }',
    });
    assert.equal(findVariable(get('B'), 'x')?.contract?.name, 'B');
    assert.deepEqual(findFunctions(get('B'), 'f').map((info) => info.contract?.name), ['B', 'A']);
  });
});

describe('dialect', () => {
  const version = (source: string): string => buildProject([{ path: 'a.sol', content: source }]).project.files[0]?.version.join('.') ?? '';
  it('follows the pragma', () => assert.equal(version('pragma solidity ^0.5.0; contract A {}'), '0.5.17'));
  it('takes old syntax as old where the pragma is open', () => assert.equal(version('pragma solidity >=0.4.0; contract A { function f() { throw; } }'), '0.4.26'));
  it('takes code without a pragma by its syntax', () => {
    assert.equal(version('contract A { function A() {} }'), '0.4.26');
    assert.equal(version('contract A { constructor() {} }'), '0.8.34');
  });
  it('knows old constructors', () => {
    const { get } = build({ 'a.sol': 'pragma solidity ^0.4.0; contract A { function A() {} function a() {} }' });
    assert.deepEqual(get('A').functions.map((info) => info.kind), ['constructor', 'function']);
  });
});
