/** How long a new token may live, in days; `never` has no end. */
export const lifetimes = [
  { value: '7', label: 'in 7 days' },
  { value: '30', label: 'in 30 days' },
  { value: '90', label: 'in 90 days' },
  { value: '365', label: 'in a year' },
  { value: 'never', label: 'never' },
] as const;

/** The moment, as UTC ISO 8601, at which a token made at `now` (epoch milliseconds) expires; null for never. */
export const expiryAfter = (days: string, now: number): string | null => (days === 'never' ? null : new Date(now + Number(days) * 86_400_000).toISOString());
