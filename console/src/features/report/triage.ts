import type { Finding, TriageState } from '../../api/types.ts';

export const triageNames: Record<TriageState, string> = {
  open: 'Open', confirmed: 'Confirmed', false_positive: 'False alarm', accepted: 'Accepted risk', fixed: 'Fixed',
};

export const triageStates: readonly TriageState[] = ['open', 'confirmed', 'false_positive', 'accepted', 'fixed'];

/** States that say "no need to look again"; they need a reason. */
export const isSettled = (state: TriageState): boolean => state !== 'open' && state !== 'confirmed';

export const stateOf = (finding: Finding): TriageState => finding.triage?.state ?? 'open';

export type Show = 'all' | 'open' | 'new';

/** What a filter lets through. `added` are the ids of findings that the scan before did not have. */
export function isShown(finding: Finding, show: Show, added: ReadonlySet<string>): boolean {
  if (show === 'open') return !isSettled(stateOf(finding));
  return show === 'all' || added.has(finding.id);
}
