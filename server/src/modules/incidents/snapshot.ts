import { iso, isoOrNull } from '../../lib/time.ts';
import type { IncidentSnapshot } from './incident.events.ts';
import type { Incident } from './incident.types.ts';

/** An incident as events carry it. */
export function toSnapshot(incident: Incident): IncidentSnapshot {
  const { createdAt, updatedAt, acknowledgedAt, resolvedAt } = incident;
  return { ...incident, createdAt: iso(createdAt), updatedAt: iso(updatedAt), acknowledgedAt: isoOrNull(acknowledgedAt), resolvedAt: isoOrNull(resolvedAt) };
}
