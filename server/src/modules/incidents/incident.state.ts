import type { FieldChange, Incident, IncidentChanges, IncidentEvent } from './incident.types.ts';

/** The fields of an incident that change together with others. */
type Changing = Pick<Incident, 'status' | 'acknowledgedAt' | 'resolvedAt'>;

const ended = new Set<Incident['status']>(['resolved', 'closed']);

/**
 * What a new state brings with it: leaving `open` acknowledges, once and for good; `resolved` and `closed` set the time of
 * resolution, and keep it between them; anything else takes it away.
 */
export function times(before: Changing, status: Incident['status'], now: Date): Changing {
  const isEnded = ended.has(status);
  return {
    status,
    acknowledgedAt: before.acknowledgedAt ?? (status === 'open' ? null : now),
    resolvedAt: isEnded ? (before.resolvedAt ?? now) : null,
  };
}

function isSame(a: unknown, b: unknown): boolean {
  return Array.isArray(a) && Array.isArray(b) ? a.length === b.length && a.every((item, at) => item === b[at]) : a === b;
}

/** What really changes: fields that are given and differ, and the times that follow from the state. */
export function change(before: Incident, changes: IncidentChanges, now: Date): { readonly after: Incident; readonly changes: readonly FieldChange[] } {
  const differing = Object.entries(changes).filter(([field, value]) => value !== undefined && !isSame(before[field as keyof IncidentChanges], value));
  if (differing.length === 0) return { after: before, changes: [] };
  const given = Object.fromEntries(differing) as IncidentChanges;
  const after: Incident = { ...before, ...given, ...times(before, given.status ?? before.status, now), updatedAt: now };
  return { after, changes: differing.map(([field, to]) => ({ field: field as keyof IncidentChanges, from: before[field as keyof IncidentChanges] ?? null, to })) };
}

/** The kind of the timeline's entry. */
export function kindOf(before: Incident, after: Incident): IncidentEvent['kind'] {
  const was = ended.has(before.status);
  const is = ended.has(after.status);
  if (was === is) return 'changed';
  return is ? 'resolved' : 'reopened';
}
