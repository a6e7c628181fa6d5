import type { Deployment, Incident, Incidents } from '../incidents/index.ts';
import type { Task, Tasks } from '../tasks/index.ts';
import type { UserCtx } from '../../platform/context/index.ts';
import { isAllowed } from '../../platform/context/index.ts';
import type { TimelineEntry, TimelineSource } from './overview.types.ts';

function fromIncident(incident: Incident): TimelineEntry {
  const isSecurity = incident.tags.includes('security');
  return {
    id: incident.id, kind: isSecurity ? 'security_incident' : 'incident', title: `${incident.jiraId}: ${incident.title}`, description: incident.description, severity: incident.severity, environment: incident.environment,
    team: incident.squad, sourceType: 'incident', sourceId: incident.id, metadata: { status: incident.status, affected_services: incident.affectedServices, resolved_at: incident.resolvedAt?.toISOString() ?? null },
    createdAt: incident.createdAt, createdBy: incident.reporter,
  };
}

function fromDeployment(deployment: Deployment): TimelineEntry {
  return {
    id: deployment.id, kind: 'deployment', title: `${deployment.service}${deployment.version === null ? '' : ` ${deployment.version}`}: ${deployment.title}`, description: deployment.description || null, severity: 'info',
    environment: deployment.environment, team: deployment.squad, sourceType: 'deployment', sourceId: deployment.id, metadata: { service: deployment.service, version: deployment.version, url: deployment.url },
    createdAt: deployment.deployedAt, createdBy: deployment.deployedBy,
  };
}

function fromUptime(task: Task): TimelineEntry {
  return {
    id: task.id, kind: 'uptime_request', title: `${task.key}: ${task.title}`, description: task.description || null, severity: 'info', environment: task.environment, team: task.squad, sourceType: 'task', sourceId: task.id,
    metadata: { requested_hours: Number(task.estimatedHours ?? 0), status: task.status }, createdAt: task.createdAt, createdBy: task.requester,
  };
}

/** What incidents, deployments and tasks have for the timeline. */
export function ownSources(incidents: Incidents, tasks: Tasks): readonly TimelineSource[] {
  const readable = <T>(permission: string, read: (ctx: UserCtx, window: Parameters<TimelineSource['entries']>[1]) => Promise<readonly T[]>, present: (item: T) => TimelineEntry): TimelineSource => ({
    entries: async (ctx, window) => (isAllowed(ctx.principal, permission) ? (await read(ctx, window)).map(present) : []),
  });
  return [
    readable('read:incidents', async (ctx, window) => (await incidents.activity(ctx, window)).filter(({ createdAt }) => createdAt >= window.from), fromIncident),
    readable('read:incidents', (ctx, window) => incidents.listDeployments(ctx, window), fromDeployment),
    readable('read:tasks', async (ctx, { from, to, environment, limit }) => (await tasks.list(ctx, { tag: 'uptime', from, to, environment: environment && [environment], limit: Math.min(limit, 1000), offset: 0 })).items, fromUptime),
  ];
}
