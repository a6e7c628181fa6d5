import assert from 'node:assert/strict';
import { once } from 'node:events';
import { after, afterEach, before, describe, it } from 'node:test';
import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { openTestDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { silentLog } from '../../../test/support/log.ts';
import { newUuid } from '../ids.ts';
import { createJobs, type JobDefinition, type Jobs } from './index.ts';

const input = z.object({ n: z.number() });
type Input = z.output<typeof input>;

let db: TestDatabase;
const opened: Jobs[] = [];
let count = 0;

before(async () => {
  db = await openTestDatabase();
  await db.sql.execute(sql`CREATE TABLE effect (job uuid, note text)`);
});
after(() => db.close());
afterEach(async () => {
  await Promise.all(opened.splice(0).map((jobs) => jobs.close(0)));
});

async function open(): Promise<Jobs> {
  const jobs = await createJobs({ db, log: silentLog });
  opened.push(jobs);
  return jobs;
}

function job(run: JobDefinition<Input>['run'], options: Partial<JobDefinition<Input>> = {}): JobDefinition<Input> {
  count += 1;
  return { name: `test.run-${count}`, input, concurrency: 2, retryLimit: 2, retryDelaySeconds: 0, expireInSeconds: 60, run, ...options };
}

const noted = async (id: string): Promise<unknown[]> => (await db.sql.execute(sql`SELECT note FROM effect WHERE job = ${id} ORDER BY note`)).rows.map((row) => row.note);
const note = (id: string, text: string) => sql`INSERT INTO effect VALUES (${id}, ${text})`;
const only = (definition: JobDefinition<Input>): JobDefinition<never> => definition as JobDefinition<never>;
const forAbort = (signal: AbortSignal): Promise<unknown> => once(signal, 'abort').then(() => signal.reason);

/** A definition whose effect is noted, and a promise of the first one. */
function noting(options: Partial<JobDefinition<Input>> = {}): { definition: JobDefinition<Input>; done: Promise<string> } {
  const { promise, resolve } = Promise.withResolvers<string>();
  const definition = job(async ({ id, input: { n } }) => async (tx) => {
    await tx.execute(note(id, `did ${n}`));
    return () => resolve(id);
  }, options);
  return { definition, done: promise };
}

describe('a job', () => {
  it('runs and commits its effect, then tells', async () => {
    const jobs = await open();
    const { definition, done } = noting();
    jobs.define(definition);
    await jobs.work();
    const id = await jobs.enqueue(definition, { n: 1 });
    assert.equal(await done, id);
    assert.deepEqual(await noted(id), ['did 1']);
  });

  it('is there with the transaction that enqueued it, and not before', async () => {
    const jobs = await open();
    const { definition, done } = noting();
    jobs.define(definition);
    await jobs.work();
    await assert.rejects(db.transaction(async (tx) => {
      await jobs.enqueue(definition, { n: 1 }, { tx });
      throw new Error('rolled back');
    }), /rolled back/);
    const id = await db.transaction((tx) => jobs.enqueue(definition, { n: 2 }, { tx }));
    assert.equal(await done, id);
    assert.deepEqual(await jobs.counts(), []);
  });

  it('is one job when its id is enqueued twice', async () => {
    const jobs = await open();
    const { definition } = noting();
    const id = newUuid();
    assert.equal(await jobs.enqueue(definition, { n: 1 }, { id }), id);
    assert.equal(await jobs.enqueue(definition, { n: 2 }, { id }), id);
    assert.deepEqual(await jobs.counts(), [{ name: definition.name, queued: 1, active: 0, failed: 0 }]);
    await jobs.cancel(only(definition), id);
  });

  it('is refused when its input is not valid', async () => {
    const jobs = await open();
    const { definition } = noting();
    await assert.rejects(jobs.enqueue(definition, { n: 'one' } as never), z.ZodError);
  });

  it('waits for its time, and the urgent goes first', async () => {
    const jobs = await open();
    const order: number[] = [];
    const { promise, resolve } = Promise.withResolvers<void>();
    const definition = job(async ({ input: { n } }) => async () => {
      order.push(n);
      if (order.length === 3) resolve();
    }, { concurrency: 1 });
    await jobs.enqueue(definition, { n: 1 });
    await jobs.enqueue(definition, { n: 2 }, { priority: 5 });
    await jobs.enqueue(definition, { n: 3 }, { startAfter: new Date(Date.now() + 300) });
    jobs.define(definition);
    await jobs.work();
    await promise;
    assert.deepEqual(order, [2, 1, 3]);
  });

  it('runs at most as many at once as it allows', async () => {
    const jobs = await open();
    let [running, most, ended] = [0, 0, 0];
    const { promise, resolve } = Promise.withResolvers<void>();
    const definition = job(async () => {
      most = Math.max(most, ++running);
      await new Promise((soon) => setTimeout(soon, 5));
      running -= 1;
      return async () => (++ended === 10 ? resolve() : undefined);
    }, { concurrency: 3 });
    jobs.define(definition);
    await jobs.work();
    for (let n = 0; n < 10; n += 1) await jobs.enqueue(definition, { n });
    await promise;
    assert.ok(most <= 3 && most > 1, String(most));
  });
});

describe('a failing job', () => {
  it('is tried again; an effect that throws leaves nothing behind', async () => {
    const jobs = await open();
    const attempts: unknown[] = [];
    const { promise, resolve } = Promise.withResolvers<void>();
    const definition = job(async ({ id, attempt, isLastAttempt }) => {
      attempts.push([attempt, isLastAttempt]);
      if (attempt === 1) throw new Error('first try');
      return async (tx) => {
        await tx.execute(note(id, `try ${attempt}`));
        if (attempt === 2) throw new Error('second try');
        return resolve;
      };
    });
    jobs.define(definition);
    await jobs.work();
    const id = await jobs.enqueue(definition, { n: 1 });
    await promise;
    assert.deepEqual(attempts, [[1, false], [2, false], [3, true]]);
    assert.deepEqual(await noted(id), ['try 3']);
  });

  it('is given up after the last attempt, once, with the reason', async () => {
    const jobs = await open();
    const { promise, resolve } = Promise.withResolvers<string>();
    let deadAttempts = 0;
    const definition = job(async () => {
      throw new Error('never works');
    }, {
      retryLimit: 1,
      async onDead(tx, { id, input: { n } }, reason) {
        await tx.execute(note(id, `dead ${n}`));
        deadAttempts += 1;
        if (deadAttempts === 1) throw new Error('even this fails at first');
        return () => resolve(reason);
      },
    });
    jobs.define(definition);
    await jobs.work();
    const id = await jobs.enqueue(definition, { n: 7 });
    assert.equal(await promise, 'never works');
    assert.deepEqual(await noted(id), ['dead 7']);
    assert.deepEqual(await jobs.counts(), [{ name: definition.name, queued: 0, active: 0, failed: 1 }]);
    await db.sql.execute(sql`DELETE FROM jobs.job`);
  });

  it('that runs too long is aborted and counts as failed, though it does not listen', async () => {
    const jobs = await open();
    const { promise, resolve } = Promise.withResolvers<string>();
    const definition = job(() => new Promise(() => undefined), { retryLimit: 0, expireInSeconds: 1, onDead: async (_tx, _job, reason) => () => resolve(reason) });
    jobs.define(definition);
    await jobs.work();
    await jobs.enqueue(definition, { n: 1 });
    assert.match(await promise, /expired/);
    await db.sql.execute(sql`DELETE FROM jobs.job`);
  });
});

describe('cancel', () => {
  it('of a queued job gives it up at once', async () => {
    const jobs = await open();
    const { definition } = noting({ onDead: async (tx, { id }, reason) => void (await tx.execute(note(id, reason))) });
    const id = await jobs.enqueue(definition, { n: 1 });
    assert.equal(await jobs.cancel(only(definition), id), true);
    assert.equal(await jobs.cancel(only(definition), id), false);
    assert.equal(await jobs.cancel(only(definition), newUuid()), false);
    assert.deepEqual(await noted(id), ['cancelled']);
  });

  it('of a running job, from another process, aborts it without effect', async () => {
    const [worker, web] = [await open(), await open()];
    const begun = Promise.withResolvers<void>();
    const aborted = Promise.withResolvers<unknown>();
    const definition = job(async ({ id, signal }) => {
      begun.resolve();
      aborted.resolve(await forAbort(signal));
      return async (tx) => void (await tx.execute(note(id, 'too late')));
    });
    worker.define(definition);
    await worker.work();
    const id = await web.enqueue(definition, { n: 1 });
    await begun.promise;
    assert.equal(await web.cancel(only(definition), id), true);
    assert.match(String(await aborted.promise), /cancelled/);
    await worker.close();
    assert.deepEqual(await noted(id), []);
    assert.equal(await web.cancel(only(definition), id), false);
  });
});

describe('closing', () => {
  it('waits for what runs, and gives back what does not end in time, without spending an attempt', async () => {
    const [first, second] = [await open(), await open()];
    const begun = Promise.withResolvers<void>();
    const done = Promise.withResolvers<number>();
    const definition = job(async ({ signal, attempt }) => {
      begun.resolve();
      if (opened.length > 1) await forAbort(signal);
      return async () => () => done.resolve(attempt);
    }, { retryLimit: 0 });
    first.define(definition);
    await first.work();
    await second.enqueue(definition, { n: 1 });
    await begun.promise;
    opened.shift();
    await first.close(50);
    second.define(definition);
    await second.work();
    assert.equal(await done.promise, 1);
  });
});

describe('a schedule', () => {
  it('is kept by its key, and can be taken back', async () => {
    const jobs = await open();
    const { definition } = noting();
    const schedules = async (): Promise<unknown[]> => (await db.sql.execute(sql`SELECT key, cron, timezone FROM jobs.schedule`)).rows;
    await jobs.schedule(definition, { n: 1 }, { key: 'nightly', cron: '0 3 * * *' });
    await jobs.schedule(definition, { n: 1 }, { key: 'nightly', cron: '0 4 * * *' });
    assert.deepEqual(await schedules(), [{ key: 'nightly', cron: '0 4 * * *', timezone: 'UTC' }]);
    await jobs.unschedule(only(definition), 'nightly');
    assert.deepEqual(await schedules(), []);
  });
});
