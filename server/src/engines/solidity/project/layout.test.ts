import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { it } from 'node:test';
import { buildProject } from './build.ts';
import { variableAt } from './layout.ts';

const SOURCE = `// SPDX-License-Identifier: MIT
pragma solidity ^0.8.0;
type Price is uint64;
enum Kind { A, B }
abstract contract Base { uint128 a; uint128 b; bool c; uint256 constant K = 1; mapping(address => uint256) m; }
contract Test is Base { address d; uint64 immutable i = 5; Kind e; Price p; bytes12 f; uint8 g; uint256[] h; string s; bytes32 w; uint248 x; uint8 y; bool z; }`;

interface Compiler {
  compile: (input: string) => string;
}

it('numbers slots as the compiler does', () => {
  const compiler = createRequire(import.meta.url)('solc') as Compiler;
  const input = { language: 'Solidity', sources: { 'a.sol': { content: SOURCE } }, settings: { outputSelection: { '*': { '*': ['storageLayout'] } } } };
  const output = JSON.parse(compiler.compile(JSON.stringify(input))) as { contracts: Record<string, Record<string, { storageLayout: { storage: { label: string; slot: string; offset: number }[] } }>> };
  const expected = output.contracts['a.sol']?.['Test']?.storageLayout.storage.filter(({ offset }) => offset === 0) ?? [];
  const contract = buildProject([{ path: 'a.sol', content: SOURCE }]).project.contracts.find(({ name }) => name === 'Test');
  assert.ok(contract && expected.length > 5);
  for (const { label, slot } of expected) assert.equal(variableAt(contract, BigInt(slot))?.name, label, `slot ${slot}`);
  assert.equal(variableAt(contract, 99n), null);
});
