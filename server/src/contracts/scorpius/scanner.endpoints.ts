import { z } from 'zod';
import type { Scanner } from '../../modules/scanner/index.ts';
import type { UserCtx } from '../../platform/context/index.ts';
import { errors } from '../../platform/errors/index.ts';
import { endpoint, type Endpoint, FileBody, type Modules } from '../kit/index.ts';
import { pageQuery } from '../shared/paging.ts';
import { presentScanResult, scanResult } from '../shared/scan-result.ts';
import { estimated, isCaller, optionsNotRun, startOf, theFile, uploadAndScan } from './scanner.operations.ts';
import { analyzeBody, batchBody, exportBody, uploadForm } from './scanner.requests.ts';
import { presentDetails, presentUpload, uploadResult, vulnerabilityDetails } from './scanner.words.ts';

const guide = 'scorpius#scanner-routes-apiscanner';
const page = 'scorpius#-2-smart-contract-scanner-scanner';

const accepted = z.object({
  scan_id: z.string(),
  status: z.string(),
  /** Seconds. */
  estimated_time: z.int(),
});

/** Uploading, analysing, following, exporting. */
export const scannerEndpoints: readonly Endpoint[] = [
  endpoint('POST /api/scanner/upload', {
    guide,
    summary: 'Uploads a .sol, .vy, .json or .zip file; scan_options.auto_analyze starts a scan of it',
    consumes: 'multipart',
    body: uploadForm,
    reply: uploadResult.extend({ scan_id: z.string().nullable() }),
    run: (modules, ctx, { body, files }) => uploadAndScan(modules, ctx, { file: theFile(files), depth: body.scan_type, isToBeScanned: body.scan_options.auto_analyze === true }),
    present: ({ upload, scan }) => ({ ...presentUpload(upload), scan_id: scan?.id ?? null }),
  }),
  endpoint('POST /api/scanner/analyze', {
    guide,
    summary: 'Starts a scan of an address, an upload or pasted source',
    body: analyzeBody,
    reply: accepted,
    run: (modules, ctx, { body }) => estimated(modules, modules.scanner.startScan(ctx, startOf(body))),
    present: ({ scan, seconds }) => ({ scan_id: scan.id, status: scan.status, estimated_time: seconds }),
  }),
  endpoint('GET /api/scanner/scan/{id}', {
    guide,
    summary: 'A scan: its state, and its findings once completed',
    params: z.object({ id: z.string() }),
    reply: scanResult,
    run: (modules, ctx, { params }) => modules.scanner.getReport(ctx, params.id),
    present: presentScanResult,
  }),
  endpoint('POST /api/scanner/scan/{id}/cancel', {
    guide,
    summary: 'Cancels a scan that has not ended (page section 2: POST /api/scanner/scan/{scan_id}/cancel)',
    params: z.object({ id: z.string() }),
    reply: z.object({ scan_id: z.string(), status: z.string() }),
    run: (modules, ctx, { params }) => modules.scanner.cancelScan(ctx, params.id),
    present: (scan) => ({ scan_id: scan.id, status: scan.status }),
  }),
  endpoint('GET /api/scanner/contracts/user/{user_id}', {
    guide: page,
    summary: 'Uploads of the caller, who is named by id, by name or as current_user',
    params: z.object({ user_id: z.string() }),
    query: pageQuery,
    reply: z.array(uploadResult),
    run: (modules, ctx, { params, query }) => {
      if (!isCaller(ctx.principal, params.user_id)) throw errors.FORBIDDEN({ message: 'Only your own contracts can be listed' });
      return modules.scanner.listUploads(ctx, query);
    },
    present: ({ items }) => items.map(presentUpload),
    effects: ({ total }) => ({ headers: { 'x-total-count': String(total) } }),
  }),
  endpoint('DELETE /api/scanner/files/{id}', {
    guide,
    summary: 'Deletes an upload; scans made of it stay (page section 2: DELETE /api/scanner/files/{file_id})',
    params: z.object({ id: z.string() }),
    reply: z.object({ message: z.string(), file_id: z.string() }),
    run: (modules, ctx, { params }) => modules.scanner.deleteUpload(ctx, params.id),
    present: (_, { params }) => ({ message: 'File deleted', file_id: params.id }),
  }),
  endpoint('POST /api/scanner/export', {
    guide,
    summary: 'Downloads a completed scan as PDF, JSON, CSV or SARIF',
    body: exportBody,
    reply: z.instanceof(FileBody),
    run: (modules, ctx, { body }) => modules.scanner.exportScan(ctx, body.scan_id, { format: body.format, isDetailed: body.include_details }),
    present: (file) => new FileBody(file),
  }),
  endpoint('GET /api/scanner/vulnerability/{vulnerability_id}/details', {
    guide: page,
    summary: 'A finding with explanation, snippet and references',
    params: z.object({ vulnerability_id: z.string() }),
    reply: vulnerabilityDetails,
    run: (modules, ctx, { params }) => modules.scanner.getFinding(ctx, params.vulnerability_id),
    present: presentDetails,
  }),
];

const batchReply = z.object({ batch_id: z.string(), scan_ids: z.array(z.string()), status: z.literal('queued'), options_not_run: z.array(z.string()) });

/** One operation that the guide names twice. */
const batch = {
  summary: 'Starts scans of several uploads or addresses; all or none are accepted',
  body: batchBody,
  reply: batchReply,
  run: (modules: Modules, ctx: UserCtx, { body }: { body: z.output<typeof batchBody> }) => modules.scanner.startBatch(ctx, body.starts),
  present: ({ batchId, scans }: Awaited<ReturnType<Scanner['startBatch']>>, { body }: { body: z.output<typeof batchBody> }): z.input<typeof batchReply> => ({
    batch_id: batchId,
    scan_ids: scans.map((scan) => scan.id),
    status: 'queued',
    options_not_run: optionsNotRun(body.options),
  }),
};

/** Scans of many targets. */
export const batchEndpoints: readonly Endpoint[] = [
  endpoint('POST /api/scanner/batch-scan', { ...batch, guide: page }),
  endpoint('POST /api/scanner/batch-analyze', { ...batch, guide }),
];
