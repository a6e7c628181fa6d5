import { z } from 'zod';

/** Shapes of costs on the wire: amounts are exact decimal text, days `YYYY-MM-DD` in UTC, times UTC ISO 8601 with Z. */

const count = z.int().min(0);
const amount = z.string().regex(/^-?\d+(\.\d+)?$/);
const day = z.iso.date();

const importStatus = z.enum(['uploading', 'queued', 'running', 'completed', 'failed', 'cancelled']);
export const importMode = z.enum(['add', 'replace']);

const problem = z.object({ code: z.string(), line: count, column: z.string().nullable(), message: z.string() });
const notice = z.object({ column: z.string().nullable(), message: z.string(), count, firstLine: count });
const currencyTotals = z.object({ currency: z.string(), rows: count, billed: amount, effective: amount, list: amount, contracted: amount });

export const costImport = z.object({
  id: z.uuid(),
  filename: z.string(),
  source: z.enum(['file', 'cost-explorer', 'demo']),
  mode: importMode,
  status: importStatus,
  size: count,
  hash: z.string().nullable(),
  percent: z.number().min(0).max(100),
  rows: count,
  totals: z.array(currencyTotals),
  notices: z.array(notice),
  replacedRows: count,
  firstDay: day.nullable(),
  lastDay: day.nullable(),
  error: z.object({ code: z.string(), message: z.string(), problems: z.array(problem) }).nullable(),
  createdAt: z.iso.datetime(),
  startedAt: z.iso.datetime().nullable(),
  endedAt: z.iso.datetime().nullable(),
});

/** `partBytes`: how large each part but the last must be. */
export const openedImport = costImport.extend({ partBytes: count });
/** `isNew` is false where the same file is there already. */
export const startedImport = costImport.extend({ isNew: z.boolean() });

export const newImport = z.strictObject({ filename: z.string().trim().min(1).max(255), size: z.int().min(0).max(Number.MAX_SAFE_INTEGER), mode: importMode.default('add') });

export const importQuery = z.object({
  status: importStatus.optional(),
  limit: z.coerce.number().int().min(1).max(100).default(25),
  offset: z.coerce.number().int().min(0).max(1_000_000).default(0),
});

export type CostImport = z.output<typeof costImport>;
export type OpenedImport = z.output<typeof openedImport>;
export type StartedImport = z.output<typeof startedImport>;
export type ImportMode = z.output<typeof importMode>;
