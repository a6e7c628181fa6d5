import { z } from 'zod';
import { assetStatuses, assetTypes, detectionSeverities, detectionStatuses, environments, riskLevels, severities, vulnerabilityStatuses } from '../../modules/secops/index.ts';

/** Shapes of security operations on the wire of guide ops. */

const time = z.iso.datetime();
const words = (most: number) => z.array(z.string().trim().min(1).max(100)).max(most);

/** The documents write dev and sandbox for what the guide calls development. */
export const environment = z.preprocess((word) => (word === 'dev' || word === 'sandbox' ? 'development' : word === 'prod' ? 'production' : word), z.enum(environments));

export const assetRow = z.object({
  id: z.uuid(),
  hostname: z.string(),
  ip_address: z.string(),
  asset_type: z.enum(assetTypes),
  environment: z.enum(environments),
  status: z.enum(assetStatuses),
  risk_level: z.enum(riskLevels),
  os: z.string().nullable(),
  os_version: z.string().nullable(),
  owner: z.string().nullable(),
  tags: z.array(z.string()),
  metadata: z.record(z.string(), z.unknown()),
  last_scanned_at: time.nullable(),
  vulnerability_count: z.int(),
  created_at: time,
  updated_at: time,
});

const optionalText = z.string().trim().max(200).nullish().transform((text) => (text === '' ? null : text));

export const newAsset = z.object({
  hostname: z.string().trim().min(1).max(253),
  ip_address: z.union([z.ipv4(), z.ipv6()], { error: 'must be an IPv4 or IPv6 address' }),
  asset_type: z.enum(assetTypes),
  environment,
  status: z.enum(assetStatuses).optional(),
  os: optionalText,
  os_version: optionalText,
  owner: optionalText,
  tags: words(50).optional(),
  metadata: z.record(z.string().max(100), z.unknown()).refine((value) => JSON.stringify(value).length < 20_000, 'is larger than 20 kB').optional(),
});

/** Only what is given is changed. */
export const assetChange = newAsset.partial().refine((change) => Object.values(change).some((value) => value !== undefined), 'names nothing to change');

export const vulnerabilityRow = z.object({
  id: z.uuid(),
  asset_id: z.uuid(),
  cve_id: z.string().nullable(),
  title: z.string(),
  description: z.string(),
  severity: z.enum(severities),
  cvss_score: z.number().nullable(),
  status: z.enum(vulnerabilityStatuses),
  affected_package: z.string().nullable(),
  affected_version: z.string().nullable(),
  fixed_version: z.string().nullable(),
  discovered_at: time,
  updated_at: time,
  resolved_at: time.nullable(),
  assignee: z.string().nullable(),
  remediation: z.string().nullable(),
  references: z.array(z.string()),
  mitre_tactics: z.array(z.string()),
  mitre_techniques: z.array(z.string()),
  hostname: z.string(),
  environment: z.enum(environments),
  cvss_vector: z.string().nullable(),
  aliases: z.array(z.string()),
  accepted_until: time.nullable(),
  source_count: z.int(),
});

const source = z.object({
  id: z.uuid(), tool: z.string(), scope: z.string(), rule_id: z.string().nullable(), title: z.string(), severity: z.enum(severities), ids: z.array(z.string()),
  reason: z.enum(['first', 'same-id', 'alias', 'split']), reason_detail: z.string(), first_seen_at: time, last_seen_at: time, gone_at: time.nullable(),
});
const event = z.object({ at: time, actor: z.string(), kind: z.string(), from: z.enum(vulnerabilityStatuses).nullable(), to: z.enum(vulnerabilityStatuses).nullable(), note: z.string().nullable() });

export const vulnerabilityDetail = vulnerabilityRow.extend({ sources: z.array(source), events: z.array(event) });

export const vulnerabilityChange = z.object({
  status: z.enum(vulnerabilityStatuses).optional(),
  assignee: optionalText,
  remediation: z.string().trim().max(10_000).nullish(),
  note: z.string().trim().min(1).max(2_000).optional(),
  accepted_until: z.iso.datetime({ offset: true }).optional(),
}).refine((change) => Object.values(change).some((value) => value !== undefined), 'names nothing to change');

const count = z.int();
export const vulnerabilityStats = z.object({
  total: count,
  by_severity: z.record(z.enum(severities), count),
  by_status: z.record(z.enum(vulnerabilityStatuses), count),
  by_cvss_score: z.array(z.object({ score_range: z.string(), count })),
  trend: z.array(z.object({ date: z.iso.date(), count })),
});

export const importRow = z.object({
  id: z.uuid(), filename: z.string(), format: z.string(), variant: z.string(), tool: z.string(), scope: z.string(), environment: z.enum(environments), asset_id: z.uuid().nullable(),
  status: z.enum(['queued', 'running', 'completed', 'failed', 'cancelled']), percent: z.number(), stage: z.string(),
  counts: z.object({ findings: count, created: count, merged: count, reopened: count, closed: count, unchanged: count, passed: count, assets: count }),
  notes: z.array(z.string()), error: z.object({ code: z.string(), message: z.string() }).nullable(), created_at: time, started_at: time.nullable(), completed_at: time.nullable(),
});

export const preview = z.object({ format: z.string(), variant: z.string(), tool: z.string(), target: z.string().nullable(), scope: z.string(), findings: count, notes: z.array(z.string()) });

/** What goes with the file of an import. */
export const importForm = z.object({
  environment: environment.default('production'),
  asset_id: z.uuid().optional(),
  scope: z.string().trim().min(1).max(200).optional(),
  dry_run: z.enum(['true', 'false', '1', '0']).default('false').transform((value) => value === 'true' || value === '1'),
});

export const tacticRow = z.object({ id: z.string(), name: z.string(), description: z.string(), url: z.url() });
export const techniqueRow = z.object({ id: z.string(), name: z.string(), description: z.string(), tactic_id: z.string(), detection_count: count, last_detected: time.nullable(), url: z.url() });
export const coverageRow = z.object({ technique_id: z.string(), technique_name: z.string(), tactic: z.string(), coverage: z.number(), detections: count, last_detected: time.nullable() });
export const detectionRow = z.object({
  id: z.uuid(), technique_id: z.string(), asset_id: z.uuid().nullable(), description: z.string(), severity: z.enum(detectionSeverities), status: z.enum(detectionStatuses), detected_at: time, resolved_at: time.nullable(),
});
export const newDetection = z.object({
  technique_id: z.string().regex(/^T\d{4}(\.\d{3})?$/, 'must be an id such as T1059 or T1059.001'),
  asset_id: z.uuid().nullish(),
  description: z.string().trim().min(1).max(5_000),
  severity: z.enum(detectionSeverities),
  status: z.enum(detectionStatuses).optional(),
  detected_at: z.iso.datetime({ offset: true }).optional(),
});
