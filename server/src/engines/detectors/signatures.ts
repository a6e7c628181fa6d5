import type { Flow } from '../solidity/analysis/flow.ts';
import { dependsOn, inputsOf, strip } from '../solidity/analysis/values.ts';
import type { CallInstruction, Instruction } from '../solidity/cfg/instructions.ts';

/** The calls of ecrecover in a routine. */
export function recoveries(flow: Flow): CallInstruction[] {
  return flow.instructions.filter((one): one is CallInstruction => one.kind === 'call' && one.name === 'ecrecover');
}

/** The branch conditions that depend on a value. */
export function testsOf(flow: Flow, value: Instruction): Instruction[] {
  return flow.routine.blocks.flatMap(({ terminator }) =>
    terminator.kind === 'branch' && dependsOn(terminator.condition, (input) => input === value) ? [terminator.condition] : [],
  );
}

/** True where the signed message contains state that the routine changes: a nonce, or a mark that it was used. */
export function isUsedUp(flow: Flow, recovery: CallInstruction): boolean {
  const [digest] = recovery.args;
  if (!digest) return false;
  const signed = inputsOf(digest);
  return flow.instructions.some((store) => {
    if (store.kind !== 'store') return false;
    const isNonce = [...signed].some((input) => input.kind === 'load' && input.path.variable === store.path.variable) || isCounted(flow, signed, store);
    const isUsed = (input: Instruction): boolean => input === digest || recovery.args.includes(input) || (store.type.kind === 'bool' && signed.has(input) && input.kind === 'parameter');
    const isMark = store.path.keys.some((key) => key.kind === 'index' && dependsOn(key.value, isUsed));
    return isNonce || (isMark && flow.routine.blocks.some(({ terminator }) => terminator.kind === 'branch' && reads(terminator.condition, store)));
  });
}

/** An argument in the signed message is compared with the state that is written: a nonce the caller states. */
function isCounted(flow: Flow, signed: Set<Instruction>, store: Extract<Instruction, { kind: 'store' }>): boolean {
  return flow.routine.blocks.some(({ terminator }) => {
    const test = terminator.kind === 'branch' ? strip(terminator.condition) : null;
    if (test?.kind !== 'binary' || (test.operator !== '==' && test.operator !== '!=') || !reads(test, store)) return false;
    return [test.left, test.right].some((side) => strip(side).kind === 'parameter' && signed.has(strip(side)));
  });
}

function reads(condition: Instruction, store: Extract<Instruction, { kind: 'store' }>): boolean {
  return dependsOn(condition, (input) => input.kind === 'load' && input.path.variable === store.path.variable);
}
