import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test, type TestContext } from 'node:test';
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

function postmaster(folder: string): number {
  return Number(readFileSync(join(folder, 'postgres', 'cluster', 'postmaster.pid'), 'utf8').split('\n', 1)[0]);
}

/** A data folder of one test, and a server on it that ends with the test. */
function folderOf(context: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'bulwark-fault-'));
  context.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

async function startIn(context: TestContext, folder: string, env: Record<string, string> = {}): Promise<ServerProcess> {
  const other = await startServerProcess(folder, env);
  context.after(() => other.stop());
  return other;
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

/** True once the database server of the folder takes connections again. */
function isReady(folder: string, unlike: number): boolean {
  const [pid, , , , , , , status] = readFileSync(join(folder, 'postgres', 'cluster', 'postmaster.pid'), 'utf8').split('\n');
  return Number(pid) !== unlike && status?.trim() === 'ready';
}

test('a database that dies is answered with 503, and its return with 200 within a second', async () => {
  const token = await signInTo(server.url);
  assert.equal(await statusOf('/api/scanner/history', token), 200);
  const pid = postmaster(dataDir);
  process.kill(pid, 'SIGKILL');
  const seen = new Set<number>();
  const ask = async (): Promise<number> => {
    const status = await statusOf('/api/scanner/history', token);
    seen.add(status);
    return status;
  };
  await until(async () => ((await ask()) !== 200 || isReady(dataDir, pid) ? true : null), 30_000, 'the outage showing');
  await until(async () => (isReady(dataDir, pid) ? true : null), 30_000, 'the database starting again');
  const ready = Date.now();
  await until(async () => ((await ask()) === 200 ? true : null), 10_000, 'an answer');
  console.log(`first answer ${Date.now() - ready} ms after the database was ready`);
  assert.deepEqual([...seen].filter((status) => status !== 200 && status !== 503), [], 'nothing but 200 and 503');
  assert.equal(await statusOf('/health'), 200);
});

test('a server stops on SIGTERM with exit code 0 and leaves no database behind', async (context) => {
  const folder = folderOf(context);
  const other = await startIn(context, folder);
  const pid = postmaster(folder);
  assert.equal(await other.stop(), 0);
  assert.throws(() => process.kill(pid, 0), { code: 'ESRCH' });
});

test('a wrong variable stops the start with its name', async (context) => {
  const start = startServerProcess(folderOf(context), { PORT: 'eighty', JWT_SECRET_KEY: 'short' });
  await assert.rejects(start, (error: Error) => /PORT: /.test(error.message) && /JWT_SECRET_KEY: /.test(error.message));
});

test('Redis that is not there does not stop the server', async (context) => {
  const other = await startIn(context, folderOf(context), { REDIS_URL: 'redis://127.0.0.1:1' });
  const response = await fetch(`${other.url}/health`);
  assert.equal(response.status, 200);
  assert.equal(((await response.json()) as { checks: { redis: boolean } }).checks.redis, false);
  await signInTo(other.url);
});
