import type { Confidence, Finding, Severity } from '../findings.ts';

const SEVERITY_WEIGHT: Readonly<Record<Severity, number>> = { critical: 40, high: 20, medium: 8, low: 2, info: 0 };
const CONFIDENCE_WEIGHT: Readonly<Record<Confidence, number>> = { high: 1, medium: 0.75, low: 0.5 };

/** How the score is computed, for people. */
export const SCORE_FORMULA =
  'securityScore = round(100 × 0.5^(Σ severity × confidence ÷ 40)), with severity critical 40, high 20, medium 8, low 2, info 0 ' +
  'and confidence high 1, medium 0.75, low 0.5: one certain critical finding halves it. riskScore = 100 − securityScore.';

/** Points of one finding; the order of a report follows them. */
export function weightOf(finding: Pick<Finding, 'severity' | 'confidence'>): number {
  return SEVERITY_WEIGHT[finding.severity] * CONFIDENCE_WEIGHT[finding.confidence];
}

/** 0 to 100; 100 only where no finding carries weight. */
export function securityScore(findings: Pick<Finding, 'severity' | 'confidence'>[]): number {
  const points = findings.reduce((sum, finding) => sum + weightOf(finding), 0);
  const score = Math.round(100 * 0.5 ** (points / 40));
  return points > 0 ? Math.min(score, 99) : score;
}

const SEVERITY_ORDER: readonly Severity[] = ['critical', 'high', 'medium', 'low', 'info'];
const CONFIDENCE_ORDER: readonly Confidence[] = ['high', 'medium', 'low'];

/** Worst and surest first, then in the order of the files. */
export function compareFindings(a: Finding, b: Finding): number {
  return (
    weightOf(b) - weightOf(a) ||
    SEVERITY_ORDER.indexOf(a.severity) - SEVERITY_ORDER.indexOf(b.severity) ||
    CONFIDENCE_ORDER.indexOf(a.confidence) - CONFIDENCE_ORDER.indexOf(b.confidence) ||
    compareText(a.file, b.file) ||
    a.startLine - b.startLine ||
    a.startColumn - b.startColumn ||
    compareText(a.detector, b.detector)
  );
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
