import assert from 'node:assert/strict';
import { getPriority } from 'node:os';
import { afterEach, describe, it } from 'node:test';
import type { Errand } from '../../../test/support/workers/busy.worker.ts';
import { AppError } from '../errors/index.ts';
import { createWorkerPool, type WorkerPool, type WorkerTask } from './index.ts';

const entry = new URL('../../../test/support/workers/busy.worker.ts', import.meta.url);
let pool: WorkerPool;
afterEach(() => pool.close());

const use = (size: number): void => {
  pool = createWorkerPool({ size, leastMemoryMb: 32 });
};
const task = (errand: Errand['do'] | Errand, options: Partial<WorkerTask<Errand>> = {}): WorkerTask<Errand> =>
  ({ entry, input: (typeof errand === 'string' ? { do: errand } : errand) as Errand, timeoutMs: 30_000, memoryMb: 32, ...options });
const run = <T>(...args: Parameters<typeof task>): Promise<T> => pool.run<Errand, T>(task(...args));
const code = (expected: string) => (thrown: unknown): boolean => thrown instanceof AppError && thrown.code === expected;
interface Facts { served: number; niceness: number; environment: string[] }

describe('a task', () => {
  it('answers with what its handler returns, bytes included, on a thread that stays warm', async () => {
    use(1);
    assert.deepEqual(await run({ do: 'echo', value: new Uint8Array([1, 2]) }), new Uint8Array([1, 2]));
    assert.equal((await run<Facts>('facts')).served, 2);
    assert.deepEqual(pool.stats(), { threads: 1, busy: 0, queued: 0 });
  });

  it('hears its messages in order, before its end', async () => {
    use(1);
    const messages: unknown[] = [];
    assert.equal(await run('report', { onMessage: (message) => messages.push(message) }), 'reported');
    assert.deepEqual(messages, [{ step: 1 }, { step: 2 }, { step: 3 }]);
  });

  it('sees no environment and, on Linux, yields to the main thread', async () => {
    use(1);
    const own = getPriority();
    const { niceness, environment } = await run<Facts>('facts');
    assert.deepEqual(environment, []);
    if (process.platform === 'linux') assert.deepEqual([niceness, getPriority()], [19, own]);
  });

  it('fails as its handler fails, and the thread lives on', async () => {
    use(1);
    await assert.rejects(run('refuse'), (thrown) => code('NOT_FOUND')(thrown) && thrown instanceof AppError && thrown.status === 404 && thrown.message === 'no such thing' && thrown.details?.id === 7);
    await assert.rejects(run('break'), (thrown) => thrown instanceof Error && !(thrown instanceof AppError) && thrown.message === 'cannot read that' && /busy\.worker\.ts/.test(thrown.stack ?? ''));
    await assert.rejects(run('uncloneable'), /could not be cloned/);
    await assert.rejects(run({ do: 'echo', value: () => undefined }), /could not be cloned/);
    assert.equal((await run<Facts>('facts')).served, 4);
  });
});

describe('a thread', () => {
  it('is ended past the time cap and replaced', async () => {
    use(1);
    await pool.warm(entry, 1);
    await assert.rejects(run('spin', { timeoutMs: 100 }), code('WORKER_TIMEOUT'));
    assert.equal((await run<Facts>('facts')).served, 1);
  });

  it('is ended past the memory cap and replaced', async () => {
    use(1);
    await assert.rejects(run('hoard'), code('WORKER_OUT_OF_MEMORY'));
    assert.equal(await run({ do: 'echo', value: 'next' }), 'next');
  });

  it('is ended on cancel, also while it starts; a task that waits just leaves', async () => {
    use(1);
    const running = new AbortController();
    const queued = new AbortController();
    const first = run('spin', { signal: running.signal });
    const second = run('spin', { signal: queued.signal });
    const third = run({ do: 'echo', value: 3 });
    assert.deepEqual(pool.stats(), { threads: 1, busy: 1, queued: 2 });
    queued.abort();
    await assert.rejects(second, code('CANCELLED'));
    running.abort();
    await assert.rejects(first, code('CANCELLED'));
    assert.equal(await third, 3);
    await assert.rejects(run('facts', { signal: AbortSignal.abort() }), code('CANCELLED'));
  });

  it('that crashes fails its task alone', async () => {
    use(2);
    const [exited, thrown, echoed] = await Promise.allSettled([run('exit'), run('reject-later'), run({ do: 'echo', value: 1 })]);
    assert.ok(exited.status === 'rejected' && code('WORKER_CRASHED')(exited.reason));
    assert.ok(thrown.status === 'rejected' && code('WORKER_CRASHED')(thrown.reason));
    assert.deepEqual(echoed, { status: 'fulfilled', value: 1 });
  });

  it('that cannot load fails its task and is not started over and over', async () => {
    use(1);
    const absent = new URL('./absent.worker.ts', import.meta.url);
    await assert.rejects(run('facts', { entry: absent }), code('WORKER_CRASHED'));
    await assert.rejects(pool.warm(absent, 1), code('WORKER_CRASHED'));
    assert.equal(pool.stats().threads, 0);
  });

  it('makes room for another kind when it has nothing to do', async () => {
    use(1);
    assert.equal((await run<Facts>('facts')).served, 1);
    assert.equal((await run<Facts>('facts', { memoryMb: 64 })).served, 1);
    assert.equal((await run<Facts>('facts')).served, 2);
    assert.equal(pool.stats().threads, 1);
  });
});

describe('the pool', () => {
  it('runs as many tasks at once as it has threads', async () => {
    use(2);
    const all = Array.from({ length: 12 }, (_, value) => run({ do: 'echo', value }));
    assert.deepEqual(pool.stats(), { threads: 2, busy: 2, queued: 10 });
    assert.deepEqual(await Promise.all(all), Array.from({ length: 12 }, (_, value) => value));
  });

  it('takes tasks in the order they came', async () => {
    use(1);
    const order: unknown[] = [];
    await Promise.all(Array.from({ length: 12 }, (_, value) => run({ do: 'echo', value }).then((echoed) => order.push(echoed))));
    assert.deepEqual(order, Array.from({ length: 12 }, (_, value) => value));
  });

  it('warms as many threads as asked, within its size', async () => {
    use(2);
    await pool.warm(entry, 5);
    assert.deepEqual(pool.stats(), { threads: 2, busy: 0, queued: 0 });
  });

  it('cancels everything when it closes', async () => {
    use(1);
    const first = assert.rejects(run('spin'), code('CANCELLED'));
    const second = assert.rejects(run('spin'), code('CANCELLED'));
    await pool.close();
    await Promise.all([first, second]);
    await assert.rejects(run('facts'), code('CANCELLED'));
    assert.equal(pool.stats().threads, 0);
  });
});
