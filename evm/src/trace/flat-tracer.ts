import { toHex, toQuantity } from '../bytes.ts';
import type { CallNode } from './call-tree.ts';

/** One entry of the flat (Parity style) trace. */
export interface FlatCall {
  readonly action: Readonly<Record<string, string>>;
  readonly blockNumber?: number;
  readonly blockHash?: string;
  readonly transactionHash?: string;
  readonly transactionPosition?: number;
  readonly error?: string;
  readonly result: Readonly<Record<string, string>> | null;
  readonly subtraces: number;
  readonly traceAddress: readonly number[];
  readonly type: 'call' | 'create' | 'suicide';
}

/** Where the transaction stands, repeated in every entry. */
export interface FlatContext {
  readonly blockNumber?: number;
  readonly blockHash?: string;
  readonly transactionHash?: string;
  readonly transactionPosition?: number;
}

export interface FlatTracerOptions extends FlatContext {
  readonly convertParityErrors?: boolean;
  readonly includePrecompiles?: boolean;
  /** Whether an address is a precompile; calls to those are left out by default. */
  isPrecompile(address: string): boolean;
}

const CALL_TYPES: Readonly<Record<number, string>> = { 0xf1: 'call', 0xf2: 'callcode', 0xf4: 'delegatecall', 0xfa: 'staticcall' };
const PARITY_ERRORS: Readonly<Record<string, string>> = {
  'contract creation code storage out of gas': 'Out of gas',
  'out of gas': 'Out of gas',
  'gas uint64 overflow': 'Out of gas',
  'max code size exceeded': 'Out of gas',
  'invalid jump destination': 'Bad jump destination',
  'execution reverted': 'Reverted',
  'return data out of bounds': 'Out of bounds',
  'precompiled failed': 'Built-in failed',
  'invalid input length': 'Built-in failed',
};

function parityError(error: string): string {
  const known = PARITY_ERRORS[error];
  if (known !== undefined) return known;
  if (error.startsWith('out of gas')) return 'Out of gas';
  if (error.startsWith('invalid opcode:')) return 'Bad instruction';
  if (error.startsWith('stack underflow')) return 'Stack underflow';
  return error.startsWith('stack limit reached') ? 'Out of stack' : error;
}

type Body = Pick<FlatCall, 'action' | 'result' | 'type'>;

function create(node: CallNode): Body {
  const { enter, exit } = node, output = exit?.output ?? new Uint8Array(0);
  return {
    type: 'create',
    action: {
      creationMethod: enter.op === 0xf5 ? 'create2' : 'create', from: enter.from, gas: toQuantity(enter.gas), init: toHex(enter.input),
      value: toQuantity(enter.value),
    },
    result: { ...(node.error === undefined ? { address: enter.to } : {}), code: toHex(output), gasUsed: toQuantity(exit?.gasUsed ?? 0n) },
  };
}

function call(node: CallNode): Body {
  const { enter, exit } = node;
  return {
    type: 'call',
    action: {
      callType: CALL_TYPES[enter.op] ?? 'call', from: enter.from, gas: toQuantity(enter.gas), input: toHex(enter.input), to: enter.to,
      value: toQuantity(enter.value),
    },
    result: { gasUsed: toQuantity(exit?.gasUsed ?? 0n), output: toHex(exit?.output ?? new Uint8Array(0)) },
  };
}

function suicide(node: CallNode): Body {
  const { enter } = node;
  return {
    type: 'suicide', action: { address: enter.from, balance: toQuantity(enter.value), refundAddress: enter.to }, result: null,
  };
}

function body(node: CallNode): Body {
  if (node.enter.op === 0xff) return suicide(node);
  return node.enter.op === 0xf0 || node.enter.op === 0xf5 ? create(node) : call(node);
}

/** Parity never showed calls to precompiles, only what they cost. */
function visible(node: CallNode, options: FlatTracerOptions): CallNode[] {
  if (options.includePrecompiles) return node.calls;
  return node.calls.filter(({ enter }) => !((enter.op === 0xf1 || enter.op === 0xfa) && options.isPrecompile(enter.to)));
}

/** Flattens the tree in call order; `address` is the path from the root. */
export function flatCalls(node: CallNode, options: FlatTracerOptions, address: readonly number[] = []): FlatCall[] {
  const calls = visible(node, options), { action, result, type } = body(node);
  const keepsResult = node.error === undefined || node.error === 'execution reverted';
  const { blockNumber, blockHash, transactionHash, transactionPosition } = options;
  const own: FlatCall = {
    action,
    ...(blockHash === undefined ? {} : { blockHash }),
    ...(blockNumber === undefined ? {} : { blockNumber }),
    ...(node.error === undefined ? {} : { error: options.convertParityErrors ? parityError(node.error) : node.error }),
    result: keepsResult ? result : null,
    subtraces: calls.length,
    traceAddress: address,
    ...(transactionHash === undefined ? {} : { transactionHash }),
    ...(transactionPosition === undefined ? {} : { transactionPosition }),
    type,
  };
  return [own, ...calls.flatMap((child, i) => flatCalls(child, options, [...address, i]))];
}
