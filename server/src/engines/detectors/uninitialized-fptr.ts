import { flowsOf, type ContractModel } from '../solidity/analysis/contract-model.ts';
import { strip, textOf } from '../solidity/analysis/values.ts';
import type { Instruction } from '../solidity/cfg/instructions.ts';
import type { Context, Detector, Issue } from './detector.ts';
import { issueAt } from './issue.ts';

/** Calls through a pointer to nothing. */
export const uninitializedFptr: Detector = {
  id: 'uninitialized-fptr',
  title: 'Function pointer is called and never set',
  severity: 'low',
  confidence: 'high',
  categories: { swc: ['SWC-127'], dasp: [10], cwe: ['CWE-824'], owasp: ['SC03:2025', 'SC02:2026'] },
  description: 'Finds calls of variables of function type, local or in state, that nothing has assigned.',
  why: 'The call reverts. In constructors, compilers from 0.4.5 to 0.4.25 and from 0.5.0 to 0.5.7 jump to some other place of the code instead.',
  exampleBad: 'constructor() { function() internal f; f(); }',
  fix: 'Assign the function before the call.',
  references: ['https://docs.soliditylang.org/en/latest/bugs.html', 'https://cwe.mitre.org/data/definitions/824.html'],
  *run({ models }: Context): Iterable<Issue> {
    for (const model of models) {
      for (const flow of flowsOf(model)) {
        for (const call of flow.instructions) {
          if (call.kind !== 'call' || call.method !== 'dynamic' || !call.target || !isNothing(model, call.target)) continue;
          yield issueAt(call, { message: `${textOf(call)} calls a pointer that was never set` });
        }
      }
    }
  },
};

function isNothing(model: ContractModel, target: Instruction): boolean {
  const pointer = strip(target);
  if (pointer.kind === 'zero') return true;
  const variable = pointer.kind === 'load' && pointer.path.keys.length === 0 ? pointer.path.variable : null;
  return variable !== null && !variable.node.value && flowsOf(model).every((flow) => flow.storesTo(variable).length === 0);
}
