import { z } from 'zod';

/** Shapes of incidents on the wire: what the console reads and sends. Times are UTC ISO 8601 with Z. */

const incidentSeverity = z.enum(['critical', 'high', 'medium', 'low']);
const incidentStatus = z.enum(['open', 'investigating', 'resolved', 'closed']);
export const environment = z.enum(['production', 'staging', 'development']);
export const evidenceKind = z.enum(['log', 'metric', 'screenshot', 'document', 'command']);

const time = z.iso.datetime();
const count = z.int().min(0);

export const incidentRow = z.object({
  id: z.uuid(),
  key: z.string(),
  title: z.string(),
  description: z.string(),
  severity: incidentSeverity,
  status: incidentStatus,
  squad: z.string(),
  environment,
  assignee: z.string().nullable(),
  tags: z.array(z.string()),
  affectedServices: z.array(z.string()),
  rootCause: z.string().nullable(),
  resolution: z.string().nullable(),
  reporter: z.string(),
  createdAt: time,
  updatedAt: time,
  acknowledgedAt: time.nullable(),
  resolvedAt: time.nullable(),
});

/** As found by a search: matching words between `«` and `»`. */
export const foundIncident = incidentRow.extend({ highlights: z.object({ title: z.string(), description: z.string() }).nullable() });

export const incidentEvent = z.object({
  id: z.uuid(),
  kind: z.enum(['created', 'changed', 'resolved', 'reopened', 'comment', 'evidence', 'jira']),
  actor: z.string(),
  origin: z.enum(['user', 'jira', 'system']),
  note: z.string(),
  changes: z.array(z.object({ field: z.string(), from: z.unknown(), to: z.unknown() })),
  occurredAt: time,
});

export const evidenceRow = z.object({
  id: z.uuid(),
  title: z.string(),
  kind: evidenceKind,
  description: z.string().nullable(),
  content: z.string(),
  sha256: z.string(),
  size: count,
  file: z.object({ filename: z.string(), contentType: z.string() }).nullable(),
  uploadedBy: z.string(),
  uploadedAt: time,
});

export const incidentReport = incidentRow.extend({ events: z.array(incidentEvent), evidence: z.array(evidenceRow), jiraUrl: z.string().nullable() });

export const incidentStatistics = z.object({
  total: count,
  bySeverity: z.record(incidentSeverity, count),
  byStatus: z.record(incidentStatus, count),
  bySquad: z.array(z.object({ squad: z.string(), count })),
  mttaMinutes: z.number().nullable(),
  mttrMinutes: z.number().nullable(),
});

export const incidentFacets = z.object({ squads: z.array(z.string()), assignees: z.array(z.string()), services: z.array(z.string()) });

export const hypothesis = z.object({ kind: z.enum(['recorded', 'change', 'known-cause', 'upstream', 'service']), title: z.string(), score: z.number(), reasons: z.array(z.string()), referenceId: z.string().nullable() });

const words = z.string().trim().max(200).transform((text) => (text === '' ? undefined : text));

/** What narrows a list of incidents; the same for pages and exports. */
export const incidentFilters = z.object({
  status: z.enum(['unresolved', ...incidentStatus.options]).optional(),
  severity: incidentSeverity.optional(),
  environment: environment.optional(),
  squad: words.optional(),
  assignee: words.optional(),
  search: words.optional(),
});

export const incidentQuery = incidentFilters.extend({
  sort: z.enum(['created_at', 'updated_at', 'severity', 'status', 'title', 'squad']).optional(),
  order: z.enum(['asc', 'desc']).default('desc'),
  limit: z.coerce.number().int().min(1).max(100).default(25),
  offset: z.coerce.number().int().min(0).max(1_000_000).default(0),
});

const title = z.string().trim().min(3).max(200);
const description = z.string().trim().min(10).max(50_000);
const name = z.string().trim().min(1).max(100);
const names = z.array(name).max(50);
const maybe = (longest: number) => z.string().trim().max(longest).nullable().transform((text) => (text === '' ? null : text));

export const newIncident = z.strictObject({
  title, description, severity: incidentSeverity, squad: name, environment, affectedServices: names.default([]), tags: names.default([]), assignee: maybe(200).default(null),
});

export const incidentChanges = z.strictObject({
  title: title.optional(), description: description.optional(), severity: incidentSeverity.optional(), status: incidentStatus.optional(), squad: name.optional(), environment: environment.optional(),
  assignee: maybe(200).optional(), tags: names.optional(), affectedServices: names.optional(), rootCause: maybe(50_000).optional(), resolution: maybe(50_000).optional(),
});

export type IncidentSeverity = z.output<typeof incidentSeverity>;
export type IncidentStatus = z.output<typeof incidentStatus>;
export type Environment = z.output<typeof environment>;
export type EvidenceKind = z.output<typeof evidenceKind>;
export type IncidentRow = z.output<typeof incidentRow>;
export type FoundIncident = z.output<typeof foundIncident>;
export type IncidentEvent = z.output<typeof incidentEvent>;
export type EvidenceRow = z.output<typeof evidenceRow>;
export type IncidentReport = z.output<typeof incidentReport>;
export type IncidentStatistics = z.output<typeof incidentStatistics>;
export type IncidentFacets = z.output<typeof incidentFacets>;
export type Hypothesis = z.output<typeof hypothesis>;
export type IncidentQuery = Partial<z.input<typeof incidentQuery>>;
export type NewIncident = z.input<typeof newIncident>;
export type IncidentChanges = z.input<typeof incidentChanges>;
