import type { Contract, StateVariable } from '../solidity/project/model.ts';
import type { Context, Detector, Issue } from './detector.ts';
import { issueOn } from './issue.ts';

/** A second variable under the name of an inherited one. */
export const stateShadowing: Detector = {
  id: 'state-shadowing',
  title: 'State variable hides an inherited one',
  severity: 'medium',
  confidence: 'high',
  categories: { swc: ['SWC-119'], dasp: [10], cwe: ['CWE-710'], owasp: ['SC03:2025', 'SC02:2026'] },
  description: 'Finds state variables with the name of one in a base contract.',
  why: 'Both exist: functions of the base use one, functions here the other. A change of the owner made here never reaches the tests made there.',
  exampleBad: 'contract A { address owner; } contract B is A { address owner; }',
  fix: 'Remove the second declaration, or rename it.',
  references: ['https://swcregistry.io/docs/SWC-119'],
  *run({ project }: Context): Iterable<Issue> {
    for (const contract of project.contracts) {
      for (const variable of contract.variables) {
        const hidden = findHidden(contract, variable);
        if (!hidden || variable.node.isConstant) continue;
        yield issueOn({ file: variable.file, range: variable.node.nameRange, contract }, {
          message: `${contract.name}.${variable.name} hides ${hidden.contract?.name ?? ''}.${variable.name}`,
          steps: [
            { file: hidden.file, range: hidden.node.nameRange, note: 'the inherited variable' },
            { file: variable.file, range: variable.node.nameRange, note: 'a second one with the same name' },
          ],
        });
      }
    }
  },
};

function findHidden(contract: Contract, variable: StateVariable): StateVariable | undefined {
  for (const ancestor of contract.linear.slice(1)) {
    const found = ancestor.variables.find((other) => other.name === variable.name && other.node.visibility !== 'private');
    if (found) return found;
  }
  return undefined;
}
