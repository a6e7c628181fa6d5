import { iso } from '../../lib/time.ts';
import type { Evidence, FoundIncident, Incident, IncidentEvent, IncidentSnapshot } from '../../modules/incidents/index.ts';
import type * as wire from './incidents.wire.ts';

const asIso = (time: Date | string): string => (typeof time === 'string' ? time : iso(time));
const asIsoOrNull = (time: Date | string | null): string | null => (time === null ? null : asIso(time));

/** An incident as a row, from the database or from an event, whose dates are strings already. */
export function presentIncident(incident: Incident | IncidentSnapshot): wire.IncidentRow {
  return {
    id: incident.id,
    key: incident.jiraId,
    title: incident.title,
    description: incident.description,
    severity: incident.severity,
    status: incident.status,
    squad: incident.squad,
    environment: incident.environment,
    assignee: incident.assignee,
    tags: [...incident.tags],
    affectedServices: [...incident.affectedServices],
    rootCause: incident.rootCause,
    resolution: incident.resolution,
    reporter: incident.reporter,
    createdAt: asIso(incident.createdAt),
    updatedAt: asIso(incident.updatedAt),
    acknowledgedAt: asIsoOrNull(incident.acknowledgedAt),
    resolvedAt: asIsoOrNull(incident.resolvedAt),
  };
}

export const presentFound = (incident: FoundIncident): wire.FoundIncident => ({ ...presentIncident(incident), highlights: incident.highlights });

export function presentEvent({ id, kind, actor, origin, note, changes, occurredAt }: IncidentEvent): wire.IncidentEvent {
  return { id, kind, actor, origin, note, changes: changes.map((change) => ({ ...change })), occurredAt: iso(occurredAt) };
}

export function presentEvidence({ id, title, kind, description, content, sha256, size, file, uploadedBy, uploadedAt }: Evidence): wire.EvidenceRow {
  return { id, title, kind, description, content, sha256, size, file: file && { ...file }, uploadedBy, uploadedAt: iso(uploadedAt) };
}

/** A cell that no spreadsheet takes for a formula. */
function cell(value: string | null): string {
  const text = value ?? '';
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Rows as CSV (RFC 4180), the names of the columns first. */
export async function* csvLines<T>(rows: AsyncIterable<T>, columns: Readonly<Record<string, (row: T) => string | null>>): AsyncGenerator<string> {
  yield `${Object.keys(columns).join(',')}\r\n`;
  for await (const row of rows) yield `${Object.values(columns).map((read) => cell(read(row))).join(',')}\r\n`;
}
