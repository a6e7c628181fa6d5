import type { Finding } from '../../../src/engines/index.ts';
import { isAt, isHighOrMedium, type Label, type Result } from './sample.ts';

/** DASP numbers that answer a label's category. */
const DASP: Readonly<Record<string, number[]>> = {
  reentrancy: [1], access_control: [2], arithmetic: [3], unchecked_low_level_calls: [4], denial_of_service: [5],
  bad_randomness: [6], front_running: [7], time_manipulation: [8], short_addresses: [9], other: [10],
  'Re-entrancy': [1], 'tx.origin': [2], 'Overflow-Underflow': [3], 'Unchecked-Send': [2, 4], 'Unhandled-Exceptions': [4],
  TOD: [7], 'Timestamp-Dependency': [8],
};

export interface CategoryScore {
  found: number;
  labels: number;
}

export interface SetScore {
  categories: Map<string, CategoryScore>;
  recall: number;
  precision: number;
  unmatchedPerContract: number;
}

export function answers(finding: Finding, label: Label): boolean {
  return finding.categories.dasp.some((number) => DASP[label.category]?.includes(number));
}

/** True where some label of the contract names this fault at this place. */
export function isLabelled(finding: Finding, result: Result): boolean {
  return result.sample.labels.some((label) => answers(finding, label) && isAt(finding, label, result));
}

/** Recall over labels, precision over distinct findings, both for findings that `counts`. */
export function scoreSet(results: Result[], counts: (finding: Finding) => boolean = isHighOrMedium): SetScore {
  const categories = new Map<string, CategoryScore>();
  let [matched, unmatched] = [0, 0];
  for (const result of results) {
    const findings = result.report.findings.filter(counts);
    for (const label of result.sample.labels) {
      const score = categories.get(label.category) ?? { found: 0, labels: 0 };
      categories.set(label.category, score);
      score.labels++;
      if (findings.some((finding) => answers(finding, label) && isAt(finding, label, result))) score.found++;
    }
    for (const finding of findings) {
      if (isLabelled(finding, result)) matched++;
      else unmatched++;
    }
  }
  const total = [...categories.values()];
  const labels = total.reduce((sum, score) => sum + score.labels, 0);
  const found = total.reduce((sum, score) => sum + score.found, 0);
  return {
    categories, recall: found / Math.max(1, labels), precision: matched / Math.max(1, matched + unmatched),
    unmatchedPerContract: unmatched / Math.max(1, results.length),
  };
}

export function percentile(values: number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
}
