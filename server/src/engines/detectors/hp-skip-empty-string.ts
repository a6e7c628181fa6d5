import { textOf } from '../solidity/analysis/values.ts';
import { compareVersions, oldestAllowed } from '../solidity/project/version.ts';
import type { Instruction } from '../solidity/cfg/instructions.ts';
import type { FileUnit } from '../solidity/project/model.ts';
import type { Context, Detector, Issue } from './detector.ts';
import { TRAP, TRAP_REFERENCE, TRAP_WHY } from './honeypot.ts';
import { issueAt } from './issue.ts';
import { entryCalls } from './search.ts';

/** An empty string that old compilers left out of the call. */
export const hpSkipEmptyString: Detector = {
  id: 'hp-skip-empty-string',
  title: 'Trap: an empty string shifts the arguments',
  severity: 'low',
  confidence: 'high',
  categories: { ...TRAP, swc: ['SWC-102'] },
  description: 'Finds external calls with an empty string literal before other arguments, in files that compilers before 0.4.12 may translate.',
  why: `${TRAP_WHY} Compilers before 0.4.12 skipped an empty literal when they encoded a call: the arguments after it move up, and another address is paid.`,
  exampleBad: 'this.transferTo(amount, "", msg.sender, owner);',
  fix: 'Do not send Ether to this contract; compile with 0.4.12 or later.',
  references: [TRAP_REFERENCE, 'https://docs.soliditylang.org/en/latest/bugs.html'],
  *run(context: Context): Iterable<Issue> {
    for (const { instruction } of entryCalls(context)) {
      if (instruction.method !== 'self' && instruction.method !== 'external') continue;
      const at = instruction.args.findIndex(isEmptyString);
      if (at < 0 || at === instruction.args.length - 1 || !mayBeOld(instruction.frame.code.file)) continue;
      yield issueAt(instruction, { message: `the empty string in ${textOf(instruction)} is left out, and what follows moves up` });
    }
  },
};

function isEmptyString(value: Instruction): boolean {
  return value.kind === 'constant' && value.value === '';
}

function mayBeOld(file: FileUnit): boolean {
  const oldest = file.pragma ? oldestAllowed(file.pragma) : file.version;
  return oldest !== null && (file.pragma === null ? oldest[1] < 5 : compareVersions(oldest, [0, 4, 12]) < 0);
}
