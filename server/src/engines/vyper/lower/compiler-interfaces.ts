import type { ContractDefinition, FunctionDefinition, Mutability, Parameter } from '../../solidity/syntax/nodes.ts';
import type { Range } from '../../solidity/syntax/tokens.ts';
import { at, elementary } from './make.ts';

/** `name(types) -> types mutability` of the functions each standard demands: EIP-20, 165, 721 and 4626. */
const ERC20 = [
  'totalSupply() uint256 view', 'balanceOf(address) uint256 view', 'allowance(address,address) uint256 view',
  'transfer(address,uint256) bool', 'transferFrom(address,address,uint256) bool', 'approve(address,uint256) bool',
];
const ERC20_DETAILS = ['name() string view', 'symbol() string view', 'decimals() uint8 view'];
const ERC165 = ['supportsInterface(bytes4) bool view'];
const ERC721 = [
  'balanceOf(address) uint256 view', 'ownerOf(uint256) address view', 'getApproved(uint256) address view', 'isApprovedForAll(address,address) bool view',
  'transferFrom(address,address,uint256)', 'safeTransferFrom(address,address,uint256,bytes)', 'approve(address,uint256)', 'setApprovalForAll(address,bool)',
];
const ERC4626 = [
  'asset() address view', 'totalAssets() uint256 view', 'convertToShares(uint256) uint256 view', 'convertToAssets(uint256) uint256 view',
  'maxDeposit(address) uint256 view', 'previewDeposit(uint256) uint256 view', 'deposit(uint256,address) uint256',
  'maxMint(address) uint256 view', 'previewMint(uint256) uint256 view', 'mint(uint256,address) uint256',
  'maxWithdraw(address) uint256 view', 'previewWithdraw(uint256) uint256 view', 'withdraw(uint256,address,address) uint256',
  'maxRedeem(address) uint256 view', 'previewRedeem(uint256) uint256 view', 'redeem(uint256,address,address) uint256',
];

const STANDARDS: Readonly<Record<string, readonly string[]>> = {
  ERC20, ERC20Detailed: ERC20_DETAILS, ERC165, ERC721: [...ERC721, ...ERC165], ERC4626: [...ERC4626, ...ERC20],
};

/** An interface that comes with the Vyper compiler (`IERC20`, before 0.4 `ERC20`), where it is imported. */
export function compilerInterface(range: Range, { name, alias }: { name: string; alias: string }): ContractDefinition {
  const standard = STANDARDS[name.replace(/^I(?=ERC)/, '')] ?? [];
  const members = standard.flatMap((line) => prototype(range, line) ?? []);
  return { type: 'ContractDefinition', kind: 'interface', isAbstract: false, name: alias, nameRange: at(range), bases: [], members, ...at(range) };
}

function prototype(range: Range, line: string): FunctionDefinition | null {
  const match = /^(\w+)\((.*)\)(?: (?!view)(\w+))?( view)?$/.exec(line);
  if (!match) return null;
  const [, name = '', types = '', result, view] = match;
  const parameter = (type: string): Parameter => ({ type: 'Parameter', typeName: elementary(range, type), location: null, isIndexed: false, name: null, ...at(range) });
  const mutability: Mutability | null = view === undefined ? null : 'view';
  return {
    type: 'FunctionDefinition', kind: 'function', name, nameRange: at(range), parameters: types === '' ? [] : types.split(',').map(parameter),
    returns: result === undefined ? [] : [parameter(result)], visibility: 'external', mutability, isVirtual: false, overrides: null, modifiers: [],
    body: null, ...at(range),
  };
}
