import type { ContractModel } from '../solidity/analysis/contract-model.ts';
import { dependsOn, inputsOf, isEnvironment, pathText, strip, textOf } from '../solidity/analysis/values.ts';
import type { Instruction, StoreInstruction } from '../solidity/cfg/instructions.ts';
import type { StateVariable } from '../solidity/project/model.ts';
import type { Context, Detector, Issue } from './detector.ts';
import { factValues } from './ether-flow.ts';
import { type Bait, baits, paysAll, TRAP, TRAP_REFERENCE, TRAP_WHY } from './honeypot.ts';
import { issueAt, stepAt, titleOf } from './issue.ts';

/** A prize for a secret that was changed when nobody looked. */
export const hpHiddenStateUpdate: Detector = {
  id: 'hp-hidden-state-update',
  title: 'Trap: the secret can be changed unseen',
  severity: 'low',
  confidence: 'medium',
  categories: { ...TRAP, swc: ['SWC-114'] },
  description: 'Finds payments of the whole balance to a caller who shows a value that matches state, where another function changes that state or shuts the door.',
  why: `${TRAP_WHY} Here the value that seems to be known has been replaced by a call from another contract, which explorers do not list.`,
  exampleBad: 'function get(bytes pass) payable { if (hash == sha3(pass)) msg.sender.transfer(this.balance); } function set(bytes32 h) { if (!closed) hash = h; }',
  fix: 'Do not send Ether to this contract.',
  references: [TRAP_REFERENCE],
  *run({ models }: Context): Iterable<Issue> {
    for (const model of models) {
      for (const bait of baits(model)) {
        const trick = paysAll(bait) ? findTrick(model, bait) : null;
        if (trick) yield describe(bait, trick);
      }
    }
  },
};

interface Trick {
  test: Instruction;
  store: StoreInstruction;
}

function findTrick(model: ContractModel, { flow, call }: Bait): Trick | null {
  for (const test of factValues(flow, call)) {
    for (const { variable, isSecret } of comparedState(test)) {
      // A secret may be changed by its owner; who the heir is, by whoever finds the door open.
      const writes = isSecret ? model.authorisation.writesOf(variable) : [model.authorisation.openWrite(variable)];
      const write = writes.find((one) => one && one.flow.routine.info !== flow.routine.info);
      if (write) return { test, store: write.store };
    }
  }
  return null;
}

/** State that an argument (or a hash of it) or the caller must equal. */
function comparedState(test: Instruction): { variable: StateVariable; isSecret: boolean }[] {
  const value = strip(test);
  if (value.kind !== 'binary' || (value.operator !== '==' && value.operator !== '!=')) return [];
  for (const [one, other] of [[value.left, value.right], [value.right, value.left]] as const) {
    const isSecret = dependsOn(one, (input) => input.kind === 'parameter');
    if (!isSecret && !isEnvironment(one, 'msg.sender')) continue;
    const found = [...inputsOf(other)].flatMap((input) => (input.kind === 'load' && input.path.variable ? [{ variable: input.path.variable, isSecret }] : []));
    if (found.length > 0) return found;
  }
  return [];
}

function describe({ flow, call }: Bait, { test, store }: Trick): Issue {
  return issueAt(call, {
    message: `${textOf(call)} is promised to whoever passes ${textOf(test)}, but ${pathText(store.path)} can be changed`,
    scenario: `Who set up the trap has changed ${pathText(store.path)} through another contract. A victim calls ${titleOf(flow.routine.info)} with Ether and the value it has seen, and gets nothing.`,
    steps: [stepAt(store, `${pathText(store.path)} is changed unseen`), stepAt(test, 'the value that was seen no longer matches'), stepAt(call, 'the prize stays')],
  });
}
