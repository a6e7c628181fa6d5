import assert from 'node:assert/strict';
import { EventEmitter, once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { sql } from 'drizzle-orm';
import { AppError } from '../errors/index.ts';
import { openTestDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { silentLog } from '../../../test/support/log.ts';
import { onServer } from '../../../test/support/template.ts';
import { isForeignKeyViolation, isUniqueViolation, migrate, MigrationError, openDatabase, runStatement } from './index.ts';

const folders = mkdtempSync(join(tmpdir(), 'bulwark-test-'));
let db: TestDatabase;
before(async () => {
  db = await openTestDatabase();
  await db.sql.execute(sql`CREATE TABLE box (id int PRIMARY KEY, parent int CONSTRAINT box_parent REFERENCES box)`);
});
after(async () => {
  await db.close();
  rmSync(folders, { recursive: true });
});

const ids = async (): Promise<unknown[]> => (await db.sql.execute(sql`SELECT id FROM box ORDER BY id`)).rows.map((row) => row.id);

describe('a transaction', () => {
  it('commits when the work resolves and rolls back when it throws', async () => {
    assert.equal(await db.transaction(async (tx) => {
      await tx.execute(sql`INSERT INTO box VALUES (1)`);
      return 'done';
    }), 'done');
    await assert.rejects(db.transaction(async (tx) => {
      await tx.execute(sql`INSERT INTO box VALUES (2)`);
      throw new Error('changed my mind');
    }), /changed my mind/);
    assert.deepEqual(await ids(), [1]);
  });

  it('runs ready statements on its own connection', async () => {
    await assert.rejects(db.transaction(async (tx) => {
      await runStatement(tx, 'INSERT INTO box VALUES ($1)', [3]);
      assert.equal((await runStatement(tx, 'SELECT 1 FROM box WHERE id = $1', [3])).rowCount, 1);
      assert.equal((await runStatement(db.sql, 'SELECT 1 FROM box WHERE id = $1', [3])).rowCount, 0);
      throw new Error('back');
    }), /back/);
  });

  it('nests by savepoints', async () => {
    await db.transaction(async (tx) => {
      await tx.execute(sql`INSERT INTO box VALUES (4)`);
      await tx.transaction(async (inner) => {
        await inner.execute(sql`INSERT INTO box VALUES (5)`);
        throw new Error('inner');
      }).catch(() => undefined);
    });
    assert.deepEqual(await ids(), [1, 4]);
  });
});

describe('connections that are cut', () => {
  it('fail what begins on them and are replaced, however often', async () => {
    const cut = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'bulwark'";
    const tenTransactions = () => Promise.all(Array.from({ length: 10 }, () => db.transaction((tx) => tx.execute(sql`SELECT pg_sleep(0.01)`)).catch((thrown: unknown) => thrown)));
    const unseen = new Int32Array(new SharedArrayBuffer(4));
    await onServer(db.connection, async (client) => {
      for (let round = 0; round < 3; round += 1) {
        await tenTransactions();
        const cutting = client.query(cut);
        await new Promise(setImmediate);
        // While this thread stands still it cannot notice that its idle connections are lost.
        Atomics.wait(unseen, 0, 0, 100);
        for (const outcome of await tenTransactions()) assert.ok(outcome instanceof AppError && outcome.code === 'DATABASE_UNAVAILABLE', String(outcome));
        await cutting;
      }
    });
    for (const outcome of await tenTransactions()) assert.ok(!(outcome instanceof Error), String(outcome));
  });

  it('honour the isolation asked for', async () => {
    const level = await db.sql.transaction((tx) => tx.execute(sql`SHOW transaction_isolation`), { isolationLevel: 'serializable' });
    assert.deepEqual(level.rows, [{ transaction_isolation: 'serializable' }]);
  });
});

describe('errors', () => {
  it('tells a taken value from a missing parent, by constraint', async () => {
    const taken = await db.sql.execute(sql`INSERT INTO box VALUES (1)`).catch((thrown: unknown) => thrown);
    assert.ok(isUniqueViolation(taken) && isUniqueViolation(taken, 'box_pkey') && !isUniqueViolation(taken, 'other'));
    const orphan = await db.sql.execute(sql`INSERT INTO box VALUES (9, 77)`).catch((thrown: unknown) => thrown);
    assert.ok(isForeignKeyViolation(orphan, 'box_parent') && !isUniqueViolation(orphan));
  });

  it('answers DATABASE_UNAVAILABLE when no server listens', async () => {
    const absent = await openDatabase({ config: { DATABASE_URL: 'postgresql://nobody@127.0.0.1:1/none', dataDir: '/nowhere' }, log: silentLog });
    const unavailable = (thrown: unknown): boolean => thrown instanceof AppError && thrown.code === 'DATABASE_UNAVAILABLE' && thrown.status === 503;
    await assert.rejects(async () => absent.sql.execute(sql`SELECT 1`), unavailable);
    await assert.rejects(absent.transaction(async () => undefined), unavailable);
    await assert.rejects(absent.listen('x', () => undefined), unavailable);
    await assert.rejects(migrate(absent, folders), unavailable);
    assert.equal(await absent.ping(), false);
    await absent.close();
  });
});

describe('listen', () => {
  it('hears every channel it listens to, until stopped', async () => {
    const heard: string[] = [];
    const hearing = new EventEmitter();
    const hear = (payload: string): void => {
      heard.push(payload);
      hearing.emit(payload);
    };
    const stop = await db.listen('first', hear);
    await db.listen('second', hear);
    await db.sql.execute(sql`SELECT pg_notify('first', 'a'), pg_notify('other', 'b')`);
    if (!heard.includes('a')) await once(hearing, 'a');
    await stop();
    await db.sql.execute(sql`SELECT pg_notify('first', 'c')`);
    await db.sql.execute(sql`SELECT pg_notify('second', 'd')`);
    if (!heard.includes('d')) await once(hearing, 'd');
    assert.deepEqual(heard, ['a', 'd']);
  });

  it('comes back after its connection was cut, and tells', async () => {
    const back = Promise.withResolvers<void>();
    const heard = Promise.withResolvers<string>();
    await db.listen('third', heard.resolve, back.resolve);
    await db.sql.execute(sql`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'LISTEN%'`);
    await back.promise;
    await db.sql.execute(sql`SELECT pg_notify('third', 'again')`);
    assert.equal(await heard.promise, 'again');
  });
});

describe('migrate', () => {
  const folderWith = (files: Record<string, string>): string => {
    const folder = mkdtempSync(join(folders, 'm'));
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
    return folder;
  };
  const first = { '0001_a.sql': 'CREATE TABLE a (x int); INSERT INTO a VALUES (1)' };

  it('applies what is missing, once, also when processes start together', async () => {
    await using empty = await openTestDatabase(folderWith({}));
    const folder = folderWith({ ...first, '0002_b.sql': 'INSERT INTO a VALUES (2)' });
    const runs = await Promise.all([migrate(empty, folder), migrate(empty, folder), migrate(empty, folder)]);
    assert.deepEqual(runs.flat(), ['0001_a.sql', '0002_b.sql']);
    assert.equal((await empty.sql.execute(sql`SELECT x FROM a`)).rowCount, 2);
  });

  it('rolls a failing one back and names it', async () => {
    await using empty = await openTestDatabase(folderWith({}));
    const folder = folderWith({ ...first, '0002_b.sql': 'CREATE TABLE b (x int); SELECT nonsense' });
    await assert.rejects(migrate(empty, folder), (thrown) => thrown instanceof MigrationError && /0002_b\.sql failed: column "nonsense"/.test(thrown.message));
    assert.deepEqual((await empty.sql.execute(sql`SELECT to_regclass('a') IS NOT NULL AS a, to_regclass('b') IS NOT NULL AS b`)).rows, [{ a: true, b: false }]);
  });

  it('refuses changed, doubled and misnamed files', async () => {
    await using empty = await openTestDatabase(folderWith({}));
    await migrate(empty, folderWith(first));
    await assert.rejects(migrate(empty, folderWith({ '0001_a.sql': 'SELECT 1' })), /was changed after/);
    await assert.rejects(migrate(empty, folderWith({ ...first, '0001_c.sql': '' })), /have the same number/);
    await assert.rejects(migrate(empty, folderWith({ 'a.sql': '' })), /is not named like/);
  });
});
