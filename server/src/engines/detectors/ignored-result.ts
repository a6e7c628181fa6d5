import type { Flow } from '../solidity/analysis/flow.ts';
import type { CallInstruction, Instruction } from '../solidity/cfg/instructions.ts';

/** True where a call's success reaches nothing: no branch, no return, no store, no event, no other call. */
export function isIgnored(flow: Flow, call: CallInstruction): boolean {
  const seen = new Set<Instruction>();
  const pending: Instruction[] = [call];
  for (let value = pending.pop(); value; value = pending.pop()) {
    if (seen.has(value)) continue;
    seen.add(value);
    if (flow.isTested(value) || flow.isReturned(value)) return false;
    for (const use of flow.usesOf(value)) {
      // The data of a call says nothing about its success.
      if (use.kind === 'item' && use.index > 0 && use.tuple === call) continue;
      if (use.kind === 'store' || use.kind === 'emit' || use.kind === 'call') return false;
      pending.push(use);
    }
  }
  return true;
}
