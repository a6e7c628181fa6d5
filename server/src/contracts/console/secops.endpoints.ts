import { z } from 'zod';
import { errors } from '../../platform/errors/index.ts';
import { endpoint, FileBody, type InputFile } from '../kit/index.ts';
import { given } from './given.ts';
import { presentAsset, presentDetail, presentImport, presentMatrix, presentVulnerability } from './secops.present.ts';
import {
  asset, assetChange, assetQuery, decision, importForm, manyDecisions, matrix, newAsset, reportImport, reportPreview, vulnerability, vulnerabilityCounts, vulnerabilityDetail, vulnerabilityFilters, vulnerabilityQuery,
} from './secops.wire.ts';

const guide = 'console#secops';
const byId = z.object({ id: z.uuid() });
/** 64 MiB of report and the form around it. */
const maxReportBytes = 65 * 1_048_576;
const maxBundleBytes = 80 * 1_048_576;

function onlyFile(files: readonly InputFile[]): InputFile {
  const [file] = files;
  if (file === undefined || files.length > 1) throw errors.VALIDATION_ERROR({ message: 'Send exactly one file' });
  return file;
}

function toUpdate({ acceptedUntil, ...rest }: z.output<typeof decision>) {
  return { ...rest, ...(acceptedUntil !== undefined && { acceptedUntil: new Date(acceptedUntil) }) };
}

function toImport(files: readonly InputFile[], body: z.output<typeof importForm>) {
  const { name: filename, content } = onlyFile(files);
  return { filename, content, ...body };
}

const assetEndpoints = [
  endpoint('GET /api/console/v1/secops/assets', {
    guide, summary: 'Assets, filtered, sorted and paged', query: assetQuery, reply: z.object({ items: z.array(asset), total: z.int() }),
    run: (m, ctx, { query }) => m.secops.assets.list(ctx, query), present: ({ items, total }) => ({ items: items.map(presentAsset), total }),
  }),
  endpoint('POST /api/console/v1/secops/assets', { guide, summary: 'Makes an asset', status: 201, body: newAsset, reply: asset, run: (m, ctx, { body }) => m.secops.assets.create(ctx, body), present: presentAsset }),
  endpoint('GET /api/console/v1/secops/assets/{id}', { guide, summary: 'One asset', params: byId, reply: asset, run: (m, ctx, { params }) => m.secops.assets.get(ctx, params.id), present: presentAsset }),
  endpoint('PATCH /api/console/v1/secops/assets/{id}', { guide, summary: 'Changes an asset', params: byId, body: assetChange, reply: asset, run: (m, ctx, { params, body }) => m.secops.assets.update(ctx, params.id, given(body)), present: presentAsset }),
  endpoint('DELETE /api/console/v1/secops/assets/{id}', { guide, summary: 'Deletes an asset with its vulnerabilities', params: byId, reply: z.object({ id: z.uuid() }), run: (m, ctx, { params }) => m.secops.assets.delete(ctx, params.id), present: (_result, { params }) => ({ id: params.id }) }),
];

const vulnerabilityEndpoints = [
  endpoint('GET /api/console/v1/secops/vulnerabilities', {
    guide, summary: 'Vulnerabilities, filtered, sorted and paged', query: vulnerabilityQuery, reply: z.object({ items: z.array(vulnerability), total: z.int() }),
    run: (m, ctx, { query }) => m.secops.vulnerabilities.list(ctx, query), present: ({ items, total }) => ({ items: items.map(presentVulnerability), total }),
  }),
  endpoint('GET /api/console/v1/secops/vulnerabilities/counts', {
    guide, summary: 'Counts by severity and state', query: vulnerabilityFilters, reply: vulnerabilityCounts,
    run: (m, ctx, { query }) => m.secops.vulnerabilities.stats(ctx, query), present: ({ total, bySeverity, byStatus }) => ({ total, bySeverity: { ...bySeverity }, byStatus: { ...byStatus } }),
  }),
  endpoint('GET /api/console/v1/secops/vulnerabilities/export', { guide, summary: 'What matches, as CSV', query: vulnerabilityFilters, reply: z.instanceof(FileBody), run: (m, ctx, { query }) => m.secops.vulnerabilities.export(ctx, query), present: (file) => new FileBody(file) }),
  endpoint('POST /api/console/v1/secops/vulnerabilities/triage', {
    guide, summary: 'Judges many vulnerabilities: all or none', body: manyDecisions, reply: z.object({ changed: z.int() }),
    run: (m, ctx, { body: { ids, ...rest } }) => m.secops.vulnerabilities.updateMany(ctx, ids, toUpdate(rest)), present: (changed) => ({ changed }),
  }),
  endpoint('GET /api/console/v1/secops/vulnerabilities/{id}', { guide, summary: 'One vulnerability with its sources and history', params: byId, reply: vulnerabilityDetail, run: (m, ctx, { params }) => m.secops.vulnerabilities.get(ctx, params.id), present: presentDetail }),
  endpoint('PATCH /api/console/v1/secops/vulnerabilities/{id}', { guide, summary: 'Judges a vulnerability', params: byId, body: decision, reply: vulnerability, run: (m, ctx, { params, body }) => m.secops.vulnerabilities.update(ctx, params.id, toUpdate(body)), present: presentVulnerability }),
  endpoint('POST /api/console/v1/secops/vulnerabilities/{id}/split', {
    guide, summary: 'Undoes a merge', status: 201, params: byId, body: z.object({ sourceIds: z.array(z.uuid()).min(1).max(100) }), reply: vulnerabilityDetail,
    run: (m, ctx, { params, body }) => m.secops.vulnerabilities.split(ctx, params.id, body.sourceIds), present: presentDetail,
  }),
];

