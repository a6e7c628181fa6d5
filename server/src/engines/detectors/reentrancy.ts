import { canCallBack, isStaticCall, sendsEther, trustOf } from '../solidity/analysis/calls.ts';
import { type ContractModel, flowsOf } from '../solidity/analysis/contract-model.ts';
import type { Flow } from '../solidity/analysis/flow.ts';
import { isKeyLocked, isLocked } from '../solidity/analysis/locks.ts';
import { dependsOn, inputsOf, isSamePath, overlaps } from '../solidity/analysis/values.ts';
import type { CallInstruction, Instruction, StoragePath, StoreInstruction } from '../solidity/cfg/instructions.ts';
import type { StateVariable } from '../solidity/project/model.ts';

/** A call that can come back while state it relied on is not yet written. */
export interface Reentry {
  call: CallInstruction;
  /** The first write of that state that may come after the call. */
  store: StoreInstruction;
  variable: StateVariable;
  /** Where the state was read before the call. */
  read: Instruction;
  /** The call's outcome was decided by the state: it guards the call or is part of its amount. */
  decides: boolean;
}

/** All calls out of a model's routines that can be entered again before the bookkeeping is done. */
export function* findReentries(model: ContractModel): Iterable<Reentry> {
  for (const flow of flowsOf(model)) {
    if (flow === model.creation) continue;
    for (const instruction of flow.instructions) {
      if (instruction.kind === 'call' && isOpening(model, flow, instruction)) yield* reentriesAfter(flow, instruction);
    }
  }
}

function isOpening(model: ContractModel, flow: Flow, call: CallInstruction): boolean {
  if (!canCallBack(call) || isStaticCall(call)) return false;
  if (trustOf(call.target, model, flow) !== 'open' && !(sendsEther(call) && call.method === 'call')) return false;
  if (!flow.routine.isEntryPoint && !sendsEther(call)) return false;
  return !model.authorisation.isAuthorised(flow, call.block) && !isLocked(flow, call);
}

/** The state a call relied on that may be written after it. */
export function* reentriesAfter(flow: Flow, call: CallInstruction): Iterable<Reentry> {
  const deciding = decidingReads(flow, call);
  const seen = new Set<StateVariable>();
  for (const store of flow.instructions) {
    const variable = store.kind === 'store' ? store.path.variable : null;
    if (store.kind !== 'store' || !variable || seen.has(variable) || !flow.canFollow(call, store)) continue;
    if (isInTime(flow, store, call)) continue;
    const decided = deciding.find((read) => readsPath(read, store.path));
    const read = decided ?? flow.instructions.find((one) => readsPath(one, store.path) && flow.alwaysPrecedes(one, call));
    if (!read || isRenewed(flow, { store, read, call })) continue;
    seen.add(variable);
    yield { call, store, variable, read, decides: decided !== undefined };
  }
}

/** The state was brought up to date between the test and the call, and what is written later starts from there. */
function isRenewed(flow: Flow, { store, read, call }: { store: StoreInstruction; read: Instruction; call: CallInstruction }): boolean {
  const isFresh = dependsOn(store.value, (input) => readsPath(input, store.path) && flow.canFollow(call, input) && !flow.canFollow(input, call));
  return isFresh && flow.instructions.some((one) =>
    one.kind === 'store' && one.path.variable === store.path.variable && flow.alwaysPrecedes(read, one) && flow.alwaysPrecedes(one, call),
  );
}

/** Written first in every round of a loop, put back, or out of reach behind a closed entry. */
function isInTime(flow: Flow, store: StoreInstruction, call: CallInstruction): boolean {
  return flow.alwaysPrecedes(store, call) || isRestored(flow, store, call) || isKeyLocked(flow, call, store.path);
}

/** Puts back what was there before the call, as a marker of who is being served. */
function isRestored(flow: Flow, store: StoreInstruction, call: CallInstruction): boolean {
  const { value, path } = store;
  return value.kind === 'load' && isSamePath(value.path, path) && flow.alwaysPrecedes(value, call);
}

function readsPath(value: Instruction, path: StoragePath): boolean {
  return value.kind === 'load' && overlaps(value.path, path);
}

/** The storage reads behind the tests on the way to a call and behind its amount. */
function decidingReads(flow: Flow, call: CallInstruction): Instruction[] {
  const roots: Instruction[] = call.value ? [call.value] : [];
  for (const fact of flow.facts(call.block)) {
    if (fact.kind === 'atom') roots.push(fact.value);
    else roots.push(...fact.options.flat().flatMap((option) => (option.kind === 'atom' ? [option.value] : [])));
  }
  return roots.flatMap((root) => [...inputsOf(root)]).filter((input) => input.kind === 'load');
}
