import type { ContractModel } from '../solidity/analysis/contract-model.ts';
import type { Flow } from '../solidity/analysis/flow.ts';
import { isEnvironment, strip, textOf } from '../solidity/analysis/values.ts';
import type { StoreInstruction } from '../solidity/cfg/instructions.ts';
import type { Context, Detector, Issue } from './detector.ts';
import { changingEntries } from './guards.ts';
import { issueAt, titleOf } from './issue.ts';

/** A role that changes hands without the new hand's consent. */
export const singleStepOwnership: Detector = {
  id: 'single-step-ownership',
  title: 'Ownership passes in one step',
  severity: 'info',
  confidence: 'high',
  categories: { swc: [], dasp: [2], cwe: ['CWE-269'], owasp: ['SC01:2025', 'SC01:2026'] },
  description: 'Finds functions in which the holder of a role writes an argument over the variable that names him.',
  why: 'A mistyped address, or one whose key is lost, becomes the owner at once. Nothing can be undone.',
  exampleBad: 'function transferOwnership(address next) external { require(msg.sender == owner); owner = next; }',
  fix: 'Note the new owner and let him accept from his own address, as Ownable2Step does.',
  references: ['https://docs.openzeppelin.com/contracts/5.x/api/access#Ownable2Step', 'https://cwe.mitre.org/data/definitions/269.html'],
  *run({ models }: Context): Iterable<Issue> {
    for (const model of models) {
      for (const flow of changingEntries(model)) {
        for (const store of flow.instructions) {
          if (store.kind !== 'store' || !handsOver(model, flow, store)) continue;
          yield issueAt(store, { message: `${titleOf(flow.routine.info)} makes whatever address it is given ${store.path.variable?.name ?? 'the owner'}: ${textOf(store)}` });
        }
      }
    }
  },
};

/** `owner = argument`, under a test that the caller is `owner`. */
function handsOver(model: ContractModel, flow: Flow, { path, value, block, type }: StoreInstruction): boolean {
  const { variable } = path;
  if (!variable || path.keys.length > 0 || type.kind !== 'address' || strip(value).kind !== 'parameter') return false;
  return model.authorisation.checksAt(flow, block).some(({ condition }) => {
    const test = strip(condition);
    if (test.kind !== 'binary') return false;
    return [[test.left, test.right], [test.right, test.left]].some(([one, other]) => {
      const inner = other && strip(other);
      return one !== undefined && isEnvironment(one, 'msg.sender') && inner?.kind === 'load' && inner.path.variable === variable;
    });
  });
}
