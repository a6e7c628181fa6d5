import { and, asc, count, desc, eq } from 'drizzle-orm';
import type { Sql, Tx } from '../../platform/db/types.ts';
import type { ExecutionFilter, ExecutionLogEntry, SopExecution } from './execution.types.ts';
import { sopExecutionLog, sopExecutions } from './sop.tables.ts';
import type { Page } from './sop.types.ts';

/** Newest first. */
export async function listExecutions(on: Sql, { sopId, status, environment, limit, offset }: ExecutionFilter): Promise<Page<SopExecution>> {
  const where = and(
    sopId === undefined ? undefined : eq(sopExecutions.sopId, sopId),
    status === undefined ? undefined : eq(sopExecutions.status, status),
    environment === undefined ? undefined : eq(sopExecutions.environment, environment),
  );
  const [items, [total]] = await Promise.all([
    on.select().from(sopExecutions).where(where).orderBy(desc(sopExecutions.startedAt), desc(sopExecutions.id)).limit(limit).offset(offset),
    on.select({ value: count() }).from(sopExecutions).where(where),
  ]);
  return { items, total: total?.value ?? 0 };
}

export async function findExecution(on: Sql, id: string): Promise<SopExecution | null> {
  const [row] = await on.select().from(sopExecutions).where(eq(sopExecutions.id, id));
  return row ?? null;
}

/** The execution, locked until the transaction ends. */
export async function lockExecution(tx: Tx, id: string): Promise<SopExecution | null> {
  const [row] = await tx.select().from(sopExecutions).where(eq(sopExecutions.id, id)).for('update');
  return row ?? null;
}

export async function insertExecution(tx: Tx, row: typeof sopExecutions.$inferInsert): Promise<void> {
  await tx.insert(sopExecutions).values(row);
}

export async function updateExecution(tx: Tx, id: string, change: Partial<typeof sopExecutions.$inferInsert>): Promise<void> {
  await tx.update(sopExecutions).set(change).where(eq(sopExecutions.id, id));
}

export async function appendLog(tx: Tx, executionId: string, entries: readonly ExecutionLogEntry[]): Promise<void> {
  if (entries.length > 0) await tx.insert(sopExecutionLog).values(entries.map((entry) => ({ ...entry, executionId })));
}

/** Oldest first. */
export async function readLog(on: Sql, executionId: string): Promise<ExecutionLogEntry[]> {
  const { at, actor, action, step, text } = sopExecutionLog;
  return await on.select({ at, actor, action, step, text }).from(sopExecutionLog).where(eq(sopExecutionLog.executionId, executionId)).orderBy(asc(sopExecutionLog.id));
}
