import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { insertTasks } from '../../src/modules/tasks/task.repository.ts';
import { createTasks } from '../../src/modules/tasks/index.ts';
import type { Task, TaskStatus } from '../../src/modules/tasks/index.ts';
import type { UserCtx } from '../../src/platform/context/index.ts';
import { runStatement } from '../../src/platform/db/index.ts';
import { newUuid } from '../../src/platform/ids.ts';
import { withTestDatabase } from '../support/database.ts';
import { LoneBus } from '../support/lone-bus.ts';

const dayMs = 86_400_000;
const ctx = { principal: { permissions: new Set(['*']) } } as unknown as UserCtx;

interface Made {
  readonly at: number;
  /** Ten-thousandths of an hour. */
  readonly estimated: number | null;
  readonly actual: number | null;
  readonly status: TaskStatus;
  readonly squad: string;
}

const decimal = (value: number | null): string | null => (value === null ? null : (value / 10_000).toFixed(4));

function toTask(made: Made, number: number): Task {
  const at = new Date(made.at);
  return {
    id: newUuid(), key: `TASK-${number}`, title: 't', description: '', status: made.status, priority: 'low', squad: made.squad, assignee: null, environment: 'production', estimatedHours: decimal(made.estimated), actualHours: decimal(made.actual),
    tags: [], sopId: null, requester: 'x', createdAt: at, updatedAt: at, dueDate: null, completedAt: null,
  };
}

/** The guide's loop over weeks, day by day on the calendar and in whole ten-thousandths: slow, plain, exact. */
function plainly(tasks: readonly Made[], now: number, { weeks, squad }: { weeks: number; squad: string | undefined }): readonly unknown[] {
  let monday = Math.floor(now / dayMs) * dayMs;
  while (new Date(monday).getUTCDay() !== 1) monday -= dayMs;
  return Array.from({ length: weeks }, (_, back) => {
    const start = monday - back * 7 * dayMs;
    const days = new Set(Array.from({ length: 7 }, (_day, at) => new Date(start + at * dayMs).toISOString().slice(0, 10)));
    const own = tasks.filter((task) => days.has(new Date(task.at).toISOString().slice(0, 10)) && (squad === undefined || task.squad === squad));
    const requested = own.reduce((sum, task) => sum + BigInt(task.estimated ?? 0), 0n);
    const delivered = own.filter(({ status }) => status === 'done').reduce((sum, task) => sum + BigInt(task.actual ?? 0), 0n);
    // Hundredths of a percent, rounded half up.
    const share = requested === 0n ? 10_000n : (delivered * 20_000n + requested) / (requested * 2n);
    return { weekStart: [...days][0], weekEnd: [...days][6], requested: Number(requested) / 10_000, delivered: Number(delivered) / 10_000, share: Number(share) / 100 };
  });
}

/** Moments near the borders of weeks, months and years, and anywhere. */
const moment = (now: number) => fc.oneof(
  fc.integer({ min: now - 70 * dayMs, max: now }),
  fc.tuple(fc.integer({ min: 0, max: 10 }), fc.constantFrom(-1, 0, 1, 999)).map(([weeks, ms]) => Math.floor((now - weeks * 7 * dayMs) / dayMs) * dayMs - (((new Date(now).getUTCDay() + 6) % 7) * dayMs) + ms),
  fc.constantFrom(...['2025-12-31T23:59:59.999Z', '2026-01-01T00:00:00.000Z', '2025-12-29T00:00:00.000Z', '2026-02-28T23:59:59.999Z', '2026-03-01T00:00:00.000Z', '2025-10-26T01:30:00.000Z'].map((text) => Date.parse(text))),
);

test('service levels equal those of a plain second implementation, whatever tasks there are', { timeout: 300_000 }, async () => {
  await withTestDatabase(async (db) => {
    const clock = { at: 0, now: () => clock.at };
    const tasks = createTasks({ db, bus: new LoneBus(), audit: {} as never, clock });
    const anyNow = fc.constantFrom(...['2026-01-01T00:00:00.000Z', '2026-01-04T23:59:59.999Z', '2026-01-05T00:00:00.000Z', '2026-03-01T12:00:00Z', '2025-11-02T01:00:00Z'].map((text) => Date.parse(text)));
    const hours = fc.option(fc.integer({ min: 0, max: 800_000 }));
    const any = anyNow.chain((now) => fc.tuple(fc.constant(now), fc.array(fc.record({ at: moment(now), estimated: hours, actual: hours, status: fc.constantFrom<TaskStatus>('todo', 'in_progress', 'review', 'done', 'done'), squad: fc.constantFrom('a', 'b') }), { maxLength: 25 }), fc.integer({ min: 1, max: 12 }), fc.option(fc.constantFrom('a', 'b'), { nil: undefined })));
    await fc.assert(fc.asyncProperty(any, async ([now, made, weeks, squad]) => {
      clock.at = now;
      await runStatement(db.sql, 'delete from tasks');
      await db.transaction((tx) => insertTasks(tx, made.map(toTask)));
      const levels = await tasks.serviceLevels(ctx, { weeks, squad });
      const read = levels.map(({ weekStart, weekEnd, requestedHours, deliveredHours, percentage }) => ({ weekStart, weekEnd, requested: Number(requestedHours), delivered: Number(deliveredHours), share: Number(percentage) }));
      assert.deepEqual(read, plainly(made, now, { weeks, squad }));
    }), { numRuns: 150 });
  });
});
