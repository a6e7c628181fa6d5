import type { FileUnit } from '../solidity/project/model.ts';
import type { Context, Detector, Issue } from './detector.ts';
import { TRAP, TRAP_REFERENCE, TRAP_WHY } from './honeypot.ts';
import { issueOn } from './issue.ts';

/** Wider than any window in which an explorer shows a source. */
const WIDE = 80;

/** Code pushed out of sight to the right. */
export const hpHiddenTransfer: Detector = {
  id: 'hp-hidden-transfer',
  title: 'Trap: code hidden to the right',
  severity: 'low',
  confidence: 'high',
  categories: { ...TRAP, swc: ['SWC-130'] },
  description: `Finds code that follows other code on its line after ${WIDE} or more blanks.`,
  why: `${TRAP_WHY} Here the statement that matters stands outside the window in which an explorer shows the source.`,
  exampleBad: 'require(ok);                                                          owner.transfer(this.balance);',
  fix: 'Do not send Ether to this contract; format the source.',
  references: [TRAP_REFERENCE],
  *run({ project }: Context): Iterable<Issue> {
    for (const file of project.files) yield* search(file);
  },
};

function* search(file: FileUnit): Iterable<Issue> {
  const { starts, ends, texts } = file.tokens;
  for (let at = 1; at < texts.length - 1; at++) {
    const [from, to] = [ends[at - 1] ?? 0, starts[at] ?? 0];
    if (to - from < WIDE || !/^[ \t]+$/.test(file.source.slice(from, to))) continue;
    const contract = file.contracts.find(({ node }) => node.start <= to && to < node.end) ?? null;
    const code = contract?.functions.find(({ node }) => node.start <= to && to < node.end) ?? null;
    yield issueOn({ file, range: { start: to, end: ends[at] ?? to + 1 }, contract, code }, { message: `${texts[at] ?? ''} stands ${to - from} blanks to the right of the code before it` });
  }
}
