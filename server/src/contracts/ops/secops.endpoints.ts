import { z } from 'zod';
import { type AssetInput, assetSorts, assetStatuses, assetTypes, riskLevels, severities, vulnerabilitySorts, vulnerabilityStatuses } from '../../modules/secops/index.ts';
import { errors } from '../../platform/errors/index.ts';
import type { UserCtx } from '../../platform/context/index.ts';
import { type Endpoint, endpoint, type InputFile, type Modules } from '../kit/index.ts';
import { listEffects, listOf, listQuery, offsetOf, presentList } from './paging.ts';
import { mitreEndpoints } from './mitre.endpoints.ts';
import { presentAsset, presentDetail, presentImport, presentPreview, presentStats, presentVulnerability, toAssetInput, toUpdate } from './secops.present.ts';
import { assetChange, assetRow, environment, importForm, importRow, newAsset, preview, vulnerabilityChange, vulnerabilityDetail, vulnerabilityRow, vulnerabilityStats } from './secops.wire.ts';

const guide = 'ops#core-endpoints-priority-high';
const docs = 'ops#documentation-references';
const client = 'ops#frontend-code-reference';
const byId = z.object({ id: z.uuid() });
const order = z.enum(['asc', 'desc']).default('desc');
const search = z.string().trim().min(1).max(200).optional();
/** 64 MiB of report and the form around it. */
const maxReportBytes = 65 * 1_048_576;

/** One word, or several with commas between them. */
function anyOf<const T extends readonly [string, ...string[]]>(values: T) {
  return z.string().transform((text) => text.split(',').map((word) => word.trim())).pipe(z.array(z.enum(values)).min(1).max(values.length)).optional();
}

const assetQuery = listQuery({ environment: environment.optional(), asset_type: z.enum(assetTypes).optional(), risk_level: z.enum(riskLevels).optional(), status: z.enum(assetStatuses).optional(), search, sort_by: z.enum(assetSorts).default('created_at'), sort_order: order });

const vulnerabilityFilters = {
  severity: anyOf(severities), status: anyOf(vulnerabilityStatuses), asset_id: z.uuid().optional(), cve_id: z.string().trim().min(1).max(50).optional(), environment: environment.optional(), tool: z.string().min(1).max(100).optional(),
  technique_id: z.string().min(1).max(20).optional(), search,
};
const vulnerabilityQuery = listQuery({ ...vulnerabilityFilters, sort_by: z.enum(vulnerabilitySorts).default('severity'), sort_order: order });
const statsQuery = z.object(vulnerabilityFilters);

function toQuery({ severity, status, asset_id: assetId, cve_id: cveId, environment: where, tool, technique_id: techniqueId, search: words }: z.output<typeof statsQuery>) {
  return { severity, status, assetId, cveId, environment: where, tool, techniqueId, search: words };
}

function onlyFile(files: readonly InputFile[]): InputFile {
  const [file] = files;
  if (file === undefined || files.length > 1) throw errors.VALIDATION_ERROR({ message: 'Send exactly one report, as the form field file', details: { field: 'file' } });
  return file;
}

/** Links repeat a list as it was written. */
function asWritten<T extends { severity?: readonly string[] | undefined; status?: readonly string[] | undefined }>(query: T) {
  return { ...query, severity: query.severity?.join(','), status: query.status?.join(',') };
}

type AssetQuery = z.output<typeof assetQuery>;

function listAssets(m: Modules, ctx: UserCtx, { query: { asset_type: assetType, risk_level: riskLevel, sort_by: sort, sort_order: direction, ...rest } }: { query: AssetQuery }) {
  return m.secops.assets.list(ctx, { ...rest, assetType, riskLevel, sort, order: direction, offset: offsetOf(rest) });
}

const assetEndpoints: readonly Endpoint[] = [
  endpoint('GET /api/v1/secops/assets', {
    guide,
    summary: 'Assets, filtered, sorted and searched; newest first',
    query: assetQuery,
    reply: listOf(assetRow),
    run: listAssets,
    present: (found, { query }) => presentList(found, query, presentAsset),
    effects: (found, { query }) => listEffects(found, query),
  }),
  endpoint('GET /api/v1/assets', {
    guide: client,
    summary: 'Assets, by the older path',
    query: assetQuery,
    reply: listOf(assetRow),
    run: listAssets,
    present: (found, { query }) => presentList(found, query, presentAsset),
    effects: (found, { query }) => listEffects(found, query),
  }),
  endpoint('POST /api/v1/secops/assets', { guide: docs, summary: 'Creates an asset and tells its channel', status: 201, body: newAsset, reply: assetRow, run: (m, ctx, { body }) => m.secops.assets.create(ctx, toAssetInput(body) as AssetInput), present: presentAsset }),
  endpoint('POST /api/v1/assets', { guide: client, summary: 'Creates an asset, by the older path', status: 201, body: newAsset, reply: assetRow, run: (m, ctx, { body }) => m.secops.assets.create(ctx, toAssetInput(body) as AssetInput), present: presentAsset }),
];

