import { ADDRESS, BYTES, BYTES32, PAYABLE, type SolType, UINT256 } from '../../project/types.ts';

/** What the language offers under a name with a dot, with its type. */
const MEMBERS: Readonly<Record<string, SolType>> = {
  'msg.sender': PAYABLE,
  'msg.value': UINT256,
  'msg.data': BYTES,
  'msg.sig': { kind: 'fixedBytes', size: 4 },
  'msg.gas': UINT256,
  'tx.origin': PAYABLE,
  'tx.gasprice': UINT256,
  'block.timestamp': UINT256,
  'block.number': UINT256,
  'block.difficulty': UINT256,
  'block.prevrandao': UINT256,
  'block.gaslimit': UINT256,
  'block.coinbase': PAYABLE,
  'block.chainid': UINT256,
  'block.basefee': UINT256,
  'block.blobbasefee': UINT256,
};

export const MAGIC: ReadonlySet<string> = new Set(['msg', 'block', 'tx', 'abi', 'super', 'type']);

export function environmentType(name: string): SolType | undefined {
  return Object.hasOwn(MEMBERS, name) ? MEMBERS[name] : undefined;
}

/** Functions without an object. */
export const BUILTIN_FUNCTIONS: Readonly<Record<string, SolType>> = {
  keccak256: BYTES32,
  sha3: BYTES32,
  sha256: BYTES32,
  ripemd160: { kind: 'fixedBytes', size: 20 },
  ecrecover: ADDRESS,
  addmod: UINT256,
  mulmod: UINT256,
  blockhash: BYTES32,
  blobhash: BYTES32,
  gasleft: UINT256,
  log0: { kind: 'void' },
  log1: { kind: 'void' },
  log2: { kind: 'void' },
  log3: { kind: 'void' },
  log4: { kind: 'void' },
};

/** Yul instructions without arguments and the value they stand for. */
export const YUL_ENVIRONMENT: Readonly<Record<string, string>> = {
  caller: 'msg.sender',
  callvalue: 'msg.value',
  origin: 'tx.origin',
  gasprice: 'tx.gasprice',
  timestamp: 'block.timestamp',
  number: 'block.number',
  difficulty: 'block.difficulty',
  prevrandao: 'block.prevrandao',
  gaslimit: 'block.gaslimit',
  coinbase: 'block.coinbase',
  chainid: 'block.chainid',
  basefee: 'block.basefee',
  address: 'this',
};
