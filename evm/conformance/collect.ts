import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';

/** Fixture archives carry an index of themselves. */
function isTest(name: string): boolean {
  return name.endsWith('.json') && basename(name) !== 'index.json';
}

/** JSON files under a path, largest first so that the long ones start early. */
function jsonFiles(path: string): string[] {
  if (statSync(path).isFile()) return isTest(path) ? [path] : [];
  return readdirSync(path, { withFileTypes: true }).flatMap((entry) => {
    const full = join(path, entry.name);
    if (entry.name.startsWith('.')) return [];
    return entry.isDirectory() ? jsonFiles(full) : isTest(entry.name) ? [full] : [];
  });
}

/** Test files behind folders and archives; archives are unpacked to a temporary folder by the system's tar. */
export function collect(paths: readonly string[]): { files: string[]; cleanUp: () => void } {
  const temporary: string[] = [];
  const roots = paths.map((path) => {
    if (!existsSync(path)) throw new Error(`${path} does not exist`);
    if (!/\.(tar|tar\.(xz|gz|bz2|zst)|tgz|txz)$/.test(path)) return path;
    const folder = mkdtempSync(join(tmpdir(), 'bulwark-evm-'));
    temporary.push(folder);
    execFileSync('tar', ['-xf', path, '-C', folder]);
    return folder;
  });
  const files = roots.flatMap(jsonFiles).map((file) => ({ file, size: statSync(file).size }));
  files.sort((a, b) => b.size - a.size);
  return {
    files: files.map(({ file }) => file),
    cleanUp: () => temporary.forEach((folder) => rmSync(folder, { recursive: true, force: true })),
  };
}
