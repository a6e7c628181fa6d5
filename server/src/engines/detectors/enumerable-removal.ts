import { flowsOf } from '../solidity/analysis/contract-model.ts';
import type { Flow } from '../solidity/analysis/flow.ts';
import { constantOf, isSamePath, strip, textOf } from '../solidity/analysis/values.ts';
import type { Block, Instruction, PhiValue, StoragePath, StoreInstruction } from '../solidity/cfg/instructions.ts';
import type { Context, Detector, Issue } from './detector.ts';
import { placeOf } from './guards.ts';
import { issueAt, stepAt } from './issue.ts';

/** Removal by swapping with the last element while counting up. */
export const enumerableRemoval: Detector = {
  id: 'enumerable-removal',
  title: 'Elements are skipped when one is removed in a loop',
  severity: 'high',
  confidence: 'high',
  categories: { swc: [], dasp: [10], cwe: ['CWE-682'], owasp: ['SC03:2025', 'SC02:2026'] },
  description: 'Finds loops that read an array or an enumerable set at a rising index and shorten it in the same round.',
  why: 'Removal puts the last element in the place of the removed one and the loop goes on to the next place: the moved element is never looked at, and at the end the index is past the array.',
  exampleBad: 'for (uint i = 0; i < set.length(); i++) if (isOld(set.at(i))) set.remove(set.at(i));',
  fix: 'Count down, or raise the index only in rounds that remove nothing.',
  references: ['https://docs.openzeppelin.com/contracts/5.x/api/utils#EnumerableSet'],
  *run({ models }: Context): Iterable<Issue> {
    for (const model of models) {
      for (const flow of flowsOf(model)) for (const [head, body] of flow.loops) yield* search(flow, head, body);
    }
  },
};

function* search(flow: Flow, head: Block, body: ReadonlySet<Block>): Iterable<Issue> {
  const counters = head.instructions.filter((one): one is PhiValue => one.kind === 'phi' && isRising(one, body));
  if (counters.length === 0) return;
  for (const block of body) {
    for (const removal of block.instructions) {
      const array = removal.kind === 'store' ? shortenedArray(removal) : null;
      if (!array || !flow.canReach(block, head)) continue;
      const read = readAt(body, array, counters);
      if (!read) continue;
      yield issueAt(removal, {
        message: `${textOf(removal)} moves an element into a place that the loop has already passed`,
        steps: [stepAt(read, 'the elements are visited in rising order'), stepAt(removal, 'the last one takes the place of the removed one')],
      });
      return;
    }
  }
}

/** In every round the counter goes up by one, whatever happened in it. */
function isRising(phi: PhiValue, body: ReadonlySet<Block>): boolean {
  const back = phi.inputs.filter((_, at) => {
    const from = phi.block.predecessors[at];
    return from !== undefined && body.has(from);
  });
  return back.length > 0 && back.every((value) => {
    const next = strip(value);
    return next.kind === 'binary' && next.operator === '+' && strip(next.left) === phi && constantOf(next.right) === 1n;
  });
}

/** The array that `pop` or a smaller length shortens. */
function shortenedArray({ path: written, operator }: StoreInstruction): StoragePath | null {
  const path = placeOf(written);
  const key = path.keys.at(-1);
  if (key?.kind !== 'field' || key.name !== 'length' || !['pop', '--', '-='].includes(operator)) return null;
  return { ...path, keys: path.keys.slice(0, -1) };
}

function readAt(body: ReadonlySet<Block>, array: StoragePath, counters: readonly PhiValue[]): Instruction | null {
  for (const block of body) {
    for (const one of block.instructions) {
      if (one.kind !== 'load' && one.kind !== 'reference') continue;
      const path = placeOf(one.path);
      const key = path.keys[array.keys.length];
      if (key?.kind !== 'index' || !counters.some((counter) => strip(key.value) === counter)) continue;
      if (isSamePath({ ...path, keys: path.keys.slice(0, array.keys.length) }, array)) return one;
    }
  }
  return null;
}
