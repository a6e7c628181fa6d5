/** CPU time of this process in microseconds. */
export function cpuMicros(): number {
  const { user, system } = process.cpuUsage();
  return user + system;
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? Number.NaN;
}

/** CPU microseconds per run of `body`. */
export async function perRun(count: number, body: () => unknown, clock: () => number = cpuMicros): Promise<number> {
  const start = clock();
  for (let i = 0; i < count; i++) await body();
  return (clock() - start) / count;
}

/** Like `perRun` for a synchronous body. */
export function perRunSync(count: number, body: () => unknown): number {
  const start = cpuMicros();
  for (let i = 0; i < count; i++) body();
  return (cpuMicros() - start) / count;
}
