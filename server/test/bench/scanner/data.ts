import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const ROOT = process.env['BULWARK_DATA'] ?? join(import.meta.dirname, '../../../../../shared/data');

/** An unpacked archive of labelled contracts; null where the data is not on this machine. */
export interface DataSet {
  folder: string;
  /** Paths below the folder that end so. */
  list: (ending: string) => string[];
  read: (path: string) => string;
}

const unpacked: string[] = [];

process.on('exit', () => {
  for (const folder of unpacked) rmSync(folder, { recursive: true, force: true });
});

export function openDataSet(archive: string): DataSet | null {
  const file = join(ROOT, 'contracts', `${archive}.tar.xz`);
  if (!existsSync(file)) return null;
  const folder = mkdtempSync(join(tmpdir(), 'bulwark-bench-'));
  unpacked.push(folder);
  execFileSync('tar', ['-xJf', file, '-C', folder]);
  return {
    folder,
    list: (ending) => readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith(ending)).sort(),
    read: (path) => readFileSync(join(folder, path), 'utf8'),
  };
}

/** Where the data was looked for, for people. */
export const dataRoot = ROOT;
