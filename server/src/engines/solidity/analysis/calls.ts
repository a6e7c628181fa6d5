import type { CallInstruction, Instruction } from '../cfg/instructions.ts';
import type { ContractModel } from './contract-model.ts';
import type { Flow } from './flow.ts';
import { constantOf, inputsOf, isZero } from './values.ts';

const STIPEND = 2_300n;

/** True for a call that carries Ether, as far as its value says. */
export function sendsEther(call: CallInstruction): boolean {
  return call.value !== null && !isZero(call.value) && call.method !== 'delegatecall' && call.method !== 'create';
}

/** True for a call that leaves the callee enough gas to call back. */
export function canCallBack(call: CallInstruction): boolean {
  if (!['call', 'callcode', 'delegatecall', 'external', 'dynamic'].includes(call.method)) return false;
  const gas = call.gas && constantOf(call.gas);
  return gas === null || gas > STIPEND;
}

/** True where the compiler makes the callee unable to change anything. */
export function isStaticCall(call: CallInstruction): boolean {
  if (call.method === 'staticcall') return true;
  const { callee } = call;
  if (call.method !== 'external' || !callee) return false;
  return callee.mutability === 'view' || callee.mutability === 'pure' || callee.mutability === 'constant';
}

/** Who decides where a call goes. */
export type Trust = 'self' | 'fixed' | 'open';

/** `open` where any caller can choose the target, directly or by a write that everyone may make. */
export function trustOf(target: Instruction | null, model: ContractModel, flow: Flow): Trust {
  if (!target) return 'fixed';
  if (target.kind === 'environment' && target.name === 'this') return 'self';
  const isOpen = [...inputsOf(target)].some((input) => isChosen(input, model, flow));
  return isOpen ? 'open' : 'fixed';
}

function isChosen(input: Instruction, model: ContractModel, flow: Flow): boolean {
  if (input.kind === 'parameter') return flow.routine.isEntryPoint;
  if (input.kind === 'environment') return input.name === 'msg.sender' || input.name === 'tx.origin';
  if (input.kind !== 'load' && input.kind !== 'reference') return false;
  return input.path.variable !== null && model.authorisation.openWrite(input.path.variable) !== undefined;
}
