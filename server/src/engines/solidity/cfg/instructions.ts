import type { Contract, FunctionInfo, ModifierInfo, StateVariable } from '../project/model.ts';
import type { SolType } from '../project/types.ts';
import type { FileUnit } from '../project/model.ts';
import type { Range } from '../syntax/tokens.ts';

/**
 * The intermediate form: operations in static single assignment. An instruction is the value it computes; local
 * variables are gone, storage is read and written through typed paths, modifiers and internal calls are inlined.
 */
export type Instruction =
  | ConstantValue
  | ParameterValue
  | EnvironmentValue
  | ZeroValue
  | LoadValue
  | ReferenceValue
  | UnaryValue
  | BinaryValue
  | ConvertValue
  | PhiValue
  | MemberValue
  | IndexValue
  | UpdateValue
  | TupleValue
  | ItemValue
  | AllocateValue
  | CallInstruction
  | StoreInstruction
  | EmitInstruction;

/** One inlined body: which function or modifier, and the frame and place it was entered from. */
export interface Frame {
  code: FunctionInfo | ModifierInfo;
  parent: Frame | null;
  /** Where the caller enters this frame; null for the entry point. */
  callSite: Range | null;
  depth: number;
}

interface Base {
  id: number;
  type: SolType;
  block: Block;
  /** The source text this came from; in the file of the frame's code. */
  range: Range;
  frame: Frame;
}

interface ConstantValue extends Base {
  kind: 'constant';
  value: bigint | string | boolean;
}

interface ParameterValue extends Base {
  kind: 'parameter';
  name: string;
  index: number;
  location: 'storage' | 'memory' | 'calldata' | null;
}

/** `msg.sender`, `block.timestamp`, `this`, … */
interface EnvironmentValue extends Base {
  kind: 'environment';
  name: string;
}

/** A local variable before its first assignment. */
interface ZeroValue extends Base {
  kind: 'zero';
  name: string;
  /** Declared as a storage pointer without a value: it points at slot 0. */
  isStoragePointer: boolean;
}

export type PathKey = { kind: 'field'; name: string } | { kind: 'index'; value: Instruction };

/** Where in storage: a state variable, or an unknown place behind a pointer, then fields and keys. */
export interface StoragePath {
  variable: StateVariable | null;
  pointer: Instruction | null;
  keys: PathKey[];
}

export interface LoadValue extends Base {
  kind: 'load';
  path: StoragePath;
}

/** A place in storage as a value: what a storage pointer holds. */
interface ReferenceValue extends Base {
  kind: 'reference';
  path: StoragePath;
}

interface UnaryValue extends Base {
  kind: 'unary';
  operator: string;
  operand: Instruction;
}

interface BinaryValue extends Base {
  kind: 'binary';
  operator: string;
  left: Instruction;
  right: Instruction;
  /** Reverts on overflow: Solidity 0.8 outside `unchecked`. */
  isChecked: boolean;
}

interface ConvertValue extends Base {
  kind: 'convert';
  value: Instruction;
}

export interface PhiValue extends Base {
  kind: 'phi';
  /** One per predecessor of the block, in their order. */
  inputs: Instruction[];
  replacedBy: Instruction | null;
}

/** A member of a value outside storage: a field of a struct in memory, `.length`, `.balance`. */
interface MemberValue extends Base {
  kind: 'member';
  object: Instruction;
  name: string;
}

interface IndexValue extends Base {
  kind: 'index';
  object: Instruction;
  index: Instruction;
}

/** A structure in memory after one element was written. */
interface UpdateValue extends Base {
  kind: 'update';
  object: Instruction;
  key: PathKey;
  value: Instruction;
}

interface TupleValue extends Base {
  kind: 'tuple';
  items: Instruction[];
}

interface ItemValue extends Base {
  kind: 'item';
  tuple: Instruction;
  index: number;
}

/** A new structure in memory: a struct with its fields, an array with its length or elements. */
interface AllocateValue extends Base {
  kind: 'allocate';
  items: Instruction[];
}

export type CallMethod =
  | 'call' | 'delegatecall' | 'callcode' | 'staticcall' | 'send' | 'transfer'
  /** A function of another contract by its interface. */
  | 'external'
  /** `this.f()` */
  | 'self'
  | 'create'
  | 'selfdestruct'
  /** Through a function pointer. */
  | 'dynamic'
  /** An internal call that was not inlined: recursion, or no body. */
  | 'internal'
  /** Part of the language or an instruction of the machine: `keccak256`, `ecrecover`, `yul:mload`. */
  | 'builtin';

export interface CallInstruction extends Base {
  kind: 'call';
  method: CallMethod;
  name: string;
  target: Instruction | null;
  args: Instruction[];
  value: Instruction | null;
  gas: Instruction | null;
  callee: FunctionInfo | null;
  contract: Contract | null;
  /** In a `try`: a failure does not end the transaction. */
  isTried: boolean;
}

export interface StoreInstruction extends Base {
  kind: 'store';
  path: StoragePath;
  value: Instruction;
  /** `=`, `+=`, `delete`, `push`, … as written. */
  operator: string;
}

interface EmitInstruction extends Base {
  kind: 'emit';
  name: string;
  args: Instruction[];
}

type Terminator =
  | { kind: 'jump'; target: Block }
  | { kind: 'branch'; condition: Instruction; whenTrue: Block; whenFalse: Block; range: Range; frame: Frame; isAssert: boolean }
  | { kind: 'return'; values: Instruction[] }
  | { kind: 'revert' };

export interface Block {
  id: number;
  instructions: Instruction[];
  terminator: Terminator;
  predecessors: Block[];
}

/** One function as it runs when called from outside, in the contract it was compiled into. */
export interface Routine {
  contract: Contract;
  info: FunctionInfo;
  frame: Frame;
  entry: Block;
  /** Reachable blocks in reverse postorder. */
  blocks: Block[];
  /** Whether anyone can call it, in a transaction. */
  isEntryPoint: boolean;
  /** Functions and modifiers whose code is part of this routine. */
  inlined: Set<FunctionInfo | ModifierInfo>;
  /** Calls that were left opaque because the limits on size or depth were met. */
  notFollowed: CallInstruction[];
}

export function fileOf(frame: Frame): FileUnit {
  return frame.code.file;
}
