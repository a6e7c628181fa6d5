import { textOf } from '../solidity/analysis/values.ts';
import { flowsOf } from '../solidity/analysis/contract-model.ts';
import type { Flow } from '../solidity/analysis/flow.ts';
import type { CallInstruction } from '../solidity/cfg/instructions.ts';
import type { Context, Detector, Issue } from './detector.ts';
import { issueAt } from './issue.ts';

/** In the answer of latestRoundData: round, answer, start, time of update, round of the answer. */
const UPDATED_AT = 3;

/** A price taken without a look at its age. */
export const oracleStale: Detector = {
  id: 'oracle-stale',
  title: 'Age of the price is not tested',
  severity: 'medium',
  confidence: 'high',
  categories: { swc: [], dasp: [10], cwe: ['CWE-754'], owasp: ['SC02:2025', 'SC03:2026'] },
  description: 'Finds latestRoundData whose time of update reaches no test, and latestAnswer, which has none.',
  why: 'A feed that has stopped goes on answering with its last price. Who trades against an old price takes the difference.',
  exampleBad: '(, int256 price, , , ) = feed.latestRoundData();',
  fix: 'Require that updatedAt is recent and that the price is above zero.',
  references: ['https://docs.chain.link/data-feeds/historical-data'],
  *run({ models }: Context): Iterable<Issue> {
    for (const model of models) {
      for (const flow of flowsOf(model)) {
        for (const call of flow.instructions) {
          if (call.kind !== 'call' || call.method !== 'external' || !isUnaged(flow, call)) continue;
          yield issueAt(call, { message: `nobody asks how old the price of ${textOf(call)} is` });
        }
      }
    }
  },
};

function isUnaged(flow: Flow, call: CallInstruction): boolean {
  if (call.name === 'latestAnswer') return true;
  if (call.name !== 'latestRoundData') return false;
  const time = flow.usesOf(call).find((use) => use.kind === 'item' && use.index === UPDATED_AT);
  return !time || flow.usesOf(time).length === 0;
}
