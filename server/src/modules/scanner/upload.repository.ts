import { and, count, desc, eq, lt, sql } from 'drizzle-orm';
import type { Database, Sql, Tx } from '../../platform/db/index.ts';
import { uploads } from './scanner.tables.ts';
import type { Page, Upload } from './scan.types.ts';

export type UploadRow = typeof uploads.$inferSelect;

export function toUpload(row: UploadRow): Upload {
  const { manifest, ...upload } = row;
  return { ...upload, fileCount: manifest.length };
}

/** Uploaded files in the database; every read is narrowed to one owner. */
export class UploadRepository {
  readonly #sql: Sql;

  constructor(db: Database) {
    this.#sql = db.sql;
  }

  /**
   * Blobs are shared by content. Who adds a reference holds the lock shared, who removes blobs holds it alone,
   * so that a blob never goes between being found unused and being used again.
   */
  async lockBlobs(tx: Tx, mode: 'adding' | 'removing'): Promise<void> {
    await tx.execute(mode === 'adding' ? sql`select pg_advisory_xact_lock_shared(4201)` : sql`select pg_advisory_xact_lock(4201)`);
  }

  async insert(tx: Tx, row: UploadRow): Promise<void> {
    await tx.insert(uploads).values(row);
  }

  async find(id: string, userId: string): Promise<UploadRow | null> {
    const [row] = await this.#sql.select().from(uploads).where(and(eq(uploads.id, id), eq(uploads.userId, userId)));
    return row ?? null;
  }

  async list(userId: string, page: { limit: number; offset: number }): Promise<Page<Upload>> {
    const where = eq(uploads.userId, userId);
    const [rows, [total]] = await Promise.all([
      this.#sql.select().from(uploads).where(where).orderBy(desc(uploads.createdAt), uploads.id).limit(page.limit).offset(page.offset),
      this.#sql.select({ value: count() }).from(uploads).where(where),
    ]);
    return { items: rows.map(toUpload), total: total?.value ?? 0 };
  }

  async delete(tx: Tx, id: string, userId: string): Promise<UploadRow | null> {
    const [row] = await tx.delete(uploads).where(and(eq(uploads.id, id), eq(uploads.userId, userId))).returning();
    return row ?? null;
  }

  async deleteOlderThan(tx: Tx, time: Date): Promise<readonly UploadRow[]> {
    return await tx.delete(uploads).where(lt(uploads.createdAt, time)).returning();
  }

  /** True when some upload still holds the blob. */
  async usesBlob(tx: Tx, hash: string): Promise<boolean> {
    const [row] = await tx.select({ id: uploads.id }).from(uploads).where(sql`${uploads.manifest} @> ${JSON.stringify([{ hash }])}::jsonb`).limit(1);
    return row !== undefined;
  }
}
