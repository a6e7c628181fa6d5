import assert from 'node:assert/strict';
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { sql } from 'drizzle-orm';
import { type Database, DataFolderInUseError, openDatabase } from '../../src/platform/db/index.ts';
import { AppError } from '../../src/platform/errors/index.ts';
import { silentLog } from '../support/log.ts';

const root = mkdtempSync(join(tmpdir(), 'bulwark-test-embedded-'));
chmodSync(root, 0o755);
after(() => rmSync(root, { recursive: true, force: true }));

const program = fileURLToPath(new URL('../support/workers/database.process.ts', import.meta.url));
const open = (dataDir: string): Promise<Database> => openDatabase({ config: { dataDir, DATABASE_URL: undefined }, log: silentLog });
const setting = async (db: Database, name: string): Promise<unknown> => (await db.sql.execute(sql`SELECT current_setting(${name}) AS value`)).rows[0]?.value;
const postmaster = (dataDir: string): number => Number.parseInt(readFileSync(join(dataDir, 'postgres', 'cluster', 'postmaster.pid'), 'utf8'), 10);

async function openInChild(dataDir: string): Promise<ChildProcess> {
  const child = fork(program, [dataDir], { stdio: 'inherit' });
  await once(child, 'message');
  return child;
}

async function killed(child: ChildProcess): Promise<void> {
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
}

/** Asks until the database answers again; returns the codes of the errors on the way. */
async function untilBack(db: Database): Promise<Set<string>> {
  const codes = new Set<string>();
  for (let answers = 0; answers < 3;) {
    try {
      await db.sql.execute(sql`SELECT 1`);
      answers += 1;
    } catch (thrown) {
      codes.add(thrown instanceof AppError ? thrown.code : String(thrown));
      answers = 0;
    }
    await sleep(5);
  }
  return codes;
}

describe('the embedded database', () => {
  it('is real, durable, without TCP, and not run by root', async () => {
    const dataDir = join(root, 'first');
    const db = await open(dataDir);
    assert.deepEqual(await Promise.all(['fsync', 'synchronous_commit', 'listen_addresses', 'server_encoding', 'TimeZone'].map((name) => setting(db, name))), ['on', 'on', '', 'UTF8', 'UTC']);
    if (process.getuid?.() === 0) assert.notEqual(statSync(`/proc/${postmaster(dataDir)}`).uid, 0);
    assert.equal(statSync(join(dataDir, 'postgres')).mode & 0o777, 0o700);
    await db.sql.execute(sql`CREATE TABLE kept (text text)`);
    await db.sql.execute(sql`INSERT INTO kept VALUES ('über')`);
    const pid = postmaster(dataDir);
    await db.close();
    assert.throws(() => process.kill(pid, 0));
    const again = await open(dataDir);
    assert.deepEqual((await again.sql.execute(sql`SELECT text FROM kept`)).rows, [{ text: 'über' }]);
    await again.close();
  });

  it('is refused to a second server, with the first one named, and free again after kill -9', async () => {
    const dataDir = join(root, 'second');
    const first = await openInChild(dataDir);
    await assert.rejects(open(dataDir), (thrown) => thrown instanceof DataFolderInUseError && thrown.message === `another Bulwark (pid ${first.pid}) uses ${dataDir}`);
    await killed(first);
    const db = await open(dataDir);
    await assert.rejects(open(dataDir), DataFolderInUseError);
    assert.equal((await db.sql.execute(sql`SELECT pid FROM start`)).rows[0]?.pid, first.pid);
    await db.close();
  });

  it('ends by itself when its server is killed', async () => {
    const dataDir = join(root, 'third');
    const child = await openInChild(dataDir);
    const pid = postmaster(dataDir);
    await killed(child);
    for (let alive = true; alive; await sleep(10)) {
      try {
        process.kill(pid, 0);
      } catch {
        alive = false;
      }
    }
  });

  it('that dies answers DATABASE_UNAVAILABLE and is back, LISTEN included', async () => {
    const dataDir = join(root, 'fourth');
    const db = await open(dataDir);
    for (const signal of ['SIGKILL', 'SIGTERM', 'SIGINT'] as const) {
      const reconnected = Promise.withResolvers<void>();
      const heard = Promise.withResolvers<string>();
      const stop = await db.listen('news', heard.resolve, reconnected.resolve);
      process.kill(postmaster(dataDir), signal);
      await reconnected.promise;
      assert.deepEqual([...(await untilBack(db))].filter((code) => code !== 'DATABASE_UNAVAILABLE'), []);
      await db.sql.execute(sql`SELECT pg_notify('news', ${signal})`);
      assert.equal(await heard.promise, signal);
      await stop();
    }
    await db.close();
  });

  it('lives in a folder with a long name, and below one that is closed to others', async () => {
    for (const dataDir of [join(root, 'long'.repeat(30), 'data'), join(root, 'closed', 'data')]) {
      mkdirSync(dataDir, { recursive: true });
      if (dataDir.includes('closed')) chmodSync(join(root, 'closed'), 0o700);
      const db = await open(dataDir);
      assert.equal(await db.ping(), true);
      await db.close();
    }
  });

  it('of another major version is refused with a clear line', async () => {
    const dataDir = join(root, 'old');
    mkdirSync(join(dataDir, 'postgres', 'cluster'), { recursive: true });
    writeFileSync(join(dataDir, 'postgres', 'cluster', 'PG_VERSION'), '17\n');
    await assert.rejects(open(dataDir), /was made by PostgreSQL 17, this is 18/);
    await assert.rejects(open(dataDir), /was made by PostgreSQL 17/);
  });
});
