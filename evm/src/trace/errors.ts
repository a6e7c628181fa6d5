import { STATUS } from '../kernel/status.ts';
import { opcodeName } from './opcodes.ts';

const TEXT: Readonly<Record<number, string>> = {
  [STATUS.revert]: 'execution reverted',
  [STATUS.outOfGas]: 'out of gas',
  [STATUS.invalidJump]: 'invalid jump destination',
  [STATUS.writeProtection]: 'write protection',
  [STATUS.returnDataOutOfBounds]: 'return data out of bounds',
  [STATUS.callDepth]: 'max call depth exceeded',
  [STATUS.insufficientBalance]: 'insufficient balance for transfer',
  [STATUS.addressCollision]: 'contract address collision',
  [STATUS.codeSize]: 'max code size exceeded',
  [STATUS.invalidCode]: 'invalid code: must not begin with 0xef',
  [STATUS.codeStoreOutOfGas]: 'contract creation code storage out of gas',
  [STATUS.initCodeSize]: 'max initcode size exceeded',
  [STATUS.gasOverflow]: 'gas uint64 overflow',
  [STATUS.nonceOverflow]: 'nonce uint64 overflow',
  [STATUS.sstoreSentry]: 'out of gas: not enough gas for reentrancy sentry',
  [STATUS.precompileFailure]: 'precompile failed',
};

/** A failure in geth's words; `detail` is the opcode or the two stack heights. */
export function errorText(status: number, detail: number): string {
  if (status === STATUS.invalidOpcode) return `invalid opcode: ${opcodeName(detail)}`;
  if (status === STATUS.stackUnderflow) return `stack underflow (${detail >>> 16} <=> ${detail & 0xffff})`;
  if (status === STATUS.stackOverflow) return `stack limit reached ${detail >>> 16} (${(detail & 0xffff)})`;
  return TEXT[status] ?? `error ${status}`;
}
