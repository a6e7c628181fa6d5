import type { CurrencyTotals, FocusNotice } from '../../engines/focus/index.ts';
import { type Database, runStatement, type Sql, type Tx } from '../../platform/db/index.ts';
import type { Checkpoint, ImportFailure, ImportMode, ImportRow, ImportSource, ImportStatus, Page } from './import.types.ts';

interface StoredImport {
  id: string;
  user_id: string | null;
  filename: string;
  source: ImportSource;
  mode: ImportMode;
  status: ImportStatus;
  size: string;
  parts: string[];
  hash: string | null;
  header: string[] | null;
  read_bytes: string;
  text_offset: string;
  text_line: string;
  row_count: string;
  totals: CurrencyTotals[];
  notices: FocusNotice[];
  replaced_rows: string;
  first_day: string | null;
  last_day: string | null;
  error: ImportFailure | null;
  created_at: Date;
  started_at: Date | null;
  ended_at: Date | null;
}

const columns = `id, user_id, filename, source, mode, status, size, parts, hash, header, read_bytes, text_offset, text_line, row_count, totals, notices, replaced_rows,
  first_day::text, last_day::text, error, created_at, started_at, ended_at`;

function percentOf(row: StoredImport): number {
  if (row.status === 'completed') return 100;
  const size = Number(row.size);
  return size === 0 ? 0 : Math.min(99, Math.floor((Number(row.read_bytes) * 100) / size));
}

function toImport(row: StoredImport): ImportRow {
  return {
    id: row.id, userId: row.user_id, filename: row.filename, source: row.source, mode: row.mode, status: row.status, size: Number(row.size), hash: row.hash, percent: percentOf(row),
    rows: Number(row.row_count), totals: row.totals, notices: row.notices, replacedRows: Number(row.replaced_rows), firstDay: row.first_day, lastDay: row.last_day, error: row.error,
    createdAt: row.created_at, startedAt: row.started_at, endedAt: row.ended_at, parts: row.parts, header: row.header,
    checkpoint: { readBytes: Number(row.read_bytes), textOffset: Number(row.text_offset), textLine: Number(row.text_line), rows: Number(row.row_count) },
  };
}

/** What a new import starts as. */
export interface NewImport {
  readonly id: string;
  readonly userId: string | null;
  readonly filename: string;
  readonly source: ImportSource;
  readonly mode: ImportMode;
  readonly size: number;
  readonly createdAt: Date;
}

/** What one more block adds to a running import. */
export interface Advance {
  readonly from: Checkpoint;
  readonly to: Checkpoint;
  readonly header: readonly string[];
  readonly totals: readonly CurrencyTotals[];
  readonly notices: readonly FocusNotice[];
  readonly firstDay: string | null;
  readonly lastDay: string | null;
}

/** Imports in the database. */
export class ImportRepository {
  readonly #sql: Sql;
  constructor(db: Database) {
    this.#sql = db.sql;
  }

  async insert(tx: Tx, row: NewImport): Promise<ImportRow> {
    const values = [row.id, row.userId, row.filename, row.source, row.mode, row.size, row.createdAt];
    return await this.#one(tx, `insert into cost_imports (id, user_id, filename, source, mode, status, size, created_at) values ($1, $2, $3, $4, $5, 'uploading', $6, $7) returning ${columns}`, values) as ImportRow;
  }

  async find(id: string): Promise<ImportRow | null> {
    return await this.#one(this.#sql, `select ${columns} from cost_imports where id = $1`, [id]);
  }

