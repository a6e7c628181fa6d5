import { pathText, textOf } from '../solidity/analysis/values.ts';
import type { Instruction } from '../solidity/cfg/instructions.ts';
import { childTypeOf, resolveType } from '../solidity/project/resolve-type.ts';
import type { SolType } from '../solidity/project/types.ts';
import type { Context, Detector, Issue } from './detector.ts';
import { issueAt } from './issue.ts';
import { allInstructions } from './search.ts';

const MAX_DEPTH = 5;

/** delete that leaves mappings as they are. */
export const mappingDeletion: Detector = {
  id: 'mapping-deletion',
  title: 'delete leaves the mapping inside',
  severity: 'medium',
  confidence: 'high',
  categories: { swc: [], dasp: [10], cwe: ['CWE-459'], owasp: ['SC03:2025', 'SC02:2026'] },
  description: 'Finds delete on a struct, or an array of structs, that contains a mapping.',
  why: 'delete does not know the keys of a mapping and leaves its entries. Whoever makes the struct anew under the same key finds the old permissions and balances.',
  exampleBad: 'struct Account { uint balance; mapping(address => bool) allowed; } function close() public { delete accounts[msg.sender]; }',
  fix: 'Clear the known keys one by one, or keep the mapping outside under a number that is never used twice.',
  references: ['https://docs.soliditylang.org/en/latest/types.html#delete', 'https://cwe.mitre.org/data/definitions/459.html'],
  *run(context: Context): Iterable<Issue> {
    for (const { instruction } of allInstructions(context)) {
      const mapping = instruction.kind === 'store' && instruction.operator === 'delete' ? mappingIn(instruction.type) : null;
      if (mapping === null || instruction.kind !== 'store') continue;
      yield issueAt(instruction, { message: `${textOf(instruction)} leaves ${pathText(instruction.path)}.${mapping} as it was` });
    }
  },
};

/** The name of a field that is a mapping, however deep. */
function mappingIn(type: Instruction['type'], depth = 0): string | null {
  if (depth > MAX_DEPTH) return null;
  if (type.kind === 'array') return mappingIn(childTypeOf(type, null), depth + 1);
  if (type.kind !== 'struct') return null;
  for (const field of type.definition.fields) {
    const inner: SolType = resolveType(field.typeName, type.scope);
    const found = inner.kind === 'mapping' ? field.name : mappingIn(inner, depth + 1);
    if (found !== null) return found;
  }
  return null;
}
