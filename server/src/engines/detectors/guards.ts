import { canCallBack, isStaticCall, sendsEther, trustOf } from '../solidity/analysis/calls.ts';
import type { ContractModel } from '../solidity/analysis/contract-model.ts';
import type { Flow } from '../solidity/analysis/flow.ts';
import { dependsOn, inputsOf, strip } from '../solidity/analysis/values.ts';
import type { Block, CallInstruction, Instruction, StoragePath } from '../solidity/cfg/instructions.ts';
import type { StateVariable } from '../solidity/project/model.ts';
import { factValuesAt } from './ether-flow.ts';

/** A call that hands control to code a caller chooses, in code any caller gets to. */
export function isOpenCall(model: ContractModel, flow: Flow, call: CallInstruction): boolean {
  if (!canCallBack(call) || isStaticCall(call) || model.authorisation.isAuthorised(flow, call.block)) return false;
  return trustOf(call.target, model, flow) === 'open' || (sendsEther(call) && call.method === 'call');
}

/** The variables whose test a run has passed and which it has set to a constant before the call: its locks. */
export function locksAt(flow: Flow, call: CallInstruction): Set<StateVariable> {
  const tested = new Set(factValuesAt(flow, call.block).flatMap((fact) => [...inputsOf(fact)].map(plainVariable)));
  const locks = new Set<StateVariable>();
  for (const store of flow.instructions) {
    const variable = store.kind === 'store' ? plainVariable(store) : null;
    if (store.kind !== 'store' || !variable || !tested.has(variable)) continue;
    if (strip(store.value).kind === 'constant' && flow.alwaysPrecedes(store, call)) locks.add(variable);
  }
  return locks;
}

/** The variable that is read or written as a whole. */
function plainVariable(value: Instruction): StateVariable | null {
  return (value.kind === 'load' || value.kind === 'store') && value.path.keys.length === 0 ? value.path.variable : null;
}

/** True where a test of one of the variables decides whether a block runs. */
export function testsAnyOf(flow: Flow, block: Block, variables: ReadonlySet<StateVariable>): boolean {
  return factValuesAt(flow, block).some((value) => dependsOn(value, (input) => reads(input, variables)));
}

export function reads(value: Instruction, variables: ReadonlySet<StateVariable>): boolean {
  return (value.kind === 'load' || value.kind === 'reference') && value.path.variable !== null && variables.has(value.path.variable);
}

/** Declared to change nothing. */
export function isReadOnly(flow: Flow): boolean {
  const { mutability } = flow.routine.info;
  return mutability !== null && mutability !== 'payable';
}

/** The functions that anyone can call and that may change something. */
export function changingEntries(model: ContractModel): Flow[] {
  return model.entries.filter((flow) => flow.routine.isEntryPoint && !isReadOnly(flow));
}

/** The path with pointers followed that hold one known place. */
export function placeOf(path: StoragePath): StoragePath {
  if (path.pointer?.kind !== 'reference') return path;
  const { variable, pointer, keys } = placeOf(path.pointer.path);
  return { variable, pointer, keys: [...keys, ...path.keys] };
}
