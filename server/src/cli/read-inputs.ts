import { type Dirent, existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Incomplete, SourceFile } from '../engines/index.ts';
import { recognise } from '../modules/scanner/index.ts';
import { UsageError } from './command.ts';

const skippedFolders = new Set(['node_modules', '.git', 'artifacts', 'cache', 'out']);
const archives = /\.(json|zip)$/i;
const plain = /\.(sol|vy|hex|bin)$/i;

function* walk(folder: string): Generator<string> {
  const entries = readdirSync(folder, { withFileTypes: true }).sort((a: Dirent, b: Dirent) => a.name.localeCompare(b.name));
  for (const entry of entries) {
    if (entry.isDirectory() && !skippedFolders.has(entry.name)) yield* walk(join(folder, entry.name));
    else if (entry.isFile() && plain.test(entry.name)) yield join(folder, entry.name);
  }
}

/** Files named directly are read whatever they are; folders are searched for sources. */
function filesOf(path: string): readonly string[] {
  if (!existsSync(path)) throw new UsageError(`scan: ${path} is not there`);
  return statSync(path).isDirectory() ? [...walk(path)] : [path];
}

function posix(path: string): string {
  const shown = relative(process.cwd(), path);
  return (shown === '' || shown.startsWith('..') ? path : shown).replaceAll('\\', '/');
}

/** Sources of files, folders, archives and JSON bundles; what cannot be read is told, not skipped in silence. */
export async function readInputs(paths: readonly string[]): Promise<{ files: readonly SourceFile[]; unreadable: readonly Incomplete[] }> {
  const files: SourceFile[] = [];
  const unreadable: Incomplete[] = [];
  for (const path of new Set(paths.flatMap(filesOf))) {
    const file = posix(path);
    const content = readFileSync(path);
    try {
      const recognised = await recognise(file, content);
      const isBundle = archives.test(path) || recognised.files.length !== 1;
      files.push(...recognised.files.map((inner) => ({ path: isBundle ? `${file}/${inner.path}` : file, content: inner.content })));
    } catch (error) {
      unreadable.push({ file, line: null, reason: error instanceof Error ? error.message : 'cannot be read' });
    }
  }
  return { files, unreadable };
}
