import type { Contract } from './contract.ts';
import type { Dialect } from './dialect.ts';

/** A guide's path in the router's spelling: `{id}` and `:id` are the same. */
export function routerPath(path: string): string {
  return path.replace(/\{([A-Za-z_]+)\}/g, ':$1');
}

/** A path with its parameters unnamed, so that two spellings of one path compare equal. */
export function pathShape(path: string): string {
  return routerPath(path).replace(/:[A-Za-z_]+/g, ':');
}

/** Fails the start when two declarations own one method and path. */
export function assertNoClash(contracts: readonly Contract[]): void {
  const owners = new Map<string, string>();
  for (const contract of contracts) {
    for (const { method, path } of contract.endpoints) {
      const key = `${method} ${pathShape(path)}`;
      const owner = owners.get(key);
      if (owner !== undefined) throw new Error(`${key} is declared by ${owner} and by ${contract.name}`);
      owners.set(key, contract.name);
    }
  }
}

/** Methods that some contract answers at this concrete path, for 405 and its Allow header. */
export function allowedMethods(contracts: readonly Contract[], path: string): readonly string[] {
  const given = path.split('/');
  const methods = new Set<string>();
  for (const contract of contracts) {
    for (const endpoint of contract.endpoints) {
      if (matches(routerPath(endpoint.path).split('/'), given)) methods.add(endpoint.method);
    }
  }
  return [...methods].sort();
}

/** Leading segments of a path that an endpoint has too; one more when the endpoint is at this very path. */
function nearness(pattern: readonly string[], given: readonly string[]): number {
  if (matches(pattern, given)) return given.length + 1;
  const differing = pattern.findIndex((part, at) => part !== given[at]);
  return differing === -1 ? pattern.length : differing;
}

/**
 * The dialect for a failure at a path that no route answers: of the contract that has this path with other methods, is
 * named by the prefix `/c/<contract>`, or alone has the nearest paths. Null where several are as near.
 */
export function dialectAt(contracts: readonly Contract[], path: string): Dialect | null {
  const prefix = /^\/c\/([^/]+)/.exec(path)?.[1];
  if (prefix !== undefined) return contracts.find(({ name }) => name === prefix)?.dialect ?? null;
  const given = path.split('/');
  let nearest = 1;
  let found: Dialect | null = null;
  for (const { dialect, endpoints } of contracts) {
    const near = Math.max(0, ...endpoints.map((endpoint) => nearness(routerPath(endpoint.path).split('/'), given)));
    if (near > nearest) [nearest, found] = [near, dialect];
    else if (near === nearest && found !== dialect) found = null;
  }
  return found;
}

function matches(pattern: readonly string[], given: readonly string[]): boolean {
  return pattern.length === given.length && pattern.every((part, at) => part.startsWith(':') || part === given[at]);
}
