import { type ContractModel, flowsOf } from '../solidity/analysis/contract-model.ts';
import type { LoadValue } from '../solidity/cfg/instructions.ts';
import type { StateVariable } from '../solidity/project/model.ts';
import type { Context, Detector, Issue } from './detector.ts';
import { issueOn, stepAt } from './issue.ts';

/** State that is read and never written. */
export const uninitializedState: Detector = {
  id: 'uninitialized-state',
  title: 'State variable is never set',
  severity: 'medium',
  confidence: 'high',
  categories: { swc: ['SWC-109'], dasp: [10], cwe: ['CWE-457'], owasp: ['SC03:2025', 'SC02:2026'] },
  description: 'Finds plain addresses in state that code pays or calls, and that no code of the contract ever sets.',
  why: 'The address is zero for ever: what is sent there is lost.',
  exampleBad: 'address wallet; function pay() public payable { wallet.transfer(msg.value); }',
  fix: 'Set it in the constructor.',
  references: ['https://swcregistry.io/docs/SWC-109'],
  *run({ models }: Context): Iterable<Issue> {
    for (const model of models) {
      if (model.contract.isInherited || model.contract.missingBases.length > 0 || model.contract.kind !== 'contract') continue;
      for (const { variable, load } of unsetTargets(model)) {
        yield issueOn({ file: variable.file, range: variable.node.nameRange, contract: variable.contract }, {
          message: `${variable.name} is used as an address and never set`,
          steps: [stepAt(load, `${variable.name} is used here and is always zero`)],
        });
      }
    }
  },
};

/** Plain variables that are called or paid and have no write and no initial value. */
function unsetTargets(model: ContractModel): { variable: StateVariable; load: LoadValue }[] {
  const all = flowsOf(model).flatMap((flow) => flow.instructions);
  const written = new Set(all.flatMap((one) => (one.kind === 'store' || one.kind === 'reference' ? [one.path.variable] : [])));
  // Writes through a pointer or by assembly may reach any variable.
  if (written.has(null)) return [];
  return all.flatMap((one) => {
    const target = one.kind === 'call' ? one.target : null;
    if (target?.kind !== 'load' || !target.path.variable || target.path.keys.length > 0) return [];
    const { variable } = target.path;
    const isSet = written.has(variable) || variable.node.value !== null || variable.node.isConstant;
    return isSet ? [] : [{ variable, load: target }];
  });
}
