import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, beforeEach, test } from 'node:test';
import { compilerFromMirror } from './mirror.ts';

const build = 'soljson-v0.8.19+commit.7dd6d404.js';
const folder = mkdtempSync(join(tmpdir(), 'bulwark-solc-'));
const content = 'module.exports = {};';
let served = content;
let listed = `0x${createHash('sha256').update(content).digest('hex')}`;
let downloads = 0;

const server = createServer((request, response) => {
  if (request.url === '/bin/list.json') {
    const builds = [{ path: build, version: '0.8.19', sha256: listed }, { path: 'soljson-v0.8.20-nightly.js', version: '0.8.20', prerelease: 'nightly', sha256: listed }];
    response.end(JSON.stringify({ builds, releases: {} }));
  } else {
    downloads++;
    response.end(served);
  }
});
let url = '';

before(async () => {
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/bin/`;
});
after(() => {
  server.close();
  rmSync(folder, { recursive: true });
});
beforeEach(() => {
  [served, listed, downloads] = [content, `0x${createHash('sha256').update(content).digest('hex')}`, 0];
});

test('a release is downloaded once, checked, and checked again when it is taken from the folder', async () => {
  const path = await compilerFromMirror('0.8.19', { url, folder });
  assert.equal(path, join(folder, build));
  assert.equal(readFileSync(path, 'utf8'), content);
  await compilerFromMirror('0.8.19', { url, folder });
  assert.equal(downloads, 1);
  writeFileSync(path, 'tampered');
  await compilerFromMirror('0.8.19', { url, folder });
  assert.deepEqual([downloads, readFileSync(path, 'utf8')], [2, content]);
});

test('a compiler with another hash is refused and not kept', async () => {
  served = 'process.exit()';
  rmSync(join(folder, build), { force: true });
  await assert.rejects(compilerFromMirror('0.8.19', { url, folder }), { code: 'TARGET_FAILED', message: /does not have the hash/ });
  assert.throws(() => readFileSync(join(folder, build)));
});

test('nightly builds and unknown releases are no releases', async () => {
  assert.equal(await compilerFromMirror('0.8.20', { url, folder }), null);
  assert.equal(await compilerFromMirror('0.3.0', { url, folder }), null);
});

test('a list that leads out of the folder is refused', async () => {
  const hostile = createServer((_request, response) => response.end(JSON.stringify({ builds: [{ path: 'soljson-v../../x.js', version: '1.0.0', sha256: listed }] })));
  await new Promise<void>((resolve) => void hostile.listen(0, '127.0.0.1', resolve));
  const { port } = hostile.address() as AddressInfo;
  await assert.rejects(compilerFromMirror('1.0.0', { url: `http://127.0.0.1:${port}`, folder }), { code: 'TARGET_FAILED' });
  hostile.close();
});
