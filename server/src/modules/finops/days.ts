const dayMs = 86_400_000;

/** The UTC day of a moment, `YYYY-MM-DD`. */
export function dayOf(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}

/** The day `days` later. */
export function addDays(day: string, days: number): string {
  return dayOf(Date.parse(day) + days * dayMs);
}

/** Days from one to the other, exclusive. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / dayMs);
}

/** Every day from one to the other, both included. */
export function daysFrom(from: string, to: string): string[] {
  return Array.from({ length: Math.max(0, daysBetween(from, to) + 1) }, (_, at) => addDays(from, at));
}

/** First day of the month. */
export function monthStart(day: string): string {
  return `${day.slice(0, 7)}-01`;
}

/** Last day of the month. */
export function monthEnd(day: string): string {
  const [year = 0, month = 1] = day.split('-').map(Number);
  return dayOf(Date.UTC(year, month, 0));
}

/** Monday of the week. */
export function weekStart(day: string): string {
  return addDays(day, -((new Date(Date.parse(day)).getUTCDay() + 6) % 7));
}

/** A period and the one before it. */
export interface Period {
  readonly from: string;
  readonly to: string;
  readonly previousFrom: string;
}

/** The day, the week from Monday or the calendar month that holds a day. */
export function periodOf(kind: 'daily' | 'weekly' | 'monthly', day: string): Period {
  switch (kind) {
    case 'daily':
      return { from: day, to: day, previousFrom: addDays(day, -1) };
    case 'weekly': {
      const from = weekStart(day);
      return { from, to: addDays(from, 6), previousFrom: addDays(from, -7) };
    }
    case 'monthly': {
      const from = monthStart(day);
      return { from, to: monthEnd(day), previousFrom: monthStart(addDays(from, -1)) };
    }
  }
}
