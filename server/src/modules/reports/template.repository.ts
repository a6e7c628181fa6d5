import { asc, eq, isNotNull } from 'drizzle-orm';
import type { Sql, Tx } from '../../platform/db/types.ts';
import { templates } from './report.tables.ts';
import type { ReportTemplate } from './report.types.ts';

export async function listTemplateRows(on: Sql): Promise<ReportTemplate[]> {
  return await on.select().from(templates).orderBy(asc(templates.name), asc(templates.createdAt));
}

export async function listScheduled(on: Sql): Promise<ReportTemplate[]> {
  return await on.select().from(templates).where(isNotNull(templates.scheduleCron));
}

export async function findTemplateRow(on: Sql, id: string): Promise<ReportTemplate | null> {
  const [row] = await on.select().from(templates).where(eq(templates.id, id));
  return row ?? null;
}

export async function insertTemplateRow(tx: Tx, row: typeof templates.$inferInsert): Promise<void> {
  await tx.insert(templates).values(row);
}

export async function updateTemplateRow(tx: Tx, id: string, change: Partial<typeof templates.$inferInsert>): Promise<void> {
  await tx.update(templates).set(change).where(eq(templates.id, id));
}

export async function deleteTemplateRow(tx: Tx, id: string): Promise<void> {
  await tx.delete(templates).where(eq(templates.id, id));
}
