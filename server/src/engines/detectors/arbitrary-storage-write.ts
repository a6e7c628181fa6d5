import { hasOrder, relationsOf } from '../solidity/analysis/bounds.ts';
import type { ContractModel } from '../solidity/analysis/contract-model.ts';
import type { Flow } from '../solidity/analysis/flow.ts';
import { constantOf, inputsOf, isSame, pathText, sizesOf, textOf } from '../solidity/analysis/values.ts';
import type { Instruction, StoreInstruction } from '../solidity/cfg/instructions.ts';
import type { StateVariable } from '../solidity/project/model.ts';
import type { Context, Detector, Issue } from './detector.ts';
import { issueAt, titleOf } from './issue.ts';

/** Lengths and slots a caller can set so that an array reaches over all of storage. */
export const arbitraryStorageWrite: Detector = {
  id: 'arbitrary-storage-write',
  title: 'A caller can write to any storage slot',
  severity: 'high',
  confidence: 'medium',
  categories: { swc: ['SWC-124'], dasp: [2], cwe: ['CWE-123'], owasp: ['SC04:2025', 'SC05:2026'] },
  description: 'Finds array lengths that a caller sets or takes below zero while elements can be written, and sstore to slots a caller computes.',
  why: 'An array with the largest length covers all storage slots. Writing the right element then overwrites the owner or any other variable.',
  exampleBad: 'function set(uint i, uint v) public { if (list.length <= i) list.length = i + 1; list[i] = v; }',
  fix: 'Use a mapping, or push and pop; test the length before taking from it.',
  references: ['https://swcregistry.io/docs/SWC-124'],
  *run({ models }: Context): Iterable<Issue> {
    for (const model of models) for (const flow of model.entries) yield* search(model, flow);
  },
};

function* search(model: ContractModel, flow: Flow): Iterable<Issue> {
  if (!flow.routine.isEntryPoint) return;
  for (const store of flow.instructions) {
    if (store.kind !== 'store' || model.authorisation.isAuthorised(flow, store.block)) continue;
    const reason = store.operator === 'sstore' ? slotReason(store) : lengthReason(model, flow, store);
    if (!reason) continue;
    yield issueAt(store, {
      message: `${textOf(store)} ${reason}`,
      scenario: `An attacker calls ${titleOf(flow.routine.info)} so that an element comes to lie on the slot of another variable, and writes what it likes there.`,
    });
  }
}

function slotReason({ path }: StoreInstruction): string | null {
  const slot = path.pointer;
  if (!slot) return null;
  const isHashed = [...inputsOf(slot)].some((input) => input.kind === 'call');
  return !isHashed && [...sizesOf(slot)].some((input) => input.kind === 'parameter') ? 'writes to a slot the caller chooses' : null;
}

function lengthReason(model: ContractModel, flow: Flow, store: StoreInstruction): string | null {
  const key = store.path.keys.at(-1);
  if (key?.kind !== 'field' || key.name !== 'length' || store.operator === 'push' || store.operator === 'pop') return null;
  const list = pathText({ ...store.path, keys: store.path.keys.slice(0, -1) });
  if (!hasElementWrite(model, store.path.variable)) return null;
  if (store.value.kind === 'binary' && store.value.operator === '-' && constantOf(store.value.right) !== null) {
    const { left: greater, right: lesser } = store.value;
    return hasOrder(flow, { greater, lesser, block: store.block }) ? null : `can take the length of ${list} below zero`;
  }
  const isChosen = [...sizesOf(store.value)].some((input) => input.kind === 'parameter' && !isLimited(flow, input, store));
  return isChosen ? `lets the caller set the length of ${list}` : null;
}

/** A test keeps the argument below a constant or state: the list cannot reach over all of storage in one step. */
function isLimited(flow: Flow, argument: Instruction, store: StoreInstruction): boolean {
  return flow.facts(store.block).some((fact) =>
    relationsOf(fact).some(({ left, right }) => isSame(left, argument) && ![...sizesOf(right)].some((input) => input.kind === 'parameter')),
  );
}

function hasElementWrite(model: ContractModel, variable: StateVariable | null): boolean {
  return variable !== null && model.authorisation.writesOf(variable).some(({ store }) => store.path.keys.some((key) => key.kind === 'index') && store.operator !== 'push');
}
