/** UTC ISO 8601 with `Z` and milliseconds. */
export function iso(time: Date | number): string {
  return (typeof time === 'number' ? new Date(time) : time).toISOString();
}

/** As {@link iso}, null stays null. */
export function isoOrNull(time: Date | number | null): string | null {
  return time === null ? null : iso(time);
}
