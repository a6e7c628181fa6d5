type Given<T> = { [K in keyof T]: Exclude<T[K], undefined> };

/** The fields that were sent: an optional field that was not stays absent rather than undefined. */
export function given<T extends object>(fields: T): Given<T> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Given<T>;
}