const importEndpoints = [
  endpoint('POST /api/console/v1/secops/imports/preview', {
    guide, summary: 'What a report is; nothing is kept', consumes: 'multipart', maxBytes: maxReportBytes, body: importForm, reply: reportPreview,
    run: (m, ctx, { body, files }) => m.secops.imports.preview(ctx, toImport(files, body)), present: ({ target, notes, ...rest }) => ({ ...rest, target: target?.name ?? null, notes: [...notes] }),
  }),
  endpoint('POST /api/console/v1/secops/imports', {
    guide, summary: "Imports a scanner's report", status: 202, consumes: 'multipart', maxBytes: maxReportBytes, body: importForm, reply: reportImport,
    run: (m, ctx, { body, files }) => m.secops.imports.start(ctx, toImport(files, body)), present: presentImport,
  }),
  endpoint('GET /api/console/v1/secops/imports', {
    guide, summary: 'Imports, newest first', query: z.object({ limit: z.coerce.number().int().min(1).max(100).default(20), offset: z.coerce.number().int().min(0).max(1_000_000).default(0) }), reply: z.object({ items: z.array(reportImport), total: z.int() }),
    run: (m, ctx, { query }) => m.secops.imports.list(ctx, query), present: ({ items, total }) => ({ items: items.map(presentImport), total }),
  }),
  endpoint('GET /api/console/v1/secops/imports/{id}', { guide, summary: 'One import', params: byId, reply: reportImport, run: (m, ctx, { params }) => m.secops.imports.get(ctx, params.id), present: presentImport }),
  endpoint('POST /api/console/v1/secops/imports/{id}/cancel', { guide, summary: 'Cancels an import; nothing of it is kept', params: byId, reply: reportImport, run: (m, ctx, { params }) => m.secops.imports.cancel(ctx, params.id), present: presentImport }),
];

const mitreEndpoints = [
  endpoint('GET /api/console/v1/secops/mitre', {
    guide, summary: 'The matrix with what was detected and found', reply: matrix,
    run: async (m, ctx) => await Promise.all([m.secops.mitre.tactics(ctx), m.secops.mitre.techniques(ctx)]), present: ([tactics, techniques]) => presentMatrix(tactics, techniques),
  }),
  endpoint('GET /api/console/v1/secops/mitre/layer', {
    guide, summary: 'A layer for the ATT&CK Navigator', reply: z.instanceof(FileBody),
    run: (m, ctx) => m.secops.mitre.layer(ctx), present: (layer) => new FileBody({ content: Buffer.from(JSON.stringify(layer, null, 2), 'utf8'), contentType: 'application/json; charset=utf-8', filename: 'bulwark-layer.json' }),
  }),
  endpoint('POST /api/console/v1/secops/mitre/stix', {
    guide, summary: 'Takes descriptions from a STIX bundle', permission: 'admin:operations', consumes: 'multipart', maxBytes: maxBundleBytes, reply: z.object({ descriptions: z.int() }),
    run: (m, ctx, { files }) => m.secops.mitre.importStix(ctx, onlyFile(files).content), present: (result) => result,
  }),
];

/** Security operations: assets, vulnerabilities, imports, the matrix. */
export const secopsEndpoints = [...assetEndpoints, ...vulnerabilityEndpoints, ...importEndpoints, ...mitreEndpoints];
