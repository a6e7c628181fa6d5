import { flowsOf } from '../solidity/analysis/contract-model.ts';
import { isSamePath, pathText, strip, textOf } from '../solidity/analysis/values.ts';
import type { Block, Instruction, StoreInstruction } from '../solidity/cfg/instructions.ts';
import type { Context, Detector, Issue } from './detector.ts';
import { issueAt, stepAt } from './issue.ts';

/** Writes that are lost, and assignments of a variable to itself. */
export const writeAfterWrite: Detector = {
  id: 'write-after-write',
  title: 'What is written is overwritten unread, or is what was there',
  severity: 'medium',
  confidence: 'high',
  categories: { swc: [], dasp: [10], cwe: ['CWE-563'], owasp: ['SC03:2025', 'SC02:2026'] },
  description: 'Finds state that is written twice in a row with nothing in between that could read it, and state assigned to itself.',
  why: 'The first value never has an effect. Most often another variable was meant, which now keeps its old value.',
  exampleBad: 'start = begin; start = end;',
  fix: 'Write the variable that was meant, or take the first write out.',
  references: ['https://cwe.mitre.org/data/definitions/563.html'],
  *run({ models }: Context): Iterable<Issue> {
    for (const model of models) {
      for (const flow of flowsOf(model)) {
        for (const block of flow.routine.blocks) yield* search(block);
      }
    }
  },
};

function* search({ instructions }: Block): Iterable<Issue> {
  for (const [at, store] of instructions.entries()) {
    if (store.kind !== 'store' || store.operator !== '=' || store.frame.code.node.type === 'ModifierDefinition') continue;
    const value = strip(store.value);
    if (value.kind === 'load' && isSamePath(value.path, store.path) && !isRewritten(instructions, value, store)) {
      yield issueAt(store, { message: `${textOf(store)} assigns ${pathText(store.path)} to itself` });
      continue;
    }
    // A constructor may replace the value that a variable was declared with.
    if (isInitial(store)) continue;
    const later = overwriteOf(instructions.slice(at + 1), store);
    if (later) yield issueAt(store, { message: `${pathText(store.path)} is written again before anyone reads it`, steps: [stepAt(store, 'written here'), stepAt(later, 'and overwritten here')] });
  }
}

function isInitial({ path, range }: StoreInstruction): boolean {
  return path.variable?.node.start === range.start;
}

/** Between the read and the write back the variable had another value. */
function isRewritten(instructions: readonly Instruction[], load: Instruction, store: StoreInstruction): boolean {
  const [from, to] = [instructions.indexOf(load), instructions.indexOf(store)];
  return from < 0 || instructions.slice(from, to).some((one) => one.kind === 'call' || (one.kind === 'store' && one.path.variable === store.path.variable));
}

/** The next write of the same place, if nothing before it reads or can run other code. */
function overwriteOf(following: readonly Instruction[], store: StoreInstruction): StoreInstruction | null {
  for (const one of following) {
    if (one.kind === 'store' && isSamePath(one.path, store.path)) return one.operator === '=' && one.frame === store.frame ? one : null;
    if (mayUse(one, store)) return null;
  }
  return null;
}

function mayUse(one: Instruction, { path }: StoreInstruction): boolean {
  if (one.kind === 'call') return one.method !== 'builtin' || one.name.startsWith('yul:');
  if (one.kind !== 'load' && one.kind !== 'reference' && one.kind !== 'store') return false;
  return one.path.variable === path.variable || one.path.variable === null;
}
