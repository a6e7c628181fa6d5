import type { Flow } from '../solidity/analysis/flow.ts';
import { pathText, textOf } from '../solidity/analysis/values.ts';
import type { Instruction, LoadValue } from '../solidity/cfg/instructions.ts';
import type { Context, Detector, Issue } from './detector.ts';
import { flowsOf } from '../solidity/analysis/contract-model.ts';
import { issueAt, stepAt } from './issue.ts';

/** Changes to a copy in memory that are never written back. */
export const storageByValue: Detector = {
  id: 'storage-by-value',
  title: 'A copy is changed in place of the state',
  severity: 'high',
  confidence: 'high',
  categories: { swc: [], dasp: [10], cwe: ['CWE-664'], owasp: ['SC03:2025', 'SC02:2026'] },
  description: 'Finds structs and arrays that are copied from state into memory, also by passing them to a function, then written to, and neither stored nor used afterwards.',
  why: 'An assignment to a memory variable copies. What is written there ends with the function: the state that was to change stays as it was.',
  exampleBad: 'function set(uint n) public { User memory user = users[msg.sender]; user.debt = n; }',
  fix: 'Declare the variable or parameter as storage.',
  references: ['https://docs.soliditylang.org/en/latest/types.html#data-location-and-assignment-behaviour', 'https://cwe.mitre.org/data/definitions/664.html'],
  *run({ models }: Context): Iterable<Issue> {
    for (const model of models) {
      for (const flow of flowsOf(model)) {
        for (const copy of flow.instructions) {
          const lost = copy.kind === 'load' && isStructure(copy) ? lostWrite(flow, copy) : null;
          if (copy.kind !== 'load' || !lost) continue;
          yield issueAt(lost, {
            message: `${textOf(lost)} changes a copy of ${pathText(copy.path)}, which is dropped`,
            steps: [stepAt(copy, `${pathText(copy.path)} is copied into memory`), stepAt(lost, 'only the copy is changed')],
          });
        }
      }
    }
  },
};

function isStructure({ type }: LoadValue): boolean {
  return type.kind === 'struct' || type.kind === 'array';
}

/** The last change of a copy, where no version of it is used as a whole and nothing reads it after the change. */
function lostWrite(flow: Flow, copy: LoadValue): Instruction | null {
  const versions = new Set<Instruction>([copy]);
  const pending: Instruction[] = [copy];
  let last: Instruction | null = null;
  for (let value = pending.pop(); value; value = pending.pop()) {
    if (flow.isReturned(value)) return null;
    for (const use of flow.usesOf(value)) {
      const kind = kindOf(use, value);
      if (kind === 'other' || (kind === 'read' && value !== copy)) return null;
      if (kind === 'read' || versions.has(use)) continue;
      versions.add(use);
      pending.push(use);
      if (kind === 'change') last = use;
    }
  }
  return last;
}

/** What an instruction does with a structure in memory. */
function kindOf(use: Instruction, value: Instruction): 'change' | 'read' | 'join' | 'other' {
  if (use.kind === 'phi') return 'join';
  if (use.kind === 'update') return use.object === value ? 'change' : 'other';
  return (use.kind === 'member' || use.kind === 'index') && use.object === value ? 'read' : 'other';
}
