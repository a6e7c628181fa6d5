import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'bulwark-package-')), user = join(folder, 'user');
const COPIED = ['package.json', 'README.md', 'LICENSE', 'tsconfig.json', 'tsconfig.build.json', 'src', 'wasm', 'scripts'];

/** The system's own Node when it is one that the package promises to support, else this one. */
function plainNode(): string {
  const path = ['/usr/bin/node', '/usr/local/bin/node'].find(existsSync);
  if (path === undefined) return process.execPath;
  const [major = '0'] = execFileSync(path, ['-p', 'process.versions.node'], { encoding: 'utf8' }).split('.');
  return Number(major) >= 20 ? path : process.execPath;
}

/** Packs a copy of the package, so that nothing in the repository changes meanwhile, and installs it for a user. */
before(() => {
  cpSync(join(root, 'tsconfig.base.json'), join(folder, 'tsconfig.base.json'));
  for (const name of COPIED) cpSync(join(root, 'evm', name), join(folder, 'evm', name), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  const env = { ...process.env, PATH: `${join(root, 'node_modules', '.bin')}:${process.env['PATH'] ?? ''}` };
  execFileSync('npm', ['pack', '--silent', '--pack-destination', folder], { cwd: join(folder, 'evm'), env, stdio: ['ignore', 'ignore', 'inherit'] });
  const archive = readdirSync(folder).find((name) => name.endsWith('.tgz'));
  assert.ok(archive !== undefined);
  const installed = join(user, 'node_modules', '@bulwark', 'evm');
  mkdirSync(installed, { recursive: true });
  execFileSync('tar', ['-xzf', join(folder, archive), '-C', installed, '--strip-components', '1']);
  symlinkSync(join(root, 'node_modules', '@noble'), join(user, 'node_modules', '@noble'));
});

after(() => rmSync(folder, { recursive: true, force: true }));

function run(name: string, program: string): string {
  writeFileSync(join(user, name), program);
  return execFileSync(plainNode(), [name], { cwd: user, encoding: 'utf8' }).trim();
}

test('the package holds JavaScript, types, the kernel, a readme and the licence, and no sources', () => {
  const installed = join(user, 'node_modules', '@bulwark', 'evm');
  assert.deepEqual(readdirSync(installed).toSorted(), ['LICENSE', 'README.md', 'dist', 'package.json', 'wasm']);
  for (const file of ['dist/index.js', 'dist/index.d.ts', 'wasm/kernel.wasm']) assert.ok(existsSync(join(installed, file)), file);
});

const PROGRAM = `
const to = '0x00000000000000000000000000000000000c0c0c';
const answer = async ({ createEvm, createState, simulateSync }, options = {}) => {
  const state = createState(await createEvm(options), { accounts: { [to]: { code: '0x602a60005260206000f3' } } });
  return String(simulateSync(state, { transaction: { to } }).output[31]);
};`;

test('plain Node imports it', () => {
  assert.equal(run('main.mjs', `import * as evm from '@bulwark/evm';${PROGRAM}console.log(await answer(evm));`), '42');
});

test('a worker thread imports it and takes the compiled kernel from the main thread', () => {
  const program = `
    import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
    import * as evm from '@bulwark/evm';${PROGRAM}
    if (isMainThread) {
      const worker = new Worker(new URL(import.meta.url), { workerData: await evm.loadKernel() });
      worker.once('message', (text) => { console.log(text); });
    } else {
      parentPort.postMessage(await answer(evm, { module: workerData }));
    }`;
  assert.equal(run('worker.mjs', program), '42');
});

test('the kernel can be found by its name', () => {
  assert.equal(run('wasm.mjs', `import { statSync } from 'node:fs'; console.log(statSync(new URL(import.meta.resolve('@bulwark/evm/kernel.wasm'))).size > 10_000);`), 'true');
});
