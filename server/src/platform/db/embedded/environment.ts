import type { Binaries } from './binaries.ts';

/** The environment of PostgreSQL's programs: nothing of ours, so that no PG* variable or secret leaks in. */
export function environment(binaries: Binaries): Record<string, string> {
  const { libraries } = binaries;
  return { LC_ALL: 'C', TZ: 'UTC', PATH: '/usr/bin:/bin', LD_LIBRARY_PATH: libraries, DYLD_LIBRARY_PATH: libraries };
}
