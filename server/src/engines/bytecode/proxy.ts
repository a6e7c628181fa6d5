import type { Disassembly } from './disassemble.ts';

/** A contract that runs the code of another one. */
export interface Proxy {
  standard: 'EIP-1167' | 'EIP-1967' | 'EIP-7702' | 'EIP-2535';
  /** Where the code is, when this one names it; otherwise it stands in storage. */
  target: string | null;
}

/** The minimal proxy of EIP-1167 around its address, and the shorter one that PUSH0 made possible. */
const MINIMAL = [
  /^363d3d373d3d3d363d73([0-9a-f]{40})5af43d82803e903d91602b57fd5bf3/,
  /^365f5f375f5f365f73([0-9a-f]{40})5af43d5f5f3e5f3d91602a57fd5bf3/,
  /^3d3d3d3d363d3d37363d73([0-9a-f]{40})5af43d3d93803e602a57fd5bf3/,
];
/** EIP-7702: the account of a person that has delegated to a contract. */
const DELEGATION = /^ef0100([0-9a-f]{40})$/;

/** Slots of EIP-1967: `keccak256(name) - 1` for eip1967.proxy.implementation and eip1967.proxy.beacon. */
const SLOTS: ReadonlySet<bigint> = new Set([
  0x360894a13ba1a3210667c828492db98dca3e2076cc3735a920a3ca505d382bbcn,
  0xa3f0ad74e5423aebfd80d3ef4346578335a9a72aeaee59ff6cb3582b35133d50n,
  // EIP-1822 and ZeppelinOS, from before: `keccak256` of PROXIABLE and of org.zeppelinos.proxy.implementation.
  0xc5f16f0fcc639fa48a6947836d9850f504798523bf8c9a3a87d5876cf622bcf7n,
  0x7050c9e0f4ca769c69bd3a8ef740bc37934f8e2c036e5a723fd8ee048ed3f8c3n,
]);
/** `keccak256("diamond.standard.diamond.storage")`, where EIP-2535's reference code keeps its facets. */
const DIAMOND = 0xc8fcad8db84d3cc18b4c41d551ea0ee66dd599cde068d998e57d5e09332c131cn;

/** Recognises the standard forms of a proxy; null for ordinary contracts. */
export function recogniseProxy({ code, instructions }: Disassembly): Proxy | null {
  const head = Buffer.from(code.subarray(0, 64)).toString('hex');
  const delegated = code.length === 23 ? DELEGATION.exec(head) : null;
  if (delegated) return { standard: 'EIP-7702', target: `0x${delegated[1]}` };
  for (const pattern of MINIMAL) {
    const address = pattern.exec(head)?.[1];
    if (address !== undefined) return { standard: 'EIP-1167', target: `0x${address}` };
  }
  if (!instructions.some(({ name }) => name === 'DELEGATECALL')) return null;
  if (instructions.some(({ value }) => value !== null && SLOTS.has(value))) return { standard: 'EIP-1967', target: null };
  return instructions.some(({ value }) => value === DIAMOND) ? { standard: 'EIP-2535', target: null } : null;
}
