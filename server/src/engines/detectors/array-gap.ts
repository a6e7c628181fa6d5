import { pathText, textOf } from '../solidity/analysis/values.ts';
import type { Flow } from '../solidity/analysis/flow.ts';
import type { StateVariable } from '../solidity/project/model.ts';
import type { StoreInstruction } from '../solidity/cfg/instructions.ts';
import type { Context, Detector, Issue } from './detector.ts';
import { issueAt } from './issue.ts';

/** `delete list[i]`, which leaves a hole. */
export const arrayGap: Detector = {
  id: 'array-gap',
  title: 'delete leaves a hole in the array',
  severity: 'medium',
  confidence: 'medium',
  categories: { swc: [], dasp: [10], cwe: ['CWE-459'], owasp: ['SC03:2025', 'SC02:2026'] },
  description: 'Finds delete of an element of a dynamic array in functions that do not make the array shorter.',
  why: 'delete sets the element to zero and leaves the length as it is. Loops and counts still include it.',
  exampleBad: 'function remove(uint i) external { delete list[i]; }',
  fix: 'Move the last element to the place and pop.',
  references: ['https://docs.soliditylang.org/en/latest/types.html#delete'],
  *run({ models }: Context): Iterable<Issue> {
    for (const model of models) {
      for (const flow of model.entries) {
        for (const store of flow.instructions) {
          if (store.kind !== 'store' || store.operator !== 'delete' || !isElement(store) || isShortened(flow, store.path.variable)) continue;
          yield issueAt(store, { message: `${textOf(store)} leaves ${pathText(store.path)} at zero and the length unchanged` });
        }
      }
    }
  },
};

/** An element of a plain array variable without a fixed length. */
function isElement({ path }: StoreInstruction): boolean {
  const type = path.variable?.node.typeName;
  return path.keys.length === 1 && path.keys[0]?.kind === 'index' && type?.type === 'ArrayType' && type.length === null;
}

function isShortened(flow: Flow, variable: StateVariable | null): boolean {
  return flow.storesTo(variable).some(({ path }) => path.keys.some((key) => key.kind === 'field' && key.name === 'length'));
}
