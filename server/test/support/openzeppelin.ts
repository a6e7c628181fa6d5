import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { SourceFile } from '../../src/engines/index.ts';

/** All contracts of the audited library as npm has them, under the paths that imports use. */
export function readOpenZeppelin(): SourceFile[] {
  const folder = dirname(fileURLToPath(import.meta.resolve('@openzeppelin/contracts/package.json')));
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.sol'));
  return paths.sort().map((path) => ({ path: `@openzeppelin/contracts/${path}`, content: readFileSync(join(folder, path), 'utf8') }));
}
