const dayMs = 86_400_000;
const weekMs = 7 * dayMs;
/** The first Monday of Unix time, 1970-01-05. */
const firstMondayMs = 4 * dayMs;

/** Midnight UTC of the Monday on or before a moment. In UTC every week has 168 hours, so no clock change matters. */
export function mondayOf(moment: Date): Date {
  return new Date(moment.getTime() - ((((moment.getTime() - firstMondayMs) % weekMs) + weekMs) % weekMs));
}

/** `2026-01-05`. */
export function dateOf(moment: Date): string {
  return moment.toISOString().slice(0, 10);
}

/** The weeks up to and with that of a moment, newest first: Monday and Sunday of each. */
export function weeksUntil(moment: Date, count: number): readonly { readonly weekStart: string; readonly weekEnd: string }[] {
  const monday = mondayOf(moment).getTime();
  return Array.from({ length: count }, (_, back) => {
    const start = monday - back * weekMs;
    return { weekStart: dateOf(new Date(start)), weekEnd: dateOf(new Date(start + 6 * dayMs)) };
  });
}
