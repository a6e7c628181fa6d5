import type { ReactElement } from 'react';
import type { Environment, EvidenceKind, IncidentSeverity, IncidentStatus } from '../../api/types.ts';
import { Badge, type Tone } from '../../ui/Badge.tsx';

const statuses: Record<IncidentStatus, { tone: Tone; name: string }> = {
  open: { tone: 'critical', name: 'Open' },
  investigating: { tone: 'accent', name: 'Investigating' },
  resolved: { tone: 'ok', name: 'Resolved' },
  closed: { tone: 'plain', name: 'Closed' },
};

export const incidentStatuses = Object.keys(statuses) as IncidentStatus[];
export const incidentSeverities: readonly IncidentSeverity[] = ['critical', 'high', 'medium', 'low'];
export const environments: readonly Environment[] = ['production', 'staging', 'development'];
export const evidenceKinds: readonly EvidenceKind[] = ['log', 'metric', 'screenshot', 'document', 'command'];

export const incidentStatusName = (status: IncidentStatus): string => statuses[status].name;
export const titled = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1).replaceAll('_', ' ');

export const IncidentStatusBadge = ({ status }: { status: IncidentStatus }): ReactElement => <Badge tone={statuses[status].tone}>{statuses[status].name}</Badge>;

/** Choices of a select; the first one stands for all. */
export const choices = (all: string, words: readonly string[], name: (word: string) => string = titled): { value: string; label: string }[] => [{ value: '', label: all }, ...words.map((value) => ({ value, label: name(value) }))];

/** Minutes as people say them. */
export function formatMinutes(minutes: number | null): string {
  if (minutes === null) return '–';
  if (minutes < 90) return `${Math.round(minutes)} min`;
  return minutes < 48 * 60 ? `${(minutes / 60).toFixed(1)} h` : `${(minutes / 1440).toFixed(1)} d`;
}