const oneAsset: readonly Endpoint[] = [
  endpoint('GET /api/v1/secops/assets/:id', { guide: docs, summary: 'One asset', params: byId, reply: assetRow, run: (m, ctx, { params }) => m.secops.assets.get(ctx, params.id), present: presentAsset }),
  endpoint('PATCH /api/v1/secops/assets/:id', { guide: client, summary: 'Changes an asset', params: byId, body: assetChange, reply: assetRow, run: (m, ctx, { params, body }) => m.secops.assets.update(ctx, params.id, toAssetInput(body)), present: presentAsset }),
  endpoint('PUT /api/v1/assets/:id', { guide: client, summary: 'Changes an asset, by the older path', params: byId, body: assetChange, reply: assetRow, run: (m, ctx, { params, body }) => m.secops.assets.update(ctx, params.id, toAssetInput(body)), present: presentAsset }),
  endpoint('DELETE /api/v1/secops/assets/:id', { guide: client, summary: 'Removes an asset with its vulnerabilities', status: 204, params: byId, reply: z.null(), run: (m, ctx, { params }) => m.secops.assets.delete(ctx, params.id), present: () => null }),
];

const vulnerabilityEndpoints: readonly Endpoint[] = [
  endpoint('GET /api/v1/secops/vulnerabilities', {
    guide,
    summary: 'Vulnerabilities, filtered, sorted and searched; the worst first',
    query: vulnerabilityQuery,
    reply: listOf(vulnerabilityRow),
    run: (m, ctx, { query }) => m.secops.vulnerabilities.list(ctx, { ...toQuery(query), sort: query.sort_by, order: query.sort_order, limit: query.limit, offset: offsetOf(query) }),
    present: (found, { query }) => presentList(found, query, presentVulnerability),
    effects: (found, { query }) => listEffects(found, asWritten(query)),
  }),
  endpoint('GET /api/v1/secops/vulnerabilities/stats', { guide: docs, summary: 'Counts by severity, state and score, and what was discovered on each of thirty days', query: statsQuery, reply: vulnerabilityStats, run: (m, ctx, { query }) => m.secops.vulnerabilities.stats(ctx, toQuery(query)), present: presentStats }),
  endpoint('GET /api/v1/secops/vulnerabilities/:id', { guide: client, summary: 'One vulnerability with its sources and history', params: byId, reply: vulnerabilityDetail, run: (m, ctx, { params }) => m.secops.vulnerabilities.get(ctx, params.id), present: presentDetail }),
  endpoint('PATCH /api/v1/secops/vulnerabilities/:id', {
    guide: client,
    summary: 'Judges a vulnerability; an accepted risk is opened again after 90 days, or when accepted_until says',
    params: byId,
    body: vulnerabilityChange,
    reply: vulnerabilityRow,
    run: (m, ctx, { params, body }) => m.secops.vulnerabilities.update(ctx, params.id, toUpdate(body)),
    present: presentVulnerability,
  }),
  endpoint('POST /api/v1/secops/vulnerabilities/:id/split', {
    guide: docs,
    summary: 'Undoes a merge: sources become a vulnerability of their own',
    status: 201,
    params: byId,
    body: z.object({ source_ids: z.array(z.uuid()).min(1).max(100) }),
    reply: vulnerabilityDetail,
    run: (m, ctx, { params, body }) => m.secops.vulnerabilities.split(ctx, params.id, body.source_ids),
    present: presentDetail,
  }),
];

const importEndpoints: readonly Endpoint[] = [
  endpoint('POST /api/v1/secops/imports', {
    guide: docs,
    summary: "Imports a scanner's report, or with dry_run tells what it is",
    status: 202,
    consumes: 'multipart',
    maxBytes: maxReportBytes,
    body: importForm,
    reply: z.union([importRow, preview]),
    run: async (m, ctx, { body, files }) => {
      const { name: filename, content } = onlyFile(files);
      const input = { filename, content, environment: body.environment, assetId: body.asset_id, scope: body.scope };
      return body.dry_run ? { preview: await m.secops.imports.preview(ctx, input) } : { started: await m.secops.imports.start(ctx, input) };
    },
    present: (result) => (result.preview === undefined ? presentImport(result.started) : presentPreview(result.preview)),
    effects: (result) => ({ status: result.preview === undefined ? 202 : 200 }),
  }),
  endpoint('GET /api/v1/secops/imports', {
    guide: docs,
    summary: 'Imports, newest first',
    query: listQuery({}),
    reply: listOf(importRow),
    run: (m, ctx, { query }) => m.secops.imports.list(ctx, { limit: query.limit, offset: offsetOf(query) }),
    present: (found, { query }) => presentList(found, query, presentImport),
    effects: (found, { query }) => listEffects(found, query),
  }),
  endpoint('GET /api/v1/secops/imports/:id', { guide: docs, summary: 'One import with its progress', params: byId, reply: importRow, run: (m, ctx, { params }) => m.secops.imports.get(ctx, params.id), present: presentImport }),
  endpoint('POST /api/v1/secops/imports/:id/cancel', { guide: docs, summary: 'Cancels an import that has not ended; nothing of it is kept', params: byId, reply: importRow, run: (m, ctx, { params }) => m.secops.imports.cancel(ctx, params.id), present: presentImport }),
];

/** Assets, vulnerabilities, imports and MITRE ATT&CK. */
export const secopsEndpoints: readonly Endpoint[] = [
  ...assetEndpoints,
  ...oneAsset,
  ...vulnerabilityEndpoints,
  ...importEndpoints,
  ...mitreEndpoints,
];