  async list({ status, limit, offset }: { status?: ImportStatus; limit: number; offset: number }): Promise<Page<ImportRow>> {
    const where = '$1::text is null or status = $1';
    const [rows, total] = await Promise.all([
      runStatement(this.#sql, `select ${columns} from cost_imports where ${where} order by created_at desc, id limit $2 offset $3`, [status ?? null, limit, offset]),
      runStatement(this.#sql, `select count(*)::int as n from cost_imports where ${where}`, [status ?? null]),
    ]);
    return { items: (rows.rows as StoredImport[]).map(toImport), total: (total.rows[0] as { n: number }).n };
  }

  /** Sets part `number` (from zero) while the file is being sent; null when it is not. */
  async setPart(tx: Tx, id: string, part: { number: number; hash: string }): Promise<ImportRow | null> {
    const locked = await this.#one(tx, `select ${columns} from cost_imports where id = $1 and status = 'uploading' for update`, [id]);
    if (locked === null || part.number > locked.parts.length) return null;
    const next = part.number === locked.parts.length ? [...locked.parts, part.hash] : locked.parts.with(part.number, part.hash);
    return await this.#one(tx, `update cost_imports set parts = $2 where id = $1 returning ${columns}`, [id, JSON.stringify(next)]);
  }

  /** Queues a file that is whole. Throws a unique violation where the same file is there already. */
  async queue(tx: Tx, id: string, hash: string): Promise<ImportRow | null> {
    return await this.#one(tx, `update cost_imports set status = 'queued', hash = $2 where id = $1 and status = 'uploading' returning ${columns}`, [id, hash]);
  }

  /** The import of a file that is there or on its way. */
  async byHash(hash: string): Promise<ImportRow | null> {
    return await this.#one(this.#sql, `select ${columns} from cost_imports where hash = $1 and status in ('queued', 'running', 'completed')`, [hash]);
  }

  /** Marks the start; a retry keeps it. Null when the import has ended meanwhile. */
  async begin(id: string, at: Date): Promise<ImportRow | null> {
    return await this.#one(this.#sql, `update cost_imports set status = 'running', started_at = coalesce(started_at, $2) where id = $1 and status in ('queued', 'running') returning ${columns}`, [id, at]);
  }

  /** Moves the checkpoint on, once: false when the import has ended or another attempt was faster. */
  async advance(tx: Tx, id: string, { from, to, header, totals, notices, firstDay, lastDay }: Advance): Promise<boolean> {
    const values = [
      id, from.textOffset, to.readBytes, to.textOffset, to.textLine, to.rows, JSON.stringify(header), JSON.stringify(totals), JSON.stringify(notices), firstDay, lastDay,
    ];
    const { rowCount } = await runStatement(tx, `update cost_imports set read_bytes = $3, text_offset = $4, text_line = $5, row_count = $6, header = $7, totals = $8, notices = $9, first_day = $10, last_day = $11
      where id = $1 and status = 'running' and text_offset = $2`, values);
    return rowCount === 1;
  }

  /** Ends an import that has not ended; null when it had. */
  async end(tx: Tx, id: string, end: { status: 'completed' | 'failed' | 'cancelled'; error: ImportFailure | null; at: Date }): Promise<ImportRow | null> {
    return await this.#one(tx, `update cost_imports set status = $2, error = $3, ended_at = $4 where id = $1 and status in ('uploading', 'queued', 'running') returning ${columns}`, [id, end.status, end.error === null ? null : JSON.stringify(end.error), end.at]);
  }

  async addReplaced(tx: Tx, id: string, rows: number): Promise<void> {
    await runStatement(tx, 'update cost_imports set replaced_rows = replaced_rows + $2 where id = $1', [id, rows]);
  }

  async delete(tx: Tx, id: string): Promise<ImportRow | null> {
    return await this.#one(tx, `delete from cost_imports where id = $1 returning ${columns}`, [id]);
  }

  /** Files that began to arrive long ago and never did. */
  async abandoned(before: Date): Promise<readonly string[]> {
    const { rows } = await runStatement(this.#sql, `select id from cost_imports where status = 'uploading' and created_at < $1 limit 100`, [before]);
    return (rows as { id: string }[]).map(({ id }) => id);
  }

  /** True when some import still reads the blob. */
  async usesBlob(tx: Tx, hash: string): Promise<boolean> {
    const { rowCount } = await runStatement(tx, `select 1 from cost_imports where parts @> $1::jsonb and status in ('uploading', 'queued', 'running') limit 1`, [JSON.stringify([hash])]);
    return rowCount !== 0;
  }

  async #one(on: Sql, text: string, values: readonly unknown[]): Promise<ImportRow | null> {
    const { rows } = await runStatement(on, text, values);
    const row = rows[0] as StoredImport | undefined;
    return row === undefined ? null : toImport(row);
  }
}
