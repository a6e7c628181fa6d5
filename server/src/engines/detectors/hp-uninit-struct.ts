import { textOf } from '../solidity/analysis/values.ts';
import type { Context, Detector, Issue } from './detector.ts';
import { TRAP, TRAP_REFERENCE, TRAP_WHY } from './honeypot.ts';
import { issueAt } from './issue.ts';
import { entryCalls } from './search.ts';
import { nullPointerWrites } from './uninitialized-storage-pointer.ts';

/** A structure whose fields overwrite the secret. */
export const hpUninitStruct: Detector = {
  id: 'hp-uninit-struct',
  title: 'Trap: writing a structure changes the secret',
  severity: 'low',
  confidence: 'high',
  categories: { ...TRAP, swc: ['SWC-109'] },
  description: 'Finds functions that take Ether and write through a storage pointer that was never set, in contracts that pay Ether out.',
  why: `${TRAP_WHY} Here the write to the structure overwrites the first variables of the contract: the secret number or the balance that the game seems to be about.`,
  exampleBad: 'uint private secret = 7; function guess(uint n) payable { Game game; game.player = msg.sender; if (n == secret) msg.sender.transfer(this.balance); }',
  fix: 'Do not send Ether to this contract.',
  references: [TRAP_REFERENCE],
  *run({ project, models }: Context): Iterable<Issue> {
    for (const model of models) {
      const pays = [...entryCalls({ project, models: [model] })].some(({ instruction }) => instruction.value !== null || instruction.method === 'selfdestruct');
      const [first] = pays ? model.entries.flatMap(nullPointerWrites) : [];
      if (first) yield issueAt(first, { message: `${textOf(first)} overwrites the first variables of ${model.contract.name}` });
    }
  },
};
