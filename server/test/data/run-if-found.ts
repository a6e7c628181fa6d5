import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';

// `npm test` must pass on a machine that has nothing but npm; the public data sets are too large for the repository.
const folder = resolve(process.env['BULWARK_DATA'] ?? join(import.meta.dirname, '../../../../shared/data'));
if (existsSync(folder)) {
  process.exitCode = spawnSync('npm', ['run', 'test:data'], { stdio: 'inherit', shell: process.platform === 'win32' }).status ?? 1;
} else {
  process.stdout.write(`The suites on public data were not run: ${folder} is not there. Set BULWARK_DATA to the folder that holds contracts/ and evm/.\n`);
}
