import type { Flow } from '../solidity/analysis/flow.ts';
import type { CallInstruction, Instruction } from '../solidity/cfg/instructions.ts';
import type { FunctionInfo, ModifierInfo } from '../solidity/project/model.ts';

/** True where a call's success reaches nothing: no branch, no return, no store, no event, no other call. */
function isIgnored(flow: Flow, call: CallInstruction): boolean {
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

/** The ignored calls of a routine that `isWanted`, by the function whose code they stand in: one root cause each. */
export function ignoredCalls(flow: Flow, isWanted: (call: CallInstruction) => boolean): CallInstruction[][] {
  const byCode = new Map<FunctionInfo | ModifierInfo, CallInstruction[]>();
  for (const call of flow.instructions) {
    if (call.kind !== 'call' || !isWanted(call) || !isIgnored(flow, call)) continue;
    const { code } = call.frame;
    byCode.set(code, [...(byCode.get(code) ?? []), call]);
  }
  return [...byCode.values()];
}
