import { defineEvent } from '../../platform/bus/types.ts';
import type { Incident } from './incident.types.ts';

/** An incident as events carry it: dates as UTC ISO 8601 strings. */
export type IncidentSnapshot = { readonly [K in keyof Incident]: Incident[K] extends Date ? string : Incident[K] extends Date | null ? string | null : Incident[K] };

/** What happened to an incident, and who did it; `actorId` is null for Jira and the server itself. */
export interface IncidentNews {
  readonly incident: IncidentSnapshot;
  readonly actorId: string | null;
  /** What it was about. */
  readonly what: 'fields' | 'comment' | 'evidence' | 'jira';
}

/** An incident was created. */
export const incidentCreated = defineEvent<IncidentNews>('incident.created');
/** An incident changed: its fields, or a comment or evidence was added. */
export const incidentUpdated = defineEvent<IncidentNews>('incident.updated');
/** An incident was deleted with all that belonged to it. */
export const incidentDeleted = defineEvent<IncidentNews>('incident.deleted');
/** A change that went out was recorded. */
export const deploymentRecorded = defineEvent<{ readonly id: string; readonly title: string; readonly environment: string; readonly squad: string }>('deployment.recorded');
/** Jira could not be told of an incident; `isGivenUp` when no further attempt follows. */
export const jiraDeliveryFailed = defineEvent<{
  readonly incidentId: string; readonly jiraId: string; readonly squad: string; readonly environment: string; readonly reason: string; readonly isGivenUp: boolean; readonly failedAt: string;
}>('jira.delivery-failed');
