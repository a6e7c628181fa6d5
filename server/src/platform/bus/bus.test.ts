import assert from 'node:assert/strict';
import { EventEmitter, once } from 'node:events';
import { after, before, describe, it } from 'node:test';
import { sql } from 'drizzle-orm';
import { openTestDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { silentLog } from '../../../test/support/log.ts';
import { startTestRedis, type TestRedis } from '../../../test/support/redis.ts';
import { type Bus, createBus, defineEvent } from './index.ts';

const counted = defineEvent<{ n: number }>('test.counted');
const told = defineEvent<{ text: string }>('test.told');
const ended = defineEvent<null>('test.ended');

let db: TestDatabase;
let redis: TestRedis;
const redisUrl = (): string => process.env.BULWARK_TEST_REDIS_URL ?? redis.url;
before(async () => {
  db = await openTestDatabase();
  redis = await startTestRedis();
});
after(async () => {
  await db.close();
  await redis.stop();
});

/** Resolves when `bus` hears `test.ended`. */
function end(bus: Bus): Promise<void> {
  return new Promise((resolve) => {
    const stop = bus.subscribe(ended, () => {
      stop();
      resolve();
    });
  });
}

function suite(open: () => Promise<Bus>): void {
  let [here, there]: Bus[] = [];
  const both = async (): Promise<[Bus, Bus]> => {
    here ??= await open();
    there ??= await open();
    return [here, there];
  };
  after(async () => {
    await here?.close();
    await there?.close();
  });

  it('tells its own process at once and others soon, each once and in order', async () => {
    const [near, far] = await both();
    const heard: Record<'near' | 'far', number[]> = { near: [], far: [] };
    near.subscribe(counted, ({ n }) => heard.near.push(n));
    far.subscribe(counted, ({ n }) => heard.far.push(n));
    const numbers = Array.from({ length: 2_000 }, (_, n) => n);
    const done = end(far);
    for (const n of numbers) near.publish(counted, { n });
    assert.deepEqual(heard.near, numbers);
    near.publish(ended, null);
    await done;
    assert.deepEqual(heard, { near: numbers, far: numbers });
  });

  it('carries payloads of any size, quotes and all, without one overtaking another', async () => {
    const [near, far] = await both();
    const texts = ['"small" \\ \u2028 𝄞', 'x'.repeat(7_700), 'ü'.repeat(100_000), '', "row 7'; DROP TABLE"];
    const heard: string[] = [];
    const stop = far.subscribe(told, ({ text }) => heard.push(text));
    const done = end(far);
    for (const text of texts) near.publish(told, { text });
    near.publish(ended, null);
    await done;
    stop();
    assert.deepEqual(heard, texts);
  });

  it('goes on when a handler throws, a payload has no JSON form or a subscriber has left', async () => {
    const [near, far] = await both();
    const heard: string[] = [];
    const stops = [near, far].map((bus) => bus.subscribe(told, () => { throw new Error('handler'); }));
    near.subscribe(told, ({ text }) => heard.push(`near ${text}`))();
    stops.push(near.subscribe(told, ({ text }) => heard.push(text)), far.subscribe(told, ({ text }) => heard.push(text)));
    const done = end(far);
    near.publish(told, { text: 'a' });
    near.publish(told, { text: 1n } as never);
    near.publish(ended, null);
    await done;
    for (const stop of stops) stop();
    assert.deepEqual(heard, ['a', 1n, 'a']);
  });
}

describe('the bus over PostgreSQL', () => {
  suite(() => createBus({ db, log: silentLog }));

  it('tells of a gap after its connection was cut', async () => {
    const bus = await createBus({ db, log: silentLog });
    const gap = new Promise<void>((resolve) => bus.onGap(resolve));
    await db.sql.execute(sql`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'LISTEN%'`);
    await gap;
    await bus.close();
  });

  it('removes large payloads when they are read', async () => {
    const bus = await createBus({ db, log: silentLog });
    await db.sql.execute(sql`UPDATE bus_messages SET created_at = now() - interval '1 hour'`);
    bus.publish(told, { text: 'x'.repeat(9_000) });
    await bus.close();
    assert.equal((await db.sql.execute(sql`SELECT 1 FROM bus_messages`)).rowCount, 1);
  });

  it('sends a thousand events in few transactions', async () => {
    const transactions = async (): Promise<number> => {
      await db.sql.execute(sql`SELECT pg_stat_force_next_flush()`);
      return Number((await db.sql.execute(sql`SELECT xact_commit AS n FROM pg_stat_database WHERE datname = current_database()`)).rows[0]?.n);
    };
    const [near, far] = [await createBus({ db, log: silentLog }), await createBus({ db, log: silentLog })];
    const earlier = await transactions();
    const done = end(far);
    for (let n = 0; n < 1_000; n += 1) {
      near.publish(counted, { n });
      if (n % 100 === 0) await new Promise((soon) => setTimeout(soon, 1));
    }
    near.publish(ended, null);
    await done;
    const used = (await transactions()) - earlier;
    assert.ok(used < 100, `${used} transactions`);
    await Promise.all([near.close(), far.close()]);
  });
});

describe('the bus over Redis', () => {
  suite(() => createBus({ db, log: silentLog, redisUrl: redisUrl() }));
});

describe('while Redis is gone', () => {
  it('the process hears its own events; afterwards others hear of the gap and of new events', async () => {
    const own = await startTestRedis();
    const [near, far] = [await createBus({ db, log: silentLog, redisUrl: own.url }), await createBus({ db, log: silentLog, redisUrl: own.url })];
    const gaps = new EventEmitter();
    far.onGap(() => gaps.emit('gap'));
    await own.stop();
    const heard: number[] = [];
    near.subscribe(counted, ({ n }) => heard.push(n));
    near.publish(counted, { n: 1 });
    assert.deepEqual(heard, [1]);
    while (near.isConnected()) await new Promise((soon) => setTimeout(soon, 5));
    const gap = once(gaps, 'gap');
    await own.start();
    await gap;
    const done = end(far);
    const again = setInterval(() => near.publish(ended, null), 20);
    await done;
    clearInterval(again);
    while (!near.isConnected()) await new Promise((soon) => setTimeout(soon, 5));
    await Promise.all([near.close(), far.close()]);
    await own.stop();
  });

  it('the server starts all the same', async () => {
    const bus = await createBus({ db, log: silentLog, redisUrl: 'redis://127.0.0.1:1' });
    const done = end(bus);
    bus.publish(ended, null);
    await done;
    await bus.close();
  });
});
