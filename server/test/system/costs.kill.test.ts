import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { focusFile, manyRows } from '../support/finops/focus-file.ts';
import { type ServerProcess, signInTo, startServerProcess, until } from '../support/server-process.ts';

interface Import {
  readonly id: string;
  readonly status: string;
  readonly rows: number;
  readonly totals: readonly { readonly billed: string; readonly rows: number }[];
}

const rows = 40_000;
const kills = Number(process.env.BULWARK_KILLS ?? 3);

async function ask<T>(server: ServerProcess & { readonly token: string }, path: string, init: Omit<RequestInit, 'headers'> & { readonly headers?: Readonly<Record<string, string>> } = {}): Promise<T> {
  const response = await fetch(`${server.url}/api/console/v1/costs${path}`, { ...init, headers: { authorization: `Bearer ${server.token}`, ...init.headers } });
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  return (await response.json()) as T;
}

async function start(dataDir: string): Promise<ServerProcess & { readonly token: string }> {
  const server = await startServerProcess(dataDir);
  return { ...server, token: await signInTo(server.url) };
}

test(`an import that is killed ${kills} times goes on where it was and counts every row once`, async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'bulwark-costs-kill-'));
  let server = await start(dataDir);
  try {
    const content = gzipSync(focusFile(manyRows(rows)));
    const { id } = await ask<Import>(server, '/imports', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ filename: 'long.csv.gz', size: content.length }) });
    await ask(server, `/imports/${id}/parts/0`, { method: 'PUT', headers: { 'content-type': 'application/octet-stream' }, body: content });
    await ask(server, `/imports/${id}/start`, { method: 'POST' });
    let last = 0;
    let killed = 0;
    for (; killed < kills; killed += 1) {
      const seen = await until(async () => {
        const one = await ask<Import>(server, `/imports/${id}`);
        return one.rows > last || one.status === 'completed' ? one : null;
      }, 60_000, 'progress');
      if (seen.status === 'completed') break;
      assert.ok(seen.rows >= last, 'what was kept stays');
      last = seen.rows;
      await server.kill();
      server = await start(dataDir);
    }
    assert.ok(killed > 0, 'the import was over before it could be killed');
    const done = await until(async () => {
      const one = await ask<Import>(server, `/imports/${id}`);
      return one.status === 'completed' ? one : null;
    }, 120_000, 'the end');
    assert.equal(done.rows, rows);
    const { rows: shown } = await ask<{ rows: { cost: string; charges: number }[] }>(server, '/breakdown?by=provider');
    assert.deepEqual([shown[0]?.cost, shown[0]?.charges], [done.totals[0]?.billed, rows], 'the sums hold every row once');
  } finally {
    await server.kill();
    rmSync(dataDir, { recursive: true, force: true });
  }
});
