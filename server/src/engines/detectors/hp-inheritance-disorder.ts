import type { ContractModel } from '../solidity/analysis/contract-model.ts';
import { isEnvironment } from '../solidity/analysis/values.ts';
import type { StoreInstruction } from '../solidity/cfg/instructions.ts';
import type { StateVariable } from '../solidity/project/model.ts';
import { resolveType } from '../solidity/project/resolve-type.ts';
import type { Context, Detector, Issue } from './detector.ts';
import { TRAP, TRAP_REFERENCE, TRAP_WHY } from './honeypot.ts';
import { issueOn, stepAt } from './issue.ts';

/** Becoming the owner of the wrong variable. */
export const hpInheritanceDisorder: Detector = {
  id: 'hp-inheritance-disorder',
  title: 'Trap: there are two owners of one name',
  severity: 'low',
  confidence: 'high',
  categories: { ...TRAP, swc: ['SWC-119'] },
  description: 'Finds addresses declared again in a derived contract under a name of the base, where one of the two can become the caller.',
  why: `${TRAP_WHY} Here a call makes the sender the owner of one variable, while the payment is guarded by the other of the same name.`,
  exampleBad: 'contract Owned { address owner = msg.sender; } contract Bank is Owned { address owner; function claim() payable { owner = msg.sender; } }',
  fix: 'Do not send Ether to this contract; remove the second declaration.',
  references: [TRAP_REFERENCE],
  *run({ models }: Context): Iterable<Issue> {
    for (const model of models) {
      for (const [hidden, visible] of twins(model)) {
        const claim = findClaim(model, hidden) ?? findClaim(model, visible);
        if (!claim) continue;
        yield issueOn({ file: visible.file, range: visible.node.nameRange, contract: visible.contract }, {
          message: `${visible.contract?.name ?? ''}.${visible.name} and ${hidden.contract?.name ?? ''}.${hidden.name} are two variables`,
          steps: [{ file: hidden.file, range: hidden.node.nameRange, note: 'the inherited one' }, { file: visible.file, range: visible.node.nameRange, note: 'the one declared again' }, stepAt(claim, 'only one of them becomes the caller')],
        });
      }
    }
  },
};

/** Pairs of address variables with one name, the inherited one first. */
function* twins({ contract }: ContractModel): Iterable<[StateVariable, StateVariable]> {
  const isAddress = (variable: StateVariable): boolean => resolveType(variable.node.typeName, variable).kind === 'address';
  for (const [at, ancestor] of contract.linear.entries()) {
    for (const visible of ancestor.variables.filter(isAddress)) {
      const hidden = contract.linear.slice(at + 1).flatMap((base) => base.variables).find((other) => other.name === visible.name && isAddress(other));
      if (hidden) yield [hidden, visible];
    }
  }
}

function findClaim(model: ContractModel, variable: StateVariable): StoreInstruction | undefined {
  return model.entries.flatMap((flow) => flow.storesTo(variable)).find((store) => isEnvironment(store.value, 'msg.sender') || store.value.kind === 'parameter');
}
