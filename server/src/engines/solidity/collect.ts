import type { AnalyzeReport, Finding, Suppression } from '../findings.ts';
import { compareFindings, weightOf } from './score.ts';
import type { Ignore } from './suppressions.ts';

/**
 * Merges findings with one root cause (same detector, same place, reached on several ways), sets aside those that
 * the source accepts, orders the rest and gives every one an id of its own.
 */
export function collectFindings(found: Finding[], ignores: Map<string, Ignore[]>): Required<Pick<AnalyzeReport, 'findings' | 'suppressed'>> {
  const ordered = mergeByPlace(found).sort(compareFindings);
  numberFindings(ordered);
  const findings: Finding[] = [];
  const suppressed: Suppression[] = [];
  for (const finding of ordered) {
    const ignore = (ignores.get(finding.file) ?? []).find((one) => one.detector === finding.detector && covers(one, finding));
    if (ignore?.reason) suppressed.push({ finding, reason: ignore.reason });
    else findings.push(ignore ? withoutReason(finding) : finding);
  }
  return { findings, suppressed };
}

function covers(ignore: Ignore, finding: Finding): boolean {
  return ignore.lines.has(finding.startLine);
}

function withoutReason(finding: Finding): Finding {
  return { ...finding, explanation: `${finding.explanation}\n\nA bulwark-ignore comment at this place gives no reason and was not honoured.` };
}

function mergeByPlace(found: Finding[]): Finding[] {
  const byPlace = new Map<string, Finding>();
  for (const finding of found) {
    const { detector, file, startLine, startColumn, endLine, endColumn } = finding;
    const key = [detector, file, startLine, startColumn, endLine, endColumn].join('\0');
    const known = byPlace.get(key);
    if (!known || isBetter(finding, known)) byPlace.set(key, finding);
  }
  return [...byPlace.values()];
}

/** The more severe one stands for all; among equals the one with the shortest way. */
function isBetter(finding: Finding, known: Finding): boolean {
  const difference = weightOf(finding) - weightOf(known);
  return difference > 0 || (difference === 0 && finding.path.length < known.path.length);
}

function numberFindings(findings: Finding[]): void {
  const taken = new Map<string, number>();
  for (const finding of findings) {
    const stem = `${finding.detector}-${finding.fingerprint.slice(0, 12)}`;
    const count = (taken.get(stem) ?? 0) + 1;
    taken.set(stem, count);
    finding.id = count === 1 ? stem : `${stem}-${count}`;
  }
}
