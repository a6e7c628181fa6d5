import { sendsEther } from '../solidity/analysis/calls.ts';
import type { Flow } from '../solidity/analysis/flow.ts';
import { dependsOn } from '../solidity/analysis/values.ts';
import type { CallInstruction } from '../solidity/cfg/instructions.ts';

/** True for a payment whose failure reverts: `transfer`, or a tested `send` or `call`. */
export function mustSucceed(flow: Flow, call: CallInstruction): boolean {
  if (!sendsEther(call)) return false;
  if (call.method === 'transfer') return true;
  if (call.method !== 'send' && call.method !== 'call') return false;
  return flow.routine.blocks.some(({ terminator }) => {
    if (terminator.kind !== 'branch' || !dependsOn(terminator.condition, (input) => input === call)) return false;
    return isRevert(terminator.whenTrue) || isRevert(terminator.whenFalse);
  });
}

function isRevert(block: Flow['routine']['entry']): boolean {
  return block.terminator.kind === 'revert';
}

