import type { IncidentNews, jiraDeliveryFailed } from '../../modules/incidents/index.ts';
import type { TaskNews } from '../../modules/tasks/index.ts';
import type { EventType } from '../../platform/bus/types.ts';
import { presentIncident } from './incident.words.ts';
import { presentTask } from './task.words.ts';

type Action = 'created' | 'updated' | 'deleted';
type DeliveryFailure = typeof jiraDeliveryFailed extends EventType<infer Payload> ? Payload : never;

/** An incident on its channels. Source: ops#example-2-create-incident-with-validation. */
export function incidentEvent(action: Action) {
  return ({ incident, actorId }: IncidentNews) => ({
    type: 'incident' as const, action, data: presentIncident(incident), channels: ['incidents', incident.environment, `squad:${incident.squad}`], actorId,
  });
}

/** A task on its channels. */
export function taskEvent(action: Action) {
  return ({ task, actorId }: TaskNews) => ({
    type: 'task' as const, action, data: presentTask(task), channels: ['tasks', ...(task.environment === null ? [] : [task.environment]), `squad:${task.squad}`], actorId,
  });
}

/** Jira that could not be told, as a notification. */
export function deliveryFailure({ incidentId, jiraId, squad, environment, reason, isGivenUp, failedAt }: DeliveryFailure) {
  const data = {
    id: `jira-${incidentId}-${failedAt}`, title: isGivenUp ? `Jira was not told of ${jiraId}` : `Jira does not answer: ${jiraId} is delivered later`, message: reason, type: isGivenUp ? 'error' : 'warning',
    priority: isGivenUp ? 'high' : 'normal', actionUrl: `/incidents/${incidentId}`, metadata: { incident_id: incidentId, jira_id: jiraId, integration: 'jira' },
  };
  return { type: 'notification' as const, action: 'created' as const, data, channels: ['notifications', environment, `squad:${squad}`] };
}
