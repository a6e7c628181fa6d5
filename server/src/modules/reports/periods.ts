import { reportErrors } from './report.errors.ts';
import type { NewReport, Period } from './report.types.ts';

const dayMs = 86_400_000;
const longestDays = 731;

/** The UTC day of a moment. */
export function dayOf(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}

function monthOf(month: string): Period {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return { start: `${month}-01`, end: dayOf(Date.UTC(year, number, 1) - dayMs) };
}

function usual(type: NewReport['type'], nowMs: number): Period {
  const today = dayOf(nowMs);
  if (type === 'weekly_ops') return { start: dayOf(nowMs - 6 * dayMs), end: today };
  if (type === 'monthly_finops' || type === 'cost_report') return { start: `${today.slice(0, 7)}-01`, end: today };
  return { start: dayOf(nowMs - 29 * dayMs), end: today };
}

/** Days that a report covers, both inclusive. @throws REPORT_PERIOD_INVALID */
export function periodFor({ type, periodStart, periodEnd, month }: Pick<NewReport, 'type' | 'periodStart' | 'periodEnd' | 'month'>, nowMs: number): Period {
  const given = month === undefined ? usual(type, nowMs) : monthOf(month);
  const period = { start: periodStart ?? given.start, end: periodEnd ?? given.end };
  const days = (Date.parse(period.end) - Date.parse(period.start)) / dayMs;
  if (!(days >= 0 && days <= longestDays)) throw reportErrors.REPORT_PERIOD_INVALID({ details: { field: 'period_end', period_start: period.start, period_end: period.end } });
  return period;
}
