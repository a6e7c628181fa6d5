import { dependsOn, isZero, strip, textOf } from '../solidity/analysis/values.ts';
import type { Flow } from '../solidity/analysis/flow.ts';
import type { Instruction, StoreInstruction } from '../solidity/cfg/instructions.ts';
import type { Context, Detector, Issue } from './detector.ts';
import { issueAt } from './issue.ts';

/** Addresses of privilege taken from an argument without a look at it. */
export const missingZeroCheck: Detector = {
  id: 'missing-zero-check',
  title: 'Address is not tested for zero',
  severity: 'low',
  confidence: 'medium',
  categories: { swc: [], dasp: [10], cwe: ['CWE-20'], owasp: ['SC04:2025', 'SC05:2026'] },
  description: 'Finds address arguments that are stored in a plain state variable without a comparison with zero.',
  why: 'An argument that is left out is zero. A contract whose owner or treasury is the zero address cannot be repaired.',
  exampleBad: 'function setTreasury(address t) public onlyOwner { treasury = t; }',
  fix: 'Require that the address is not zero.',
  references: ['https://cwe.mitre.org/data/definitions/20.html'],
  *run({ models }: Context): Iterable<Issue> {
    for (const model of models) {
      for (const flow of [...model.entries, ...(model.creation ? [model.creation] : [])]) {
        for (const store of flow.instructions) {
          if (store.kind !== 'store' || store.path.keys.length > 0 || !store.path.variable || store.type.kind !== 'address') continue;
          const value = strip(store.value);
          if (value.kind !== 'parameter' || isTested(flow, store, value)) continue;
          yield issueAt(store, { message: `${textOf(value)} becomes ${store.path.variable.name} even when it is zero` });
        }
      }
    }
  },
};

/** Any test of the argument counts: equality with something known excludes zero as well. */
function isTested(flow: Flow, store: StoreInstruction, value: Instruction): boolean {
  return flow.facts(store.block).some((fact) => fact.kind === 'atom' && !isZero(fact.value) && dependsOn(fact.value, (input) => input === value));
}
