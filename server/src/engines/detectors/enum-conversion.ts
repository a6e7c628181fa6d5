import { constantOf, textOf } from '../solidity/analysis/values.ts';
import { maxOfType, upperBound } from '../solidity/analysis/bounds.ts';
import { compareVersions } from '../solidity/project/version.ts';
import type { Flow } from '../solidity/analysis/flow.ts';
import type { Instruction } from '../solidity/cfg/instructions.ts';
import type { Context, Detector, Issue } from './detector.ts';
import { issueAt } from './issue.ts';
import { allInstructions } from './search.ts';

/** Numbers made into members of an enumeration that has fewer. */
export const enumConversion: Detector = {
  id: 'enum-conversion',
  title: 'Conversion gives an enum value that does not exist',
  severity: 'medium',
  confidence: 'high',
  categories: { swc: [], dasp: [3], cwe: ['CWE-704'], owasp: ['SC08:2025', 'SC09:2026'] },
  description: 'Finds conversions of numbers to an enum that can be larger than its last member, where the compiler is older than 0.4.5 and does not test.',
  why: 'The variable then holds none of the values that the code knows. Every chain of comparisons falls through to its end.',
  exampleBad: 'pragma solidity 0.4.4; enum State { Open, Closed } function set(uint n) { state = State(n); }',
  fix: 'Compile with 0.4.5 or later, or test the number first.',
  references: ['https://docs.soliditylang.org/en/latest/types.html#enums', 'https://cwe.mitre.org/data/definitions/704.html'],
  *run(context: Context): Iterable<Issue> {
    for (const { flow, instruction } of allInstructions(context)) {
      if (!isUnchecked(flow, instruction)) continue;
      yield issueAt(instruction, { message: `${textOf(instruction)} can be larger than the last member` });
    }
  },
};

function isUnchecked(flow: Flow, instruction: Instruction): boolean {
  if (instruction.kind !== 'convert' || instruction.type.kind !== 'enum' || instruction.value.type.kind !== 'int') return false;
  const { version } = instruction.frame.code.file;
  if (compareVersions(version, [0, 4, 5]) >= 0 || constantOf(instruction.value) !== null) return false;
  return upperBound(flow, instruction.value, { block: instruction.block }) > maxOfType(instruction.type);
}
