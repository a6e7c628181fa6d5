import { z } from 'zod';
import type { FoundIncident, Incident, IncidentSnapshot } from '../../modules/incidents/index.ts';

/** An incident as the guide prints it, and when it was acknowledged. Source: ops#example-2-create-incident-with-validation. */
export const incidentRow = z.object({
  id: z.uuid(),
  jira_id: z.string(),
  title: z.string(),
  description: z.string(),
  severity: z.enum(['critical', 'high', 'medium', 'low']),
  status: z.enum(['open', 'investigating', 'resolved', 'closed']),
  squad: z.string(),
  environment: z.enum(['production', 'staging', 'development']),
  created_at: z.iso.datetime(),
  updated_at: z.iso.datetime(),
  acknowledged_at: z.iso.datetime().nullable(),
  resolved_at: z.iso.datetime().nullable(),
  assignee: z.string().nullable(),
  tags: z.array(z.string()),
  affected_services: z.array(z.string()),
  root_cause: z.string().nullable(),
  resolution: z.string().nullable(),
  /** Only in answers to a search: where it was found, between `«` and `»`. */
  highlights: z.object({ title: z.string(), description: z.string() }).optional(),
});

const asIso = (time: Date | string): string => (typeof time === 'string' ? time : time.toISOString());
const asIsoOrNull = (time: Date | string | null): string | null => (time === null ? null : asIso(time));

/** From the database or from an event, whose dates are strings already. */
export function presentIncident(incident: Incident | IncidentSnapshot): z.input<typeof incidentRow> {
  return {
    id: incident.id,
    jira_id: incident.jiraId,
    title: incident.title,
    description: incident.description,
    severity: incident.severity,
    status: incident.status,
    squad: incident.squad,
    environment: incident.environment,
    created_at: asIso(incident.createdAt),
    updated_at: asIso(incident.updatedAt),
    acknowledged_at: asIsoOrNull(incident.acknowledgedAt),
    resolved_at: asIsoOrNull(incident.resolvedAt),
    assignee: incident.assignee,
    tags: [...incident.tags],
    affected_services: [...incident.affectedServices],
    root_cause: incident.rootCause,
    resolution: incident.resolution,
  };
}

export function presentFound({ highlights, ...incident }: FoundIncident): z.input<typeof incidentRow> {
  return { ...presentIncident(incident), ...(highlights !== null && { highlights }) };
}
