import { type JiraIssue, toText } from '../../clients/jira/index.ts';
import type { Incident, IncidentStatus, Severity } from './incident.types.ts';
import { environments, type Environment } from './incident.types.ts';
import type { JiraFields } from './jira-merge.ts';

/** Marks the issues that Bulwark looks after; one that is made in Jira with it becomes an incident. */
export const ourLabel = 'bulwark';

/** Finds the issue of an incident when the answer to its creation never came. */
export function labelOf(incidentId: string): string {
  return `${ourLabel}-${incidentId}`;
}

const priorities: Readonly<Record<Severity, string>> = { critical: 'Highest', high: 'High', medium: 'Medium', low: 'Low' };
const severitiesByPriority: Readonly<Record<string, Severity>> = { highest: 'critical', blocker: 'critical', critical: 'critical', high: 'high', major: 'high', medium: 'medium', low: 'low', minor: 'low', lowest: 'low', trivial: 'low' };
const states: Readonly<Record<IncidentStatus, JiraFields['state']>> = { open: 'new', investigating: 'indeterminate', resolved: 'done', closed: 'done' };

export function priorityOf(severity: Severity): string {
  return priorities[severity];
}

/** What of an incident Jira holds as well. */
export function fieldsOf(incident: Pick<Incident, 'title' | 'description' | 'severity' | 'status'>): JiraFields {
  // Jira's summaries are one line, its documents lose spaces at the end.
  return { title: incident.title.replace(/\s+/g, ' ').trim(), description: incident.description.trim(), severity: incident.severity, state: states[incident.status] };
}

function stateOf(category: string): JiraFields['state'] {
  return category === 'done' || category === 'indeterminate' ? category : 'new';
}

/** What an issue says; a priority of another scheme counts as `medium`. */
export function fieldsOfIssue({ fields }: JiraIssue): JiraFields {
  const priority = fields.priority?.name.toLowerCase() ?? 'medium';
  return {
    title: fields.summary.trim(),
    description: toText(fields.description),
    severity: severitiesByPriority[priority] ?? 'medium',
    state: stateOf(fields.status.statusCategory.key),
  };
}

/** The state of an incident whose issue is in such a state: ended ones keep their own word for it. */
export function statusFor(state: JiraFields['state'], status: IncidentStatus): IncidentStatus {
  if (states[status] === state) return status;
  return state === 'new' ? 'open' : state === 'indeterminate' ? 'investigating' : 'resolved';
}

function labelled(issue: JiraIssue, prefix: string): string | undefined {
  return issue.fields.labels.find((label) => label.startsWith(prefix))?.slice(prefix.length);
}

/** Where an issue that was made in Jira belongs: labels `squad:Platform` and `env:staging`; else its project, in production. */
export function placeOf(issue: JiraIssue): { readonly squad: string; readonly environment: Environment } {
  const environment = environments.find((name) => name === labelled(issue, 'env:'));
  return { squad: labelled(issue, 'squad:') ?? issue.key.split('-', 1)[0] ?? issue.key, environment: environment ?? 'production' };
}

/** Labels of an issue that Bulwark makes. */
export function labelsOf({ id, squad, environment }: Pick<Incident, 'id' | 'squad' | 'environment'>): readonly string[] {
  // A label is one word.
  return [ourLabel, labelOf(id), `squad:${squad.replace(/\s+/g, '-')}`, `env:${environment}`];
}

/** True when Bulwark looks after the issue. */
export function isOurs(issue: JiraIssue): boolean {
  return issue.fields.labels.includes(ourLabel);
}

/** Id of the incident that made the issue, where one did. */
export function makerOf(issue: JiraIssue): string | undefined {
  return labelled(issue, `${ourLabel}-`);
}
