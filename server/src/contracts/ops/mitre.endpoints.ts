import { z } from 'zod';
import { detectionStatuses } from '../../modules/secops/index.ts';
import { errors } from '../../platform/errors/index.ts';
import { type Endpoint, endpoint, FileBody } from '../kit/index.ts';
import { listEffects, listOf, listQuery, offsetOf, presentList } from './paging.ts';
import { presentCoverage, presentDetection, presentTactic, presentTechnique } from './secops.present.ts';
import { coverageRow, detectionRow, newDetection, tacticRow, techniqueRow } from './secops.wire.ts';

const guide = 'ops#advanced-features-priority-low';
const docs = 'ops#documentation-references';
const client = 'ops#frontend-code-reference';
/** MITRE's own bundle of the enterprise matrix has about 50 MB. */
const maxBundleBytes = 80 * 1_048_576;
const techniqueId = z.string().regex(/^T\d{4}(\.\d{3})?$/, 'must be an id such as T1059');

const detectionEndpoints: readonly Endpoint[] = [
  endpoint('GET /api/v1/secops/mitre/detections', {
    guide: client,
    summary: 'Detections, newest first',
    query: listQuery({ technique_id: techniqueId.optional(), status: z.enum(detectionStatuses).optional() }),
    reply: listOf(detectionRow),
    run: (m, ctx, { query }) => m.secops.mitre.detections(ctx, { techniqueId: query.technique_id, status: query.status, limit: query.limit, offset: offsetOf(query) }),
    present: (found, { query }) => presentList(found, query, presentDetection),
    effects: (found, { query }) => listEffects(found, query),
  }),
  endpoint('POST /api/v1/secops/mitre/detections', {
    guide: docs,
    summary: 'Records that a technique was detected',
    status: 201,
    body: newDetection,
    reply: detectionRow,
    run: (m, ctx, { body: { technique_id: id, asset_id: assetId, detected_at: at, ...rest } }) => m.secops.mitre.createDetection(ctx, { ...rest, techniqueId: id, assetId, ...(at !== undefined && { detectedAt: new Date(at) }) }),
    present: presentDetection,
  }),
  endpoint('PATCH /api/v1/secops/mitre/detections/:id', {
    guide: docs,
    summary: 'Moves a detection on; resolving sets the time',
    params: z.object({ id: z.uuid() }),
    body: z.object({ status: z.enum(detectionStatuses) }),
    reply: detectionRow,
    run: (m, ctx, { params, body }) => m.secops.mitre.updateDetection(ctx, params.id, body.status),
    present: presentDetection,
  }),
];

/** MITRE ATT&CK: the catalogue, what was detected, a layer for the Navigator. */
export const mitreEndpoints: readonly Endpoint[] = [
  endpoint('GET /api/v1/secops/mitre/tactics', { guide, summary: 'Tactics of MITRE ATT&CK in the order of the matrix', reply: z.array(tacticRow), run: (m, ctx) => m.secops.mitre.tactics(ctx), present: (tactics) => tactics.map(presentTactic) }),
  endpoint('GET /api/v1/secops/mitre/techniques', {
    guide,
    summary: 'Techniques of MITRE ATT&CK, all or of one tactic, with what was detected',
    query: z.object({ tactic_id: z.string().regex(/^TA\d{4}$/, 'must be an id such as TA0001').optional() }),
    reply: z.array(techniqueRow),
    run: (m, ctx) => m.secops.mitre.techniques(ctx),
    present: (techniques, { query: { tactic_id: tactic } }) => techniques.filter(({ tactics }) => tactic === undefined || tactics.includes(tactic)).map((technique) => presentTechnique(technique, tactic)),
  }),
  endpoint('GET /api/v1/secops/mitre-attack', { guide: docs, summary: 'Techniques with their coverage, in percent, and detections', reply: z.array(coverageRow), run: (m, ctx) => m.secops.mitre.techniques(ctx), present: presentCoverage }),
  endpoint('GET /api/v1/secops/mitre/layer', {
    guide: docs,
    summary: 'A layer for the ATT&CK Navigator, format 4.5',
    reply: z.instanceof(FileBody),
    run: (m, ctx) => m.secops.mitre.layer(ctx),
    present: (layer) => new FileBody({ content: Buffer.from(JSON.stringify(layer, null, 2), 'utf8'), contentType: 'application/json; charset=utf-8', filename: 'bulwark-layer.json' }),
  }),
  endpoint('POST /api/v1/secops/mitre/stix', {
    guide: docs,
    summary: 'Takes descriptions of tactics and techniques from a STIX bundle',
    permission: 'admin:operations',
    consumes: 'multipart',
    maxBytes: maxBundleBytes,
    reply: z.object({ descriptions: z.int() }),
    run: (m, ctx, { files }) => {
      const [file] = files;
      if (file === undefined) throw errors.VALIDATION_ERROR({ message: 'Send the bundle as the form field file', details: { field: 'file' } });
      return m.secops.mitre.importStix(ctx, file.content);
    },
    present: (result) => result,
  }),
  ...detectionEndpoints,
];
