/** Joins an import path with the folder of the importing file; other paths are taken from the root of the project. */
export function resolveImport(importer: string, path: string, known: ReadonlySet<string>): string | null {
  const isRelative = path.startsWith('./') || path.startsWith('../');
  const folder = importer.split('/').slice(0, -1);
  const exact = normalise(isRelative ? [...folder, ...path.split('/')] : path.split('/'));
  if (known.has(exact)) return exact;
  return findBySuffix(exact, known);
}

function normalise(parts: string[]): string {
  const result: string[] = [];
  for (const part of parts) {
    if (part === '' || part === '.') continue;
    if (part === '..') result.pop();
    else result.push(part);
  }
  return result.join('/');
}

/**
 * Package paths (`@scope/package/contracts/A.sol`) and remappings are known to the build tool only. The one file
 * whose path ends like the import is the one that is meant.
 */
function findBySuffix(path: string, known: ReadonlySet<string>): string | null {
  const parts = path.split('/');
  for (let skip = 0; skip < parts.length; skip++) {
    const suffix = parts.slice(skip).join('/');
    const matches = [...known].filter((candidate) => candidate === suffix || candidate.endsWith(`/${suffix}`));
    if (matches.length === 1) return matches[0] ?? null;
    if (matches.length > 1) return null;
  }
  return null;
}
