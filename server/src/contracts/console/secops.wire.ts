import { z } from 'zod';
import { assetSorts, assetStatuses, assetTypes, environments, riskLevels, severities, vulnerabilitySorts, vulnerabilityStatuses } from '../../modules/secops/index.ts';

/** Shapes of security operations on the wire: what the console reads and sends. Times are UTC ISO 8601 with Z. */

const time = z.iso.datetime();
const count = z.int().min(0);
const order = z.enum(['asc', 'desc']).default('desc');
const limit = z.coerce.number().int().min(1).max(100).default(25);
const offset = z.coerce.number().int().min(0).max(1_000_000).default(0);
const search = z.string().trim().min(1).max(200).optional();

/** One word, or several with commas between them. */
function anyOf<const T extends readonly [string, ...string[]]>(values: T) {
  return z.string().transform((text) => text.split(',')).pipe(z.array(z.enum(values)).min(1).max(values.length)).optional();
}

export const asset = z.object({
  id: z.uuid(), hostname: z.string(), ipAddress: z.string(), assetType: z.enum(assetTypes), environment: z.enum(environments), status: z.enum(assetStatuses), riskLevel: z.enum(riskLevels),
  os: z.string().nullable(), osVersion: z.string().nullable(), owner: z.string().nullable(), tags: z.array(z.string()), lastScannedAt: time.nullable(), vulnerabilityCount: count, createdAt: time, updatedAt: time,
});

export const assetQuery = z.object({
  environment: z.enum(environments).optional(), assetType: z.enum(assetTypes).optional(), riskLevel: z.enum(riskLevels).optional(), status: z.enum(assetStatuses).optional(), search, sort: z.enum(assetSorts).default('risk_level'), order, limit, offset,
});

const shortText = z.string().trim().max(200).nullable();
export const newAsset = z.object({
  hostname: z.string().trim().min(1).max(253), ipAddress: z.union([z.ipv4(), z.ipv6(), z.literal('')], { error: 'must be an IPv4 or IPv6 address' }), assetType: z.enum(assetTypes), environment: z.enum(environments), status: z.enum(assetStatuses),
  os: shortText, osVersion: shortText, owner: shortText, tags: z.array(z.string().trim().min(1).max(100)).max(50),
});
export const assetChange = newAsset.partial();

export const vulnerability = z.object({
  id: z.uuid(), assetId: z.uuid(), hostname: z.string(), environment: z.enum(environments), cveId: z.string().nullable(), aliases: z.array(z.string()), title: z.string(), severity: z.enum(severities), cvssScore: z.number().nullable(),
  status: z.enum(vulnerabilityStatuses), packageName: z.string().nullable(), packageVersion: z.string().nullable(), fixedVersion: z.string().nullable(), assignee: z.string().nullable(), discoveredAt: time, lastSeenAt: time, resolvedAt: time.nullable(),
  acceptedUntil: time.nullable(), sourceCount: count,
});

const source = z.object({
  id: z.uuid(), tool: z.string(), scope: z.string(), ruleId: z.string().nullable(), title: z.string(), severity: z.enum(severities), packageVersion: z.string().nullable(), reason: z.enum(['first', 'same-id', 'alias', 'split']), reasonDetail: z.string(),
  firstSeenAt: time, lastSeenAt: time, goneAt: time.nullable(),
});
const event = z.object({ at: time, actor: z.string(), kind: z.string(), from: z.enum(vulnerabilityStatuses).nullable(), to: z.enum(vulnerabilityStatuses).nullable(), note: z.string().nullable() });
const technique = z.object({ id: z.string(), name: z.string(), url: z.url() });

export const vulnerabilityDetail = vulnerability.extend({
  description: z.string(), cvssVector: z.string().nullable(), cwes: z.array(z.int()), links: z.array(z.string()), tags: z.array(z.string()), remediation: z.string().nullable(), decisionNote: z.string().nullable(),
  place: z.object({ file: z.string().nullable(), line: z.int().nullable(), url: z.string().nullable(), resource: z.string().nullable() }), techniques: z.array(technique.pick({ id: true })), sources: z.array(source), events: z.array(event),
});

export const vulnerabilityFilters = z.object({ severity: anyOf(severities), status: anyOf(vulnerabilityStatuses), assetId: z.uuid().optional(), environment: z.enum(environments).optional(), tool: z.string().min(1).max(100).optional(), techniqueId: z.string().min(1).max(20).optional(), search });
export const vulnerabilityQuery = vulnerabilityFilters.extend({ sort: z.enum(vulnerabilitySorts).default('severity'), order, limit, offset });

export const decision = z.object({ status: z.enum(vulnerabilityStatuses).optional(), assignee: shortText.optional(), note: z.string().trim().min(1).max(2_000).optional(), acceptedUntil: z.iso.datetime({ offset: true }).optional() });
export const manyDecisions = decision.extend({ ids: z.array(z.uuid()).min(1).max(100) });

export const vulnerabilityCounts = z.object({ total: count, bySeverity: z.record(z.enum(severities), count), byStatus: z.record(z.enum(vulnerabilityStatuses), count) });

export const importForm = z.object({ environment: z.enum(environments).default('production'), assetId: z.uuid().optional(), scope: z.string().trim().min(1).max(200).optional() });
export const reportPreview = z.object({ format: z.string(), variant: z.string(), tool: z.string(), target: z.string().nullable(), scope: z.string(), findings: count, notes: z.array(z.string()) });
export const reportImport = z.object({
  id: z.uuid(), filename: z.string(), size: count, format: z.string(), variant: z.string(), tool: z.string(), scope: z.string(), environment: z.enum(environments), status: z.enum(['queued', 'running', 'completed', 'failed', 'cancelled']), percent: z.number(), stage: z.string(),
  counts: z.object({ findings: count, created: count, merged: count, reopened: count, closed: count, unchanged: count, passed: count, assets: count }), notes: z.array(z.string()),
  error: z.object({ code: z.string(), message: z.string() }).nullable(), createdAt: time, completedAt: time.nullable(),
});

export const matrix = z.object({
  tactics: z.array(z.object({ id: z.string(), name: z.string(), url: z.url(), description: z.string() })),
  techniques: z.array(technique.extend({ tactics: z.array(z.string()), description: z.string(), detectionCount: count, findingCount: count, lastDetected: time.nullable() })),
});

export type Asset = z.output<typeof asset>;
export type NewAsset = z.input<typeof newAsset>;
export type Vulnerability = z.output<typeof vulnerability>;
export type VulnerabilityDetail = z.output<typeof vulnerabilityDetail>;
export type VulnerabilityCounts = z.output<typeof vulnerabilityCounts>;
export type Decision = z.input<typeof decision>;
export type ReportImport = z.output<typeof reportImport>;
export type Matrix = z.output<typeof matrix>;
