import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { installedCompilers, loadCompiler } from '../../clients/solc/index.ts';
import type { CompiledUnit } from './artefact.ts';
import { compileSources, compilersWanted } from './compile.ts';

const installed = installedCompilers();
const compilers = { versions: [...installed.keys()], run: (version: string, input: string) => loadCompiler(installed.get(version) ?? '')(input) };

function compile(content: string, versions = compilers.versions): ReturnType<typeof compileSources>[number] {
  const [result] = compileSources([{ path: 'a.sol', content }], { ...compilers, versions });
  assert.ok(result);
  return result;
}

function unitOf(content: string): CompiledUnit {
  const result = compile(content);
  assert.ok(!('reason' in result), 'reason' in result ? result.reason : '');
  return result;
}

describe('the compiler follows the pragma', () => {
  const cases: readonly (readonly [pragma: string, version: string, isSubstitute: boolean])[] = [
    ['^0.4.0', '0.4.26', false], ['0.4.11', '0.4.26', true], ['>=0.5.0 <0.6.0', '0.5.17', false], ['^0.6.2', '0.6.12', false],
    ['0.7.6', '0.7.6', false], ['>=0.8.0', '0.8.30', false], ['0.8.19', '0.8.30', true],
  ];
  for (const [pragma, version, isSubstitute] of cases) {
    it(`${pragma} takes ${version}${isSubstitute ? ' in its place, and says so' : ''}`, () => {
      const unit = unitOf(`pragma solidity ${pragma}; contract A { function f() public {} }`);
      assert.deepEqual([unit.compiler, unit.isSubstitute], [version, isSubstitute]);
      assert.notEqual(unit.artefacts[0]?.runtime, '');
      assert.equal(unit.artefacts[0]?.selectors['f()'], '26121ff0');
    });
  }

  it('a series that is not installed is named', () => {
    const result = compile('pragma solidity ^0.6.0; contract A {}', ['0.8.30']);
    assert.ok('reason' in result);
    assert.match(result.reason, /no compiler for Solidity 0\.6\.12 is installed; set SOLC_MIRROR_URL/);
  });

  it('what a mirror would have to bring is known', () => {
    const files = [{ path: 'a.sol', content: 'pragma solidity 0.8.19; contract A {}' }, { path: 'b.sol', content: 'pragma solidity ^0.8.1; contract B {}' }];
    assert.deepEqual(compilersWanted(files, compilers.versions), ['0.8.19']);
  });

  it('code without a pragma falls back to an older series', () => {
    assert.equal(unitOf('contract A { function A() { var x = 1; if (x == 2) throw; } }').compiler, '0.4.26');
  });
});

describe('compiled', () => {
  it('gives ABI, storage layout and a source map', () => {
    const [artefact] = unitOf('pragma solidity ^0.8.0; contract A { uint8 a; address b; function f(uint x) external payable returns (uint) { return x; } }').artefacts;
    assert.deepEqual(artefact?.storage.map(({ label, slot, offset }) => [label, slot, offset]), [['a', '0', 0], ['b', '0', 1]]);
    assert.equal(artefact?.abi.find(({ name }) => name === 'f')?.stateMutability, 'payable');
    assert.match(artefact?.sourceMap ?? '', /^\d+:\d+:\d+:/);
  });

  it('leaves out contracts that lean on files which are not there', () => {
    const unit = unitOf('pragma solidity ^0.8.0; import "./missing.sol"; contract A { uint x; } contract B is Missing {} contract C { Missing m; }');
    assert.deepEqual(unit.artefacts.map(({ name }) => name), ['A']);
    assert.deepEqual(unit.omitted.sort(), ['B', 'C']);
  });

  it('optimises what is too large to be deployed', () => {
    const run = (_version: string, input: string): string => {
      const { settings } = JSON.parse(input) as { settings: { optimizer: { enabled: boolean } } };
      const object = '00'.repeat(settings.optimizer.enabled ? 24_576 : 24_577);
      return JSON.stringify({ contracts: { 'a.sol': { A: { evm: { deployedBytecode: { object } } } } } });
    };
    const [unit] = compileSources([{ path: 'a.sol', content: 'contract A {}' }], { versions: ['0.8.30'], run });
    assert.ok(unit && !('reason' in unit));
    assert.equal(unit.isOptimised, true);
  });

  it('reports faults, Vyper and junk in words', () => {
    for (const content of ['contract A { function f() public { g(); } }', 'contract', '\u{1F600}', '', 'pragma solidity ^0.9.0; contract A {}', '('.repeat(10_000)]) {
      const [result] = compileSources([{ path: 'a.sol', content }], compilers);
      assert.ok(result && ('reason' in result || result.artefacts.length === 0), content.slice(0, 20));
    }
    assert.deepEqual(compileSources([{ path: 'a.vy', content: 'x: uint256' }], compilers), []);
  });
});
