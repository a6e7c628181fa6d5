import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { type ServerProcess, signInTo, startServerProcess, until } from '../support/server-process.ts';

let dataDir: string;
let server: ServerProcess;

before(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'bulwark-faults-'));
  server = await startServerProcess(dataDir);
});

after(async () => {
  await server.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

function postmaster(): number {
  return Number(readFileSync(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8').split('\n', 1)[0]);
}

async function statusOf(path: string, token?: string): Promise<number> {
  const response = await fetch(`${server.url}${path}`, token === undefined ? {} : { headers: { authorization: `Bearer ${token}` } });
  await response.arrayBuffer();
  return response.status;
}

test('a second server on the same data folder is refused with a clear line', async () => {
  await assert.rejects(startServerProcess(dataDir), new RegExp(`pid ${server.pid}|process ${server.pid}|${server.pid}`));
  assert.equal(await statusOf('/health'), 200);
});

test('a database that dies is answered with 503 and is back within a second or two', async () => {
  const token = await signInTo(server.url);
  assert.equal(await statusOf('/api/scanner/history', token), 200);
  process.kill(postmaster(), 'SIGKILL');
  const died = Date.now();
  const seen = new Set<number>();
  await until(async () => {
    const status = await statusOf('/api/scanner/history', token);
    seen.add(status);
    return status === 200 ? status : null;
  }, 5_000, 'the database coming back');
  const downMs = Date.now() - died;
  console.log(`database back after ${downMs} ms`);
  assert.deepEqual([...seen].filter((status) => status !== 200 && status !== 503), [], 'nothing but 200 and 503');
  assert.ok(downMs < 3_000, `${downMs} ms`);
  assert.equal(await statusOf('/health'), 200);
});

test('a server stops on SIGTERM with exit code 0 and leaves no database behind', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'bulwark-stop-'));
  const other = await startServerProcess(folder);
  const pid = Number(readFileSync(join(folder, 'postgres', 'postmaster.pid'), 'utf8').split('\n', 1)[0]);
  assert.equal(await other.stop(), 0);
  assert.throws(() => process.kill(pid, 0), { code: 'ESRCH' });
  rmSync(folder, { recursive: true, force: true });
});

test('a wrong variable stops the start with its name', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'bulwark-config-'));
  await assert.rejects(startServerProcess(folder, { PORT: 'eighty', JWT_SECRET_KEY: 'short' }), (error: Error) => /PORT: /.test(error.message) && /JWT_SECRET_KEY: /.test(error.message));
  rmSync(folder, { recursive: true, force: true });
});

test('Redis that is not there does not stop the server', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'bulwark-redis-'));
  const other = await startServerProcess(folder, { REDIS_URL: 'redis://127.0.0.1:1' });
  const response = await fetch(`${other.url}/health`);
  assert.equal(response.status, 200);
  assert.equal(((await response.json()) as { checks: { redis: boolean } }).checks.redis, false);
  await signInTo(other.url);
  await other.stop();
  rmSync(folder, { recursive: true, force: true });
});
