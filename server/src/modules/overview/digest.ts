import type { CorrelatedGroup, Incident, IncidentStatistics } from '../incidents/index.ts';
import type { ServiceLevel } from '../tasks/index.ts';
import type { Digest } from './overview.types.ts';

/** What a digest is written from. */
export interface DigestFacts {
  readonly kind: Digest['kind'];
  readonly from: Date;
  readonly to: Date;
  readonly environment: string | null;
  readonly now: IncidentStatistics;
  /** The span of the same length before. */
  readonly before: IncidentStatistics;
  /** Still open or under investigation, whenever they began. */
  readonly unresolved: readonly Incident[];
  readonly groups: readonly CorrelatedGroup[];
  readonly deployments: number;
  /** Null for a caller who may not read tasks. */
  readonly serviceLevel: ServiceLevel | null;
}

const names = { critical: 'critical', high: 'high', medium: 'medium', low: 'low' } as const;

function counted(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? '' : 's'}`;
}

function trend(now: number, before: number): string {
  if (now === before) return 'as many as in the span before';
  return `${Math.abs(now - before)} ${now > before ? 'more' : 'fewer'} than in the span before (${before})`;
}

function minutes(value: number | null): string {
  if (value === null) return 'none yet';
  return value < 90 ? `${value.toFixed(0)} minutes` : `${(value / 60).toFixed(1)} hours`;
}

function severities({ bySeverity }: IncidentStatistics): string {
  const parts = Object.entries(names).flatMap(([name, word]) => (bySeverity[name as keyof typeof names] > 0 ? [`${bySeverity[name as keyof typeof names]} ${word}`] : []));
  return parts.length === 0 ? '' : ` (${parts.join(', ')})`;
}

function attention({ unresolved, groups }: DigestFacts): string[] {
  const worst = unresolved.slice(0, 5).map((incident) => `- ${incident.jiraId} ${incident.title}: ${incident.severity}, ${incident.status}, ${incident.squad}${incident.assignee === null ? ', nobody assigned' : `, ${incident.assignee}`}`);
  const together = groups.slice(0, 3).map((group) => `- ${group.squad}: ${group.incidents.map(({ jiraId }) => jiraId).join(', ')} belong together (${group.reasons.slice(0, 3).join(', ')})`);
  return [...(worst.length > 0 ? ['', '**Needs attention**', ...worst] : []), ...(together.length > 0 ? ['', '**Related incidents**', ...together] : [])];
}

/** Writes the digest: sentences with the numbers of the span, nothing that the data does not say. */
export function writeDigest(facts: DigestFacts): Digest {
  const { kind, from, to, environment, now, before, unresolved, deployments, serviceLevel } = facts;
  const busiest = now.bySquad[0];
  const lines = [
    `**${kind === 'daily' ? 'Last 24 hours' : 'Last 7 days'}${environment === null ? '' : ` in ${environment}`}, until ${to.toISOString().slice(0, 16).replace('T', ' ')} UTC**`,
    '',
    `- ${counted(now.total, 'new incident')}${severities(now)}: ${trend(now.total, before.total)}.`,
    `- Of these, ${now.byStatus.resolved + now.byStatus.closed} resolved or closed; unresolved of any age: ${unresolved.length}.`,
    `- Mean time to acknowledge ${minutes(now.mttaMinutes)}, to resolve ${minutes(now.mttrMinutes)}.`,
    ...(busiest === undefined ? [] : [`- Most incidents: ${busiest.squad} (${busiest.count}).`]),
    ...(deployments > 0 ? [`- ${counted(deployments, 'deployment')} went out.`] : []),
    ...(serviceLevel === null ? [] : [`- Service level of the week from ${serviceLevel.weekStart}: ${serviceLevel.percentage} % (${serviceLevel.deliveredHours} of ${serviceLevel.requestedHours} hours).`]),
    ...attention(facts),
  ];
  const told = {
    new_incidents: now.total, previous_incidents: before.total, by_severity: now.bySeverity, unresolved: unresolved.length, mtta_minutes: now.mttaMinutes, mttr_minutes: now.mttrMinutes, deployments,
    sla_percentage: serviceLevel === null ? null : Number(serviceLevel.percentage),
  };
  return { kind, from, to, environment, content: lines.join('\n'), facts: told };
}
