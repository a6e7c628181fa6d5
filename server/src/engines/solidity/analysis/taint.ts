import type { Instruction } from '../cfg/instructions.ts';
import { inputsOf } from './values.ts';

/** Where a value comes from that someone outside may choose or foresee. */
export type Source =
  | 'caller' | 'calldata' | 'ether' | 'origin'
  /** `block.timestamp` */
  | 'time'
  /** Number, difficulty, coinbase, gas limit of the block. */
  | 'block'
  | 'blockhash'
  | 'balance'
  | 'external'
  | 'state';

const ENVIRONMENT: Readonly<Record<string, Source>> = {
  'msg.sender': 'caller',
  'msg.value': 'ether',
  'msg.data': 'calldata',
  'tx.origin': 'origin',
  'block.timestamp': 'time',
  'block.number': 'block',
  'block.difficulty': 'block',
  'block.prevrandao': 'block',
  'block.coinbase': 'block',
  'block.gaslimit': 'block',
};

/** The source a value is by itself, if it is one. */
function sourceOf(value: Instruction): Source | null {
  switch (value.kind) {
    case 'environment':
      return ENVIRONMENT[value.name] ?? null;
    case 'parameter':
      return 'calldata';
    case 'load':
    case 'reference':
      return 'state';
    case 'member':
      return value.name === 'balance' ? 'balance' : null;
    case 'call':
      if (value.method !== 'builtin') return value.method === 'external' || value.method === 'call' ? 'external' : null;
      if (value.name === 'blockhash' || value.name === 'yul:blockhash') return 'blockhash';
      return value.name === 'yul:calldataload' || value.name === 'yul:calldatacopy' ? 'calldata' : null;
    default:
      return null;
  }
}

export function sourcesOf(value: Instruction): Set<Source> {
  const found = new Set<Source>();
  for (const input of inputsOf(value)) {
    const source = sourceOf(input);
    if (source) found.add(source);
  }
  return found;
}
