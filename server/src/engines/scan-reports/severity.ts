import type { FindingSeverity } from './report.ts';

const words = new Map<string, FindingSeverity>(Object.entries<FindingSeverity>({
  critical: 'critical', blocker: 'critical', fatal: 'critical',
  high: 'high', error: 'high', important: 'high', major: 'high',
  medium: 'medium', moderate: 'medium', warning: 'medium',
  low: 'low', minor: 'low',
  info: 'info', informational: 'info', note: 'info', none: 'info', negligible: 'info', unknown: 'info', untriaged: 'info', unspecified: 'info', unassigned: 'info',
}));

/** A scanner's word for a severity; null when it is none that is known. */
export function severityOf(word: string | null): FindingSeverity | null {
  return word === null ? null : (words.get(word.trim().toLowerCase()) ?? null);
}

/** The qualitative scale of CVSS 3.1 (specification, section 5) and 4.0 (section 6); 0.0 is `info`. */
export function severityOfScore(score: number): FindingSeverity {
  if (score >= 9) return 'critical';
  if (score >= 7) return 'high';
  if (score >= 4) return 'medium';
  return score > 0 ? 'low' : 'info';
}
