import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, extname, join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

const require = createRequire(import.meta.url);
const packageFolder = fileURLToPath(new URL('..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'bulwark-browser-'));
const TYPES: Readonly<Record<string, string>> = { '.js': 'text/javascript', '.wasm': 'application/wasm', '.html': 'text/html' };

/** Where each URL prefix is served from: the built package, its wasm, and the two libraries it imports. */
const curves = dirname(require.resolve('@noble/curves/secp256k1.js'));
const hashes = dirname(require.resolve('@noble/hashes/sha3.js'));
const ROOTS: readonly (readonly [string, string])[] = [
  ['/dist/', join(folder, 'dist')], ['/wasm/', join(packageFolder, 'wasm')], ['/curves/', curves], ['/hashes/', hashes],
];

const PAGE = `<!doctype html><script type="importmap">{"imports":{"@noble/curves/":"/curves/","@noble/hashes/":"/hashes/"}}</script>
<script type="module">
  import { createEvm, createState, simulateSync } from '/dist/index.js';
  const evm = await createEvm({ module: await WebAssembly.compileStreaming(fetch('/wasm/kernel.wasm')) });
  const to = '0x00000000000000000000000000000000000c0c0c';
  const state = createState(evm, { accounts: { [to]: { code: '0x602a60005260206000f3' } } });
  const result = simulateSync(state, { transaction: { to } });
  window.answer = { status: result.status, last: result.output[31], gas: String(result.gasUsed) };
</script>`;

let server: Server;

function chromiumPath(): string {
  const path = process.env['CHROMIUM_PATH'] ?? ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync);
  if (path === undefined) throw new Error('no Chromium found; install it (apt-get install chromium) or set CHROMIUM_PATH');
  return path;
}

function fileFor(url: string): string | undefined {
  const root = ROOTS.find(([prefix]) => url.startsWith(prefix));
  return root === undefined ? undefined : join(root[1], url.slice(root[0].length));
}

before(() => {
  const compiler = join(dirname(require.resolve('typescript/package.json')), 'bin', 'tsc');
  execFileSync(process.execPath, [compiler, '-p', 'tsconfig.build.json', '--outDir', join(folder, 'dist')], { cwd: packageFolder });
  server = createServer((request, response) => {
    const url = request.url ?? '/', file = fileFor(url);
    if (url !== '/' && (file === undefined || !existsSync(file))) return response.writeHead(404).end();
    response.writeHead(200, { 'content-type': TYPES[url === '/' ? '.html' : extname(url)] ?? 'application/octet-stream' });
    return response.end(file === undefined ? PAGE : readFileSync(file));
  }).listen(0, '127.0.0.1');
});

after(() => {
  server.close();
  rmSync(folder, { recursive: true, force: true });
});

test('the kernel runs in headless Chromium', async () => {
  const browser = await chromium.launch({ executablePath: chromiumPath(), args: ['--no-sandbox'] });
  try {
    const page = await browser.newPage();
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    const answer = await page.waitForFunction('window.answer', undefined, { timeout: 30_000 });
    assert.deepEqual(await answer.jsonValue(), { status: 'success', last: 42, gas: '21018' });
  } finally {
    await browser.close();
  }
});
