import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = import.meta.dirname;
const mark = join(folder, 'dist', '.built-from');

function* filesOf(path: string): Generator<string> {
  for (const entry of readdirSync(path, { withFileTypes: true }).sort((a, b) => a.name.localeCompare(b.name))) {
    if (entry.isDirectory()) yield* filesOf(join(path, entry.name));
    else yield join(path, entry.name);
  }
}

/** A hash over everything the build reads, so that a start after a change builds anew and any other start does not. */
function inputsHash(): string {
  const hash = createHash('sha256');
  const inputs = [...filesOf(join(folder, 'src')), ...filesOf(join(folder, 'public')), ...['index.html', 'vite.config.ts', 'package.json', '../package-lock.json'].map((name) => join(folder, name))];
  for (const file of inputs.filter((path) => existsSync(path))) hash.update(file.slice(folder.length)).update(readFileSync(file));
  return hash.digest('hex');
}

const wanted = inputsHash();
if (!existsSync(mark) || readFileSync(mark, 'utf8') !== wanted) {
  process.stderr.write('Building the console (first start, or its sources changed) …\n');
  execFileSync(process.execPath, [join(folder, '../node_modules/vite/bin/vite.js'), 'build', '--logLevel', 'error'], { cwd: folder, stdio: ['ignore', 'inherit', 'inherit'] });
  mkdirSync(join(folder, 'dist'), { recursive: true });
  writeFileSync(mark, wanted);
}
