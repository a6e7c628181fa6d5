import type { ContractModel } from '../solidity/analysis/contract-model.ts';
import type { Flow } from '../solidity/analysis/flow.ts';
import { isOneTime } from '../solidity/analysis/authorisation.ts';
import { dependsOn, isEnvironment, isZero, pathText, textOf } from '../solidity/analysis/values.ts';
import type { Instruction, StoreInstruction } from '../solidity/cfg/instructions.ts';
import type { FunctionInfo, ModifierInfo, StateVariable } from '../solidity/project/model.ts';
import type { Context, Detector, Issue } from './detector.ts';
import { issueAt, stepAt, titleOf } from './issue.ts';
import { takeoverSteps } from './takeover.ts';
import { claimOf, isMeantAsConstructor } from './wrong-constructor-name.ts';

/** State that decides who is privileged, writable by anyone. */
export const unprotectedSetter: Detector = {
  id: 'unprotected-setter',
  title: 'Anyone can change who is privileged',
  severity: 'high',
  confidence: 'medium',
  categories: { swc: [], dasp: [2], cwe: ['CWE-284'], owasp: ['SC01:2025', 'SC01:2026'] },
  description: 'Finds writes, open to every caller, of state that other functions compare with the caller to let only some through.',
  why: 'A test of the caller is worth as much as the state it reads. Where anyone can write that state, anyone passes.',
  exampleBad: 'function setOwner(address next) public { owner = next; }',
  fix: 'Let only the present owner make the change.',
  references: ['https://cwe.mitre.org/data/definitions/284.html'],
  *run({ models }: Context): Iterable<Issue> {
    for (const model of models) {
      const roles = findRoles(model);
      for (const flow of model.entries) yield* search(model, flow, roles);
    }
  },
};

/** The variables some function compares with its caller, with one such test each. */
function findRoles(model: ContractModel): Map<StateVariable, Instruction> {
  const roles = new Map<StateVariable, Instruction>();
  for (const flow of model.entries) {
    for (const block of flow.routine.blocks) {
      if (!block.instructions.some((one) => one.kind === 'store' || (one.kind === 'call' && one.method !== 'builtin'))) continue;
      for (const check of model.authorisation.checksAt(flow, block)) for (const variable of check.variables) roles.set(variable, check.condition);
    }
  }
  return roles;
}

function* search(model: ContractModel, flow: Flow, roles: Map<StateVariable, Instruction>): Iterable<Issue> {
  const isConstructor = isMeantAsConstructor(flow.routine.info) && claimOf(model, flow) !== null;
  if (!flow.routine.isEntryPoint || isConstructor) return;
  const byCode = new Map<FunctionInfo | ModifierInfo, Grant[]>();
  for (const grant of grantsIn(flow, roles)) {
    if (isGuarded(model, flow, grant.store)) continue;
    const { code } = grant.store.frame;
    byCode.set(code, [...(byCode.get(code) ?? []), grant]);
  }
  for (const [first, ...rest] of byCode.values()) if (first) yield describe(flow, first, rest);
}

function* grantsIn(flow: Flow, roles: Map<StateVariable, Instruction>): Iterable<Grant> {
  for (const store of flow.instructions) {
    const test = store.kind === 'store' && store.path.variable ? roles.get(store.path.variable) : undefined;
    if (store.kind === 'store' && test && grantsFreely(store)) yield { store, test };
  }
}

interface Grant {
  store: StoreInstruction;
  /** What relies on the state that is written. */
  test: Instruction;
}

/** Only some may write, or once, or for a price; a test that can be subverted has its root cause where that happens. */
function isGuarded(model: ContractModel, flow: Flow, store: StoreInstruction): boolean {
  if (model.authorisation.isAuthorised(flow, store.block) || isOneTime(flow, store)) return true;
  if (takeoverSteps(model, flow, store.block).length > 0) return true;
  return flow.facts(store.block).some((fact) => fact.kind === 'atom' && dependsOn(fact.value, isPrice));
}

const isPrice = (value: Instruction): boolean => isEnvironment(value, 'msg.value');

/** The caller or an argument is made privileged; accounts that anyone opens for himself are not privileges. */
function grantsFreely(store: StoreInstruction): boolean {
  const isArgument = (value: Instruction): boolean => value.kind === 'parameter';
  const isChosen = (value: Instruction): boolean => isArgument(value) || isEnvironment(value, 'msg.sender');
  const { keys } = store.path;
  if (keys.length === 0) return isIdentity(store.value) && dependsOn(store.value, isChosen);
  // Under a hash of its contents, or under whoever signed it, everyone writes what is his own.
  const isSigned = keys.some((key) => key.kind === 'index' && dependsOn(key.value, (value) => value.kind === 'call' && (value.name === 'ecrecover' || value.name === 'keccak256')));
  if (isSigned || keys.some((key) => key.kind === 'index' && isEnvironment(key.value, 'msg.sender'))) return false;
  const isForOthers = keys.every((key) => key.kind === 'index') && keys.some((key) => key.kind === 'index' && dependsOn(key.value, isArgument));
  const isFlag = store.type.kind === 'bool' && !isZero(store.value);
  return isForOthers && (isFlag || (isIdentity(store.value) && dependsOn(store.value, isChosen)));
}

/** Who someone is, rather than how much he has. */
function isIdentity({ type }: Instruction): boolean {
  return type.kind === 'address' || type.kind === 'contract' || type.kind === 'fixedBytes' || type.kind === 'bool';
}

function describe(flow: Flow, { store, test }: Grant, rest: Grant[]): Issue {
  const state = pathText(store.path);
  return issueAt(store, {
    message: `anyone can set ${state}, on which the test ${textOf(test)} relies${rest.length > 0 ? `; ${rest.length} more in this function` : ''}`,
    scenario: `An attacker calls ${titleOf(flow.routine.info)} and then passes ${textOf(test)} like the rightful owner.`,
    steps: [{ store, test }, ...rest].flatMap((one) => [stepAt(one.store, `${pathText(one.store.path)} is written by any caller`), stepAt(one.test, 'and decides here who may go on')]),
  });
}
