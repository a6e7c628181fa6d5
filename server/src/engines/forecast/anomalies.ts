import { deviation, median } from './robust.ts';

const week = 7;
const windowDays = 35;
const minHistory = 14;
/** Modified z-scores beyond it are outliers. Source: Iglewicz and Hoaglin, How to Detect and Handle Outliers, 1993. */
const anomalyThreshold = 3.5;
/** A deviation smaller than this share of the level is noise even in a series that never moves. */
const leastScale = 0.05;

/** A day against the five weeks before it. */
export interface DayJudgement {
  /** Index in the series. */
  readonly at: number;
  readonly value: number;
  /** What the weeks before let expect for this weekday. */
  readonly expected: number;
  /** Robust z-score of the value. */
  readonly score: number;
  readonly isAnomaly: boolean;
}

interface Past {
  readonly at: number;
  readonly value: number;
}

/** How this weekday differs from the others, as a factor; 1 where there are too few to tell. */
function weekdayFactor(past: readonly Past[], at: number, level: number): number {
  const same = past.filter((day) => (at - day.at) % week === 0).map(({ value }) => value);
  return same.length < 2 || level <= 0 ? 1 : Math.max(0.05, median(same) / level);
}

/** How far same weekdays of neighbouring weeks lie apart, robustly: what a weekday's own level cannot explain. */
function weeklySpread(past: readonly Past[]): number {
  const byDay = new Map(past.map(({ at, value }) => [at, value]));
  const differences = past.flatMap(({ at, value }) => {
    const before = byDay.get(at - week);
    return before === undefined ? [] : [value - before];
  });
  return differences.length === 0 ? 0 : deviation(differences, 0);
}

function judge(past: readonly Past[], day: Past, minAmount: number): DayJudgement {
  const raw = median(past.map(({ value }) => value));
  const factor = (at: number): number => weekdayFactor(past, at, raw);
  const expected = median(past.map(({ at, value }) => value / factor(at))) * factor(day.at);
  const scale = Math.max(weeklySpread(past), Math.abs(raw) * leastScale, Number.MIN_VALUE);
  const score = (day.value - expected) / scale;
  return { ...day, expected, score, isAnomaly: Math.abs(score) >= anomalyThreshold && Math.abs(day.value - expected) >= minAmount };
}

/**
 * Judges each day of a daily series by the five weeks before it: expected is the median of the level times the weekday's own
 * factor, the scale is the median absolute difference of same weekdays (times 1.4826); days that were anomalies themselves do not count as past. Days with less than two weeks before them are left out.
 * `minAmount` is the least deviation worth telling.
 */
export function judgeDays(series: readonly number[], minAmount: number): DayJudgement[] {
  const outliers = new Set<number>();
  const judged: DayJudgement[] = [];
  for (const [at, value] of series.entries()) {
    const from = Math.max(0, at - windowDays);
    const window = series.slice(from, at).map((past, offset) => ({ at: from + offset, value: past }));
    const usable = window.filter((past) => !outliers.has(past.at));
    // A new level that lasts is no anomaly for ever: when most of the window is out of line, the window is right.
    const past = usable.length < minHistory ? window : usable;
    if (past.length < minHistory) continue;
    const judgement = judge(past, { at, value }, minAmount);
    if (judgement.isAnomaly) outliers.add(at);
    judged.push(judgement);
  }
  return judged;
}
