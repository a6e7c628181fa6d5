import type { Issue } from '../../detectors/detector.ts';
import type { Atlas } from './atlas.ts';
import { wayTo } from './path.ts';
import { scenarioOf } from './scenario.ts';
import { type StateUse, stateAt } from './state.ts';

/** An issue with the whole way to it and the state on that way. */
export interface ExplainedIssue extends Issue {
  state: StateUse[];
}

/** Completes what a detector says of an issue: its path from the entry point, the state involved, an attack in words where it gave none. */
export function explainIssue(issue: Issue, atlas: Atlas): ExplainedIssue {
  const place = atlas.find(issue);
  if (!place) {
    const path = issue.path.length > 0 ? issue.path : [{ file: issue.file, range: issue.range, note: 'here' }];
    return { ...issue, path, state: [] };
  }
  const state = stateAt(place);
  return { ...issue, path: wayTo(place, issue), state, scenario: issue.scenario ?? scenarioOf(place, issue.message, state) };
}
