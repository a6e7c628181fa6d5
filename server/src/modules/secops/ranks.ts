import type { FindingSeverity } from '../../engines/scan-reports/index.ts';
import type { RiskLevel } from './secops.types.ts';

/** Severities as they are stored and compared: 0 to 4. */
const byRank = ['info', 'low', 'medium', 'high', 'critical'] as const satisfies readonly FindingSeverity[];

/** 0 for info to 4 for critical. */
export function rankOf(severity: FindingSeverity): number {
  return byRank.indexOf(severity);
}

/** The severity of a rank. */
export function severityAt(rank: number): FindingSeverity {
  return byRank[rank] ?? 'info';
}

/** The risk of an asset from the rank of its worst open vulnerability. */
export function riskAt(rank: number): RiskLevel {
  const severity = severityAt(rank);
  return severity === 'info' ? 'low' : severity;
}
