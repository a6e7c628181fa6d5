import type { Endpoint } from '../kit/index.ts';

/**
 * The same endpoints below the guide's base address as well. The published client writes absolute paths such as
 * `/api/mev-bot/status` and puts `VITE_API_BASE_URL` before them, which is empty on one machine and ends in `/api/v1` on another.
 */
export function alsoUnder(prefix: string, endpoints: readonly Endpoint[]): readonly Endpoint[] {
  const prefixed = endpoints.map((endpoint): Endpoint => {
    const path = `${prefix}${endpoint.path}`;
    return { ...endpoint, path, line: `${endpoint.method} ${path}` as Endpoint['line'] };
  });
  return [...endpoints, ...prefixed];
}
