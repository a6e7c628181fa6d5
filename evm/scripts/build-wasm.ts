import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execFileSync } from 'node:child_process';
import { createRequire } from 'node:module';

const FLAGS = ['-O3', '--noAssert', '--runtime', 'stub', '--enable', 'simd', '--enable', 'bulk-memory', '--use', 'abort='];

/** Compiles assembly/ and gives the bytes of the module. Throws with the compiler's messages. */
export function buildKernel(): Uint8Array {
  const compiler = createRequire(import.meta.url).resolve('assemblyscript/package.json').replace(/package\.json$/, 'bin/asc.js');
  const folder = mkdtempSync(join(tmpdir(), 'bulwark-kernel-')), out = join(folder, 'kernel.wasm');
  try {
    execFileSync(process.execPath, [compiler, 'assembly/index.ts', '--outFile', out, ...FLAGS], {
      cwd: new URL('..', import.meta.url), stdio: ['ignore', 'inherit', 'inherit'],
    });
    return new Uint8Array(readFileSync(out));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
