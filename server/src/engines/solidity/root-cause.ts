import type { Detector, Issue, Step } from '../detectors/detector.ts';

/** What one detector reported. */
export interface Report {
  detector: Detector;
  issue: Issue;
}

const ACCESS_CONTROL = 2;

/**
 * Merges what follows from another fault into that fault: becoming the owner and then draining the contract is one
 * finding with two transactions. Only a certain cause takes its consequences in; of one that is merely likely, what
 * it leads to is evidence of its own, and so is an issue whose cause nobody reported.
 */
export function mergeConsequences(reports: Report[]): Report[] {
  const causes = reports.filter(({ detector, issue }) => !issue.causedBy && (issue.confidence ?? detector.confidence) === 'high');
  const consequences = new Map<Report, Issue[]>();
  const kept = reports.filter((report) => {
    const { causedBy } = report.issue;
    const cause = causedBy && causes.find((one) => isCauseOf(one, causedBy));
    if (!cause) return true;
    consequences.set(cause, [...(consequences.get(cause) ?? []), report.issue]);
    return false;
  });
  return kept.map((report) => {
    const following = consequences.get(report);
    return following ? { ...report, issue: withConsequences(report.issue, following) } : report;
  });
}

function isCauseOf({ detector, issue }: Report, place: Step): boolean {
  if (issue.file !== place.file) return false;
  if (issue.range.start < place.range.end && place.range.start < issue.range.end) return true;
  const { code } = issue;
  if (!code || !detector.categories.dasp.includes(ACCESS_CONTROL) || code.file !== place.file) return false;
  return code.node.start <= place.range.start && place.range.end <= code.node.end;
}

function withConsequences(issue: Issue, following: Issue[]): Issue {
  const distinct = [...new Map(following.map((one) => [`${one.file.path}:${one.range.start}`, one])).values()];
  const texts = distinct.map((one) => one.message);
  return {
    ...issue,
    scenario: [issue.scenario, `With that: ${texts.join('; ')}.`].filter(Boolean).join(' '),
    path: [...issue.path, ...distinct.flatMap((one) => one.path)],
  };
}
