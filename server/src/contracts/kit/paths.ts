import type { Contract } from './contract.ts';

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

function matches(pattern: readonly string[], given: readonly string[]): boolean {
  return pattern.length === given.length && pattern.every((part, at) => part.startsWith(':') || part === given[at]);
}
