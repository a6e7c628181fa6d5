import { z } from 'zod';
import { iso } from '../../lib/time.ts';
import type { Evidence, EvidenceKind, NewEvidence } from '../../modules/incidents/index.ts';
import { type Endpoint, endpoint, FileBody, type InputFile } from '../kit/index.ts';
import { byIncident } from './incidents.endpoints.ts';
import { emptiable } from './spelling.ts';

const core = 'ops#core-endpoints-priority-high';
const client = 'ops#frontend-code-reference';
const upload = 'ops#example-3-upload-evidence-with-file-handling';

const kinds = ['log', 'metric', 'screenshot', 'document', 'command'] as const;
/** Words of the published client for kinds that the guide calls otherwise. */
const clientKinds: Readonly<Record<string, EvidenceKind>> = { grafana_snapshot: 'metric', image: 'screenshot', file: 'document' };

const evidenceRow = z.object({
  id: z.uuid(),
  incident_id: z.uuid(),
  title: z.string(),
  type: z.enum(kinds),
  /** The text, or the address of the file. */
  content: z.string(),
  metadata: z.record(z.string(), z.unknown()),
  uploaded_by: z.string(),
  uploaded_at: z.iso.datetime(),
  // What the published client reads in place of the above.
  evidence_type: z.string(),
  description: z.string().nullable(),
  file_url: z.string().nullable(),
  created_by: z.string(),
  created_at: z.iso.datetime(),
});

const kind = z.enum([...kinds, ...Object.keys(clientKinds)]);
const address = z.url({ protocol: /^https?$/ }).max(2000).nullish();

/** Fields of a form are texts, so an object comes as JSON. */
const metadata = z.union([z.record(z.string().max(100), z.unknown()), z.string().max(20_000)]).nullish().transform((given, ctx) => {
  if (typeof given !== 'string') return given ?? {};
  const read = z.record(z.string().max(100), z.unknown()).safeParse(parsed(given));
  if (!read.success) ctx.issues.push({ code: 'custom', message: 'Expected a JSON object', input: given });
  return read.data ?? {};
});

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

const newEvidence = z
  .object({
    title: z.string().trim().min(1).max(200),
    evidence_type: kind.optional(),
    type: kind.optional(),
    content: z.string().max(1_000_000).nullish(),
    description: emptiable(20_000),
    file_url: address,
    source_url: address,
    metadata,
  })
  .refine(({ evidence_type: theirs, type }) => theirs !== undefined || type !== undefined, { error: `Expected one of ${kinds.join(', ')}`, path: ['evidence_type'] });

function kindOf(word: string): Pick<NewEvidence, 'kind' | 'spelling'> {
  const known = kinds.find((name) => name === word);
  return known === undefined ? { kind: clientKinds[word] ?? 'document', spelling: word } : { kind: known, spelling: null };
}

function toEvidence(body: z.output<typeof newEvidence>, [file]: readonly InputFile[]): NewEvidence {
  const word = body.evidence_type ?? body.type ?? 'document';
  const url = body.file_url ?? body.source_url ?? null;
  return {
    title: body.title,
    ...kindOf(word),
    description: body.description ?? null,
    content: body.content ?? url ?? body.description ?? '',
    metadata: { ...body.metadata, ...(url !== null && { file_url: url }) },
    file: file === undefined ? null : { name: file.name, content: file.content },
  };
}

function urlOf({ incidentId, id, file, metadata: { file_url: given } }: Evidence): string | null {
  if (file !== null) return `/api/v1/infra/incidents/${incidentId}/evidence/${id}/download`;
  return typeof given === 'string' ? given : null;
}

function presentEvidence(evidence: Evidence): z.input<typeof evidenceRow> {
  const url = urlOf(evidence);
  const facts = { sha256: evidence.sha256, size: evidence.size, ...(evidence.file !== null && { filename: evidence.file.filename, content_type: evidence.file.contentType }) };
  return {
    id: evidence.id,
    incident_id: evidence.incidentId,
    title: evidence.title,
    type: evidence.kind,
    content: evidence.file === null ? evidence.content : (url ?? ''),
    metadata: { ...evidence.metadata, ...facts },
    uploaded_by: evidence.uploadedBy,
    uploaded_at: iso(evidence.uploadedAt),
    evidence_type: evidence.spelling ?? evidence.kind,
    description: evidence.description,
    file_url: url,
    created_by: evidence.uploadedBy,
    created_at: iso(evidence.uploadedAt),
  };
}

/** Evidence of incidents, by the guide's path and by that of its published client. */
export const evidenceEndpoints: readonly Endpoint[] = [
  endpoint('GET /api/v1/infra/incidents/:id/evidence', {
    guide: core,
    summary: 'Evidence of an incident, newest first',
    permission: 'read:incidents',
    params: byIncident,
    reply: z.array(evidenceRow),
    run: (m, ctx, { params }) => m.incidents.listEvidence(ctx, params.id),
    present: (found) => found.map(presentEvidence),
  }),
  endpoint('POST /api/v1/infra/incidents/:id/evidence', {
    guide: core,
    summary: 'Add evidence: a file of at most 10 MB, or text',
    permission: 'write:incidents',
    consumes: 'multipart',
    params: byIncident,
    body: newEvidence,
    reply: evidenceRow,
    run: (m, ctx, { params, body, files }) => m.incidents.addEvidence(ctx, params.id, toEvidence(body, files)),
    present: presentEvidence,
  }),
  endpoint('GET /api/v1/infra/incidents/:id/evidence/:evidence_id/download', {
    guide: upload,
    summary: 'The file of a piece of evidence, always as a download',
    permission: 'read:incidents',
    params: byIncident.extend({ evidence_id: z.string().min(1).max(100) }),
    reply: z.instanceof(FileBody),
    run: (m, ctx, { params }) => m.incidents.downloadEvidence(ctx, params.id, params.evidence_id),
    present: (file) => new FileBody(file),
    effects: () => ({ headers: { 'cache-control': 'private, no-store', 'content-security-policy': "default-src 'none'; sandbox" } }),
  }),
  endpoint('GET /api/v1/evidence/incident/:id', {
    guide: client,
    summary: 'Evidence of an incident, by its older path',
    permission: 'read:incidents',
    params: byIncident,
    reply: z.array(evidenceRow),
    run: (m, ctx, { params }) => m.incidents.listEvidence(ctx, params.id),
    present: (found) => found.map(presentEvidence),
  }),
  endpoint('POST /api/v1/evidence/incident/:id', {
    guide: client,
    summary: 'Add evidence as JSON',
    permission: 'write:incidents',
    params: byIncident,
    body: newEvidence,
    reply: evidenceRow,
    run: (m, ctx, { params, body, files }) => m.incidents.addEvidence(ctx, params.id, toEvidence(body, files)),
    present: presentEvidence,
  }),
];
