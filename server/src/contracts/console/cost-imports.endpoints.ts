import { z } from 'zod';
import { iso, isoOrNull } from '../../lib/time.ts';
import { type CostImport, partBytes } from '../../modules/finops/index.ts';
import { endpoint } from '../kit/index.ts';
import { costImport, importQuery, newImport, openedImport, startedImport } from './costs.wire.ts';
import { given } from './given.ts';

const guide = 'console#costs';
const byId = z.object({ id: z.uuid() });

/** An import as the console shows it. */
export function presentImport({ id, filename, source, mode, status, size, hash, percent, rows, totals, notices, replacedRows, firstDay, lastDay, error, ...times }: CostImport): z.input<typeof costImport> {
  return {
    id, filename, source, mode, status, size, hash, percent, rows, totals: [...totals], notices: [...notices], replacedRows, firstDay, lastDay,
    error: error === null ? null : { ...error, problems: [...error.problems] },
    createdAt: iso(times.createdAt), startedAt: isoOrNull(times.startedAt), endedAt: isoOrNull(times.endedAt),
  };
}

/** Files of FOCUS data: announced, sent in parts, imported by a job. */
export const costImportEndpoints = [
  endpoint('GET /api/console/v1/costs/imports', {
    guide,
    summary: 'Imports of cost data, newest first',
    query: importQuery,
    reply: z.object({ items: z.array(costImport), total: z.int() }),
    run: (m, ctx, { query }) => m.finops.listImports(ctx, given(query)),
    present: (page) => ({ items: page.items.map(presentImport), total: page.total }),
  }),
  endpoint('POST /api/console/v1/costs/imports', {
    guide,
    summary: 'Announces a FOCUS file of up to 1 GiB, to be sent in parts',
    status: 201,
    body: newImport,
    reply: openedImport,
    run: (m, ctx, { body }) => m.finops.openImport(ctx, body),
    present: (one) => ({ ...presentImport(one), partBytes }),
  }),
  endpoint('PUT /api/console/v1/costs/imports/{id}/parts/{number}', {
    guide,
    summary: 'Sends one part, numbered from zero',
    consumes: 'raw',
    maxBytes: partBytes,
    params: z.object({ id: z.uuid(), number: z.coerce.number().int().min(0).max(1000) }),
    reply: costImport,
    run: (m, ctx, { params, raw }) => m.finops.putImportPart(ctx, params.id, { number: params.number, content: raw }),
    present: presentImport,
  }),
  endpoint('POST /api/console/v1/costs/imports/{id}/start', {
    guide,
    summary: 'Checks the file and queues it; the same file is imported once',
    status: 202,
    params: byId,
    reply: startedImport,
    run: (m, ctx, { params }) => m.finops.startImport(ctx, params.id),
    present: ({ import: one, isNew }) => ({ ...presentImport(one), isNew }),
  }),
  endpoint('GET /api/console/v1/costs/imports/{id}', {
    guide,
    summary: 'One import: progress, exact totals, what is odd or wrong',
    params: byId,
    reply: costImport,
    run: (m, ctx, { params }) => m.finops.getImport(ctx, params.id),
    present: presentImport,
  }),
  endpoint('POST /api/console/v1/costs/imports/{id}/cancel', {
    guide,
    summary: 'Cancels an import; nothing of it stays',
    params: byId,
    reply: costImport,
    run: (m, ctx, { params }) => m.finops.cancelImport(ctx, params.id),
    present: presentImport,
  }),
  endpoint('DELETE /api/console/v1/costs/imports/{id}', {
    guide,
    summary: 'Deletes an import with its charges',
    params: byId,
    reply: z.object({ id: z.uuid() }),
    run: (m, ctx, { params }) => m.finops.deleteImport(ctx, params.id),
    present: (_result, { params }) => ({ id: params.id }),
  }),
];
