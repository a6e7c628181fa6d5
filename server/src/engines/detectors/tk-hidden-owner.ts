import { type ContractModel, flowsOf } from '../solidity/analysis/contract-model.ts';
import type { Flow } from '../solidity/analysis/flow.ts';
import { strip, textOf } from '../solidity/analysis/values.ts';
import type { Instruction, StoreInstruction } from '../solidity/cfg/instructions.ts';
import type { StateVariable } from '../solidity/project/model.ts';
import type { Context, Detector, Issue } from './detector.ts';
import { changingEntries } from './guards.ts';
import { issueAt, stepAt, titleOf } from './issue.ts';
import { hasFixedAddress, tokenOf } from './token-ledger.ts';
import { TOKEN_REFERENCES, TOKEN_TRAP } from './token-trap.ts';

/** Someone privileged whom the owner's name does not show. */
export const tkHiddenOwner: Detector = {
  id: 'tk-hidden-owner',
  title: 'Someone else than the owner has his powers',
  severity: 'high',
  confidence: 'medium',
  categories: TOKEN_TRAP,
  description: 'Finds tokens in which a fixed address or a variable that nothing shows passes tests of the caller besides the owner, and those whose owner can be set again by a former one.',
  why: 'Renouncing ownership is to show that nobody has power over the token any more. A second key, or a way back, makes that a show.',
  exampleBad: 'function unlock() external { require(msg.sender == previousOwner); owner = previousOwner; }',
  fix: 'Have one owner, shown by a public function, and no way back after renouncing.',
  references: TOKEN_REFERENCES,
  *run({ models }: Context): Iterable<Issue> {
    for (const model of models) {
      if (!tokenOf(model)) continue;
      const seen = new Set<unknown>();
      for (const flow of changingEntries(model)) {
        for (const issue of [takenBack(model, flow), ...secondKeys(model, flow, seen)]) if (issue) yield issue;
      }
    }
  },
};

/** A role is written from another variable to which it was put aside before. */
function takenBack(model: ContractModel, flow: Flow): Issue | null {
  for (const store of flow.instructions) {
    const saved = store.kind === 'store' && store.path.keys.length === 0 && store.type.kind === 'address' ? strip(store.value) : null;
    if (store.kind !== 'store' || saved?.kind !== 'load' || !saved.path.variable || saved.path.keys.length > 0) continue;
    const aside = asideWrite(model, saved.path.variable, store);
    if (!aside) continue;
    return issueAt(store, {
      message: `${titleOf(flow.routine.info)} makes a former owner the owner again`,
      scenario: `The owner calls ${titleOf(aside.flow.routine.info)}, after which there seems to be none, and later ${titleOf(flow.routine.info)}.`,
      steps: [stepAt(aside.store, 'the owner is put aside here'), stepAt(store, 'and comes back here')],
    });
  }
  return null;
}

function asideWrite(model: ContractModel, saved: StateVariable, back: StoreInstruction): { flow: Flow; store: StoreInstruction } | null {
  const role = back.path.variable;
  return model.authorisation.writesOf(saved).find(({ flow, store }) => {
    const value = strip(store.value);
    return role !== null && role !== saved && value.kind === 'load' && value.path.variable === role && flow.storesTo(role).length > 0;
  }) ?? null;
}

/** Tests of the caller that a fixed address, or a variable nobody can see, passes. */
function* secondKeys(model: ContractModel, flow: Flow, seen: Set<unknown>): Iterable<Issue> {
  for (const block of flow.routine.blocks.filter(({ instructions }) => instructions.some(isEffect))) {
    for (const check of model.authorisation.checksAt(flow, block)) {
      const hidden = check.variables.find((variable) => isHidden(model, variable));
      const key = hidden ?? (check.variables.length === 0 && hasFixedAddress(check.condition) ? textOf(check.condition) : null);
      if (key === null || seen.has(key)) continue;
      seen.add(key);
      const who = typeof key === 'string' ? 'one fixed address' : `whoever ${key.name} holds, which nothing shows,`;
      yield issueAt(check.condition, { message: `${textOf(check.condition)} lets ${who} use ${titleOf(flow.routine.info)}` });
    }
  }
}

function isEffect(one: Instruction): boolean {
  return one.kind === 'store' || (one.kind === 'call' && one.method !== 'builtin');
}

/** An address that is not public and that no function returns, beside a role that is shown. */
function isHidden(model: ContractModel, variable: StateVariable): boolean {
  const { visibility, typeName } = variable.node;
  if (typeName.type !== 'ElementaryType' || typeName.name !== 'address' || visibility === 'public' || isReturned(model, variable)) return false;
  // Nobody is the zero address.
  if (!variable.node.value && flowsOf(model).every((flow) => flow.storesTo(variable).length === 0)) return false;
  return model.contract.linear.flatMap((one) => one.variables).some((other) => other !== variable && other.node.typeName.type === 'ElementaryType' && other.node.typeName.name === 'address' && isShownRole(model, other));
}

function isShownRole(model: ContractModel, variable: StateVariable): boolean {
  const isShown = variable.node.visibility === 'public' || isReturned(model, variable);
  return isShown && model.entries.some((flow) => flow.routine.blocks.some((block) => model.authorisation.checksAt(flow, block).some((check) => check.variables.includes(variable))));
}

function isReturned(model: ContractModel, variable: StateVariable): boolean {
  return model.entries.some((flow) => flow.routine.blocks.some(({ terminator }) => terminator.kind === 'return' && terminator.values.some((value) => {
    const inner = strip(value);
    return inner.kind === 'load' && inner.path.variable === variable;
  })));
}
