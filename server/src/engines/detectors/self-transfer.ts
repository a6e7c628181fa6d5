import { dependsOn, isSame, isSamePath, overlaps, pathText, textOf } from '../solidity/analysis/values.ts';
import type { Flow } from '../solidity/analysis/flow.ts';
import type { Instruction, LoadValue, StoreInstruction } from '../solidity/cfg/instructions.ts';
import type { Context, Detector, Issue } from './detector.ts';
import { issueAt, stepAt } from './issue.ts';

/** Two balances read before either is written. */
export const selfTransfer: Detector = {
  id: 'self-transfer',
  title: 'A transfer to oneself creates tokens',
  severity: 'high',
  confidence: 'medium',
  categories: { swc: [], dasp: [10], cwe: ['CWE-682'], owasp: ['SC03:2025', 'SC02:2026'] },
  description: 'Finds two entries of one mapping that are read first and written afterwards, under keys that no test keeps apart.',
  why: 'When both keys are the same, the second write is computed from the balance before the first: what was taken off is added back, and more.',
  exampleBad: 'uint a = m[from]; uint b = m[to]; m[from] = a - n; m[to] = b + n;',
  fix: 'Read the second balance after the first is written, or require that the keys differ.',
  references: ['https://cwe.mitre.org/data/definitions/682.html'],
  *run({ models }: Context): Iterable<Issue> {
    for (const model of models) {
      for (const flow of model.entries) {
        const stores = flow.instructions.filter((one): one is StoreInstruction => one.kind === 'store' && one.path.keys.some((key) => key.kind === 'index'));
        for (const second of stores) {
          const first = stores.find((one) => isStalePair(flow, one, second));
          if (first) yield describe(first, second);
        }
      }
    }
  },
};

/** The second write adds to a balance that was read before the first was written. */
function isStalePair(flow: Flow, first: StoreInstruction, second: StoreInstruction): boolean {
  if (first === second || first.path.variable !== second.path.variable || first.path.variable === null || !flow.alwaysPrecedes(first, second)) return false;
  if (isSamePath(first.path, second.path) || !overlaps(first.path, second.path) || second.value.kind !== 'binary' || second.value.operator !== '+') return false;
  const isStale = dependsOn(second.value, (input) => input.kind === 'load' && isSamePath(input.path, second.path) && flow.alwaysPrecedes(input, first));
  return isStale && !areKeptApart(flow, first, second);
}

function areKeptApart(flow: Flow, first: StoreInstruction, second: StoreInstruction): boolean {
  const keysOf = (store: StoreInstruction | LoadValue): Instruction[] => store.path.keys.flatMap((key) => (key.kind === 'index' ? [key.value] : []));
  return flow.facts(second.block).some((fact) => {
    const test = fact.kind === 'atom' ? fact.value : null;
    if (test?.kind !== 'binary' || (test.operator !== '==' && test.operator !== '!=')) return false;
    const uses = (keys: Instruction[]): boolean => keys.some((key) => isSame(test.left, key) || isSame(test.right, key));
    return uses(keysOf(first)) && uses(keysOf(second));
  });
}

function describe(first: StoreInstruction, second: StoreInstruction): Issue {
  return issueAt(second, {
    message: `${textOf(second)} is computed from ${pathText(second.path)} as it was before ${textOf(first)}`,
    scenario: 'An attacker sends tokens to itself: the second write undoes the first and adds the amount.',
    steps: [stepAt(first, 'the first balance is written'), stepAt(second, 'the second is written from an old value')],
  });
}
