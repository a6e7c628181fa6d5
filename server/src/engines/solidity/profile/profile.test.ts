import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { analyze } from '../analyze.ts';
import type { ContractProfile } from '../../profiles.ts';

function profileOf(source: string, name: string): ContractProfile {
  const found = analyze([{ path: 'a.sol', content: `pragma solidity ^0.8.20;\n${source}` }], { detectors: [] }).profiles?.find(({ contract }) => contract === name);
  assert.ok(found, `no profile of ${name}`);
  return found;
}

const token = `
contract Token {
  event Transfer(address indexed from, address indexed to, uint256 value);
  event Approval(address indexed owner, address indexed spender, uint256 value);
  uint256 public totalSupply;
  mapping(address => uint256) public balanceOf;
  mapping(address => mapping(address => uint256)) public allowance;
  function _move(address from, address to, uint256 value) internal { balanceOf[from] -= value; balanceOf[to] += value; emit Transfer(from, to, value); }
  function transfer(address to, uint256 value) external returns (bool) { _move(msg.sender, to, value); return true; }
  function approve(address spender, uint256 value) external returns (bool) { allowance[msg.sender][spender] = value; emit Approval(msg.sender, spender, value); return true; }
  function transferFrom(address from, address to, uint256 value) external returns (bool) { allowance[from][msg.sender] -= value; _move(from, to, value); return true; }
}`;
const faults = (source: string): string[] => profileOf(source, 'Token').standards.flatMap(({ checks }) => checks.filter(({ isMet }) => !isMet).map(({ message }) => message));

describe('conformance', () => {
  it('accepts a token that keeps ERC-20, getters of public variables included', () => {
    assert.deepEqual(profileOf(token, 'Token').standards.map(({ standard, isConformant }) => [standard, isConformant]), [['ERC-20', true]]);
  });
  const broken: [string, string, string, string][] = [
    ['no bool', 'transfer(address to, uint256 value) external returns (bool) { _move(msg.sender, to, value); return true; }', 'transfer(address to, uint256 value) external { _move(msg.sender, to, value); }', 'it is returns ()'],
    ['no event', 'emit Approval(msg.sender, spender, value); ', '', 'approve(address,uint256) never emits Approval'],
    ['an event without index', 'address indexed to', 'address to', 'it is declared as Transfer(address indexed,address,uint256)'],
    ['a missing function', 'function transferFrom', 'function sendFrom', 'there is no transferFrom(address,address,uint256) that others can call'],
    ['a supply that is no number of its own', 'uint256 public totalSupply', 'uint128 public totalSupply', 'it is view returns (uint128)'],
  ];
  for (const [name, from, to, message] of broken) it(`finds ${name}`, () => assert.ok(faults(token.replace(from, to)).includes(message), faults(token.replace(from, to)).join('\n')));

  it('does not ask for a standard where nothing is claimed', () => {
    assert.deepEqual(profileOf('contract A { function transfer(address to, uint256 value) external {} }', 'A').standards, []);
  });

  it('asks whoever takes ERC-721 to answer for its ids, as a number or by the interface', () => {
    const nft = (answer: string): string => `
interface IERC165 { function supportsInterface(bytes4) external view returns (bool); }
interface IERC721 { event Transfer(address indexed a, address indexed b, uint256 indexed c); function balanceOf(address) external view returns (uint256); function ownerOf(uint256) external view returns (address);
  function safeTransferFrom(address,address,uint256,bytes calldata) external; function safeTransferFrom(address,address,uint256) external; function transferFrom(address,address,uint256) external;
  function approve(address,uint256) external; function setApprovalForAll(address,bool) external; function getApproved(uint256) external view returns (address); function isApprovedForAll(address,address) external view returns (bool); }
contract Nft { function ownerOf(uint256) external view returns (address) {} function balanceOf(address) external view returns (uint256) {} function getApproved(uint256) external view returns (address) {}
  function isApprovedForAll(address,address) external view returns (bool) {} function transferFrom(address,address,uint256) external {} function approve(address,uint256) external {}
  function supportsInterface(bytes4 id) external pure returns (bool) { return ${answer}; } }`;
    const asked = (answer: string): boolean[] => profileOf(nft(answer), 'Nft').standards.flatMap(({ checks }) => checks.filter(({ rule }) => rule.startsWith('supportsInterface')).map(({ isMet }) => isMet));
    assert.deepEqual(asked('id == 0x01ffc9a7 || id == 0x80ac58cd'), [true, true]);
    assert.deepEqual(asked('id == type(IERC721).interfaceId || id == type(IERC165).interfaceId'), [true, true]);
    assert.deepEqual(asked('id == 0x01ffc9a7'), [true, false]);
  });
});

describe('quantum exposure', () => {
  it('tells what a signature guards from what is only computed, and names the fork', () => {
    const body = (use: string): string => `contract A { uint256 paid; function pay(bytes32 d, uint8 v, bytes32 r, bytes32 s) external { ${use} paid++; } }`;
    const direct = profileOf(body('require(ecrecover(d, v, r, s) == address(7));'), 'A').quantum;
    assert.deepEqual([direct.level, direct.guardedFunctions, direct.uses.map(({ primitive, since, line }) => [primitive, since, line])], ['direct', ['pay'], [['secp256k1', 'Frontier', 2]]]);
    assert.equal(profileOf(body('ecrecover(d, v, r, s);'), 'A').quantum.level, 'indirect');
    assert.deepEqual(profileOf(body(''), 'A').quantum, { level: 'none', uses: [], guardedFunctions: [] });
    assert.equal(profileOf(body('(bool ok, ) = address(0x0b).staticcall(""); require(ok);'), 'A').quantum.uses[0]?.since, 'Prague');
  });
});
