import type { CodeInstruction } from './disassemble.ts';
import type { State } from './state.ts';
import { compute, constant, Source, type Value } from './values.ts';

/** What the rules for faults want to know about a run. */
export interface Observer {
  /** An instruction with its operands, before its result is known. */
  onInstruction: (instruction: CodeInstruction, operands: Value[], state: State) => void;
}

/** Instructions that bring something in from outside. */
const INPUTS: Readonly<Record<string, number>> = {
  CALLER: Source.caller, ORIGIN: Source.origin, CALLDATALOAD: Source.calldata, CALLDATASIZE: Source.calldata, CALLVALUE: Source.callvalue,
  TIMESTAMP: Source.block, NUMBER: Source.block, PREVRANDAO: Source.block, COINBASE: Source.block, GASLIMIT: Source.block, BLOCKHASH: Source.blockhash,
  SLOAD: Source.storage, TLOAD: Source.storage, BALANCE: Source.balance, SELFBALANCE: Source.balance, RETURNDATASIZE: Source.returndata,
  CREATE: Source.returndata, CREATE2: Source.returndata,
};

const CALLS: ReadonlySet<string> = new Set(['CALL', 'CALLCODE', 'DELEGATECALL', 'STATICCALL']);

export const isCall = (name: string): boolean => CALLS.has(name);

/** Runs one instruction that is no jump on an abstract state. False where the machine stops with an error. */
export function step(instruction: CodeInstruction, state: State, observer: Observer): boolean {
  const { name, takes, leaves, value } = instruction;
  if (!state.hasRoom(takes, leaves)) return false;
  if (value !== null) state.push(constant(value));
  else if (name.startsWith('DUP')) state.push(state.stack.at(-takes) ?? constant(0n));
  else if (name.startsWith('SWAP')) swap(state, takes);
  else operate(instruction, state, observer);
  return true;
}

function swap({ stack }: State, depth: number): void {
  const [top, other] = [stack.length - 1, stack.length - depth];
  const held = stack[top];
  const deep = stack[other];
  if (!held || !deep) return;
  stack[top] = deep;
  stack[other] = held;
}

function operate(instruction: CodeInstruction, state: State, observer: Observer): void {
  const operands = state.take(instruction.takes);
  observer.onInstruction(instruction, operands, state);
  if (instruction.leaves > 0) state.push(resultOf(instruction, operands, state));
  else writeMemory(instruction.name, operands, state);
}

function resultOf({ name, pc }: CodeInstruction, operands: Value[], state: State): Value {
  const [first, second] = operands;
  if (isCall(name)) return { ...compute(name, [], Source.returndata), calls: [pc] };
  if (name === 'PC') return constant(BigInt(pc));
  if (name === 'MLOAD' && first) return (first.constant !== null && state.memory.get(first.constant)) || compute('MLOAD', [], Source.returndata);
  if (name === 'KECCAK256' && first && second) return compute(name, state.words(first, second));
  return compute(name, operands, Object.hasOwn(INPUTS, name) ? (INPUTS[name] ?? 0) : 0);
}

function writeMemory(name: string, operands: Value[], state: State): void {
  const [at, value] = operands;
  if (name === 'MSTORE' && at && value) state.store(at, value);
  else if (name === 'CALLDATACOPY' && at) state.store(at, compute('CALLDATACOPY', [], Source.calldata));
  else if (name === 'RETURNDATACOPY' && at) state.store(at, compute('RETURNDATACOPY', [], Source.returndata));
}
