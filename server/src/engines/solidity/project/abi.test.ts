import assert from 'node:assert/strict';
import { it } from 'node:test';
import { abiSignature, selectorOf } from './abi.ts';
import { buildProject } from './build.ts';

it('computes the selectors that are known of the standards', () => {
  assert.equal(selectorOf('transfer(address,uint256)'), '0xa9059cbb');
  assert.equal(selectorOf('DOMAIN_SEPARATOR()'), '0x3644e515');
  assert.equal(selectorOf('supportsInterface(bytes4)'), '0x01ffc9a7');
  assert.equal(selectorOf('burn(uint256)'), selectorOf('collate_propagate_storage(bytes16)'));
});

it('writes types as the ABI does', () => {
  const content = `pragma solidity 0.8.24;
    interface I {} enum E { A } type Price is uint128; struct Inner { E e; I i; } struct Outer { Inner[] inner; Price p; }
    contract C { function f(Outer calldata o, I i, E[3] memory e, Price p, bytes calldata b, address payable a) external {} }`;
  const { project } = buildProject([{ path: 'a.sol', content }]);
  const info = project.contracts.find(({ name }) => name === 'C')?.functions[0];
  assert.ok(info);
  assert.equal(abiSignature(info), 'f(((uint8,address)[],uint128),address,uint8[3],uint128,bytes,address)');
});
