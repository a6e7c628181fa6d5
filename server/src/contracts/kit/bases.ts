import type { Dialect } from './dialect.ts';
import type { Endpoint, Line } from './endpoint.ts';

/** A further base path of a contract: the same endpoints, in the dialect and the words of another client. */
export interface Base {
  /** `/api/compat/v1`. */
  readonly path: string;
  /** The native base path that it stands for; endpoints elsewhere are not served here. */
  readonly of: string;
  readonly dialect: Dialect;
  /** The endpoint in that client's words. */
  adapt(endpoint: Endpoint): Endpoint;
}

/** As much of a contract as is mounted. */
interface Mounted {
  readonly name: string;
  readonly title: string;
  readonly dialect: Dialect;
  readonly endpoints: readonly Endpoint[];
}

/** What a guide shares with others: served under that guide's own prefix as well, and failing there in its own words. */
export function sharedWith<C extends Mounted>({ name, dialect }: Mounted, shared: readonly C[]): C[] {
  const isOurs = (endpoint: Endpoint): boolean => endpoint.guide.split(' ').some((guide) => guide.startsWith(`${name}#`));
  return shared.map((contract) => ({ ...contract, dialect, endpoints: contract.endpoints.filter(isOurs) }));
}

function moved(endpoint: Endpoint, { of, path: base }: Base): Endpoint {
  const path = `${base}${endpoint.path.slice(of.length)}`;
  return { ...endpoint, path, line: `${endpoint.method} ${path}` as Line };
}

/** The contract once for each further base path, with what it shares with others. */
export function basesOf<C extends Mounted & { readonly bases?: readonly Base[] }>(contract: C, shared: readonly C[]): C[] {
  const endpoints = [contract, ...sharedWith(contract, shared)].flatMap((part) => part.endpoints);
  return (contract.bases ?? []).map((base) => ({
    ...contract,
    dialect: base.dialect,
    endpoints: endpoints.filter(({ path }) => path.startsWith(`${base.of}/`)).map((endpoint) => moved(base.adapt(endpoint), base)),
  }));
}
