import type { Bus } from '../../platform/bus/index.ts';
import type { Config } from '../../platform/config/index.ts';
import type { Clock, UserCtx } from '../../platform/context/index.ts';
import type { Database } from '../../platform/db/index.ts';
import { errors } from '../../platform/errors/index.ts';
import { newUuid } from '../../platform/ids.ts';
import type { Jobs } from '../../platform/jobs/index.ts';
import type { Log } from '../../platform/log/index.ts';
import type { Storage } from '../../platform/storage/index.ts';
import type { Audit } from '../audit/index.ts';
import { AnalysisService } from './analysis.service.ts';
import { EvidenceService } from './evidence.service.ts';
import { deploymentRecorded } from './incident.events.ts';
import { IncidentListRepository } from './incident-list.repository.ts';
import { withPolicy } from './incident.policy.ts';
import { IncidentService } from './incident.service.ts';
import type { Deployment, IncidentQuery, NewDeployment } from './incident.types.ts';
import type { Incidents } from './incidents.operations.ts';
import { JiraBridge, jiraProject } from './jira-bridge.ts';
import { defineJiraJobs } from './jira.jobs.ts';
import { JiraSync } from './jira-sync.ts';
import { Totals } from './totals.ts';
import { insertDeployments, readActivity, readDeployments, readFacets, readStatistics } from './statistics.repository.ts';

/** What the module stands on. */
export interface IncidentsParts {
  readonly db: Database;
  readonly bus: Bus;
  readonly jobs: Jobs;
  readonly storage: Storage;
  readonly audit: Audit;
  readonly clock: Clock;
  readonly config: Config;
  readonly log: Log;
}

function createJira({ db, bus, jobs, audit, clock, config }: IncidentsParts): JiraBridge | null {
  const project = jiraProject(config);
  if (project === null) return null;
  const sync = new JiraSync({ db, bus, clock, audit, project });
  const defined = defineJiraJobs({ sync, project, db, jobs, clock });
  return new JiraBridge({ project, webhookSecret: config.JIRA_WEBHOOK_SECRET, db, jobs, defined, sync });
}

function notConfigured(): Error {
  return errors.INTEGRATION_NOT_CONFIGURED({ message: 'Jira needs JIRA_API_URL, JIRA_API_TOKEN and JIRA_PROJECT_KEY', details: { integration: 'jira' } });
}

function jiraOperations(bridge: JiraBridge | null): Incidents['jira'] {
  return {
    async receive(_ctx, raw, proof) {
      if (bridge === null) throw notConfigured();
      await bridge.receive(raw, proof);
    },
    status: async () => (bridge === null ? { isConfigured: false, url: null, projectKey: null, linked: 0, pending: 0, lastError: null } : await bridge.status()),
    async poll() {
      if (bridge === null) throw notConfigured();
      await bridge.poll();
    },
  };
}

/** Builds the module and defines its jobs; `scheduleJira` starts the poll where Jira is configured. */
export function createIncidents(parts: IncidentsParts): Incidents & { scheduleJira(): Promise<void> } {
  const { db, bus, audit, clock, storage, log } = parts;
  const jira = createJira(parts);
  const service = new IncidentService({ db, bus, audit, jira, releaseFiles: (tx, id) => evidence.releaseFiles(tx, id) });
  const evidence = new EvidenceService({ db, storage, log, incidents: service });
  const analysis = new AnalysisService({ db, clock, incidents: service });
  const lists = new IncidentListRepository(db.sql, new Totals(bus));

  async function* exported(query: IncidentQuery) {
    for await (const batch of lists.all(query)) yield* batch;
  }

  async function recordDeployment(ctx: UserCtx, input: NewDeployment): Promise<Deployment> {
    const deployment: Deployment = { ...input, id: newUuid(), deployedBy: ctx.principal.username, deployedAt: input.deployedAt ?? new Date(ctx.clock.now()) };
    await db.transaction(async (tx) => {
      await insertDeployments(tx, [deployment]);
      await audit.record(tx, ctx, { eventType: 'CREATE', resourceType: 'deployment', resourceId: deployment.id, description: `Recorded deployment of ${deployment.service}: ${deployment.title}`, status: 'success' });
    });
    const { id, title, environment, squad } = deployment;
    bus.publish(deploymentRecorded, { id, title, environment, squad });
    return deployment;
  }

  return withPolicy({
    list: (_ctx, filter) => lists.list(filter),
    export: (_ctx, query) => exported(query),
    get: (_ctx, reference) => service.get(reference),
    create: (ctx, input) => service.create(ctx, input),
    update: (ctx, reference, changes) => service.update(ctx, reference, changes),
    remove: (ctx, reference) => service.remove(ctx, reference),
    comment: (ctx, reference, text) => service.comment(ctx, reference, text),
    timeline: (_ctx, reference) => service.timeline(reference),
    statistics: (_ctx, query) => readStatistics(db.sql, query),
    facets: () => readFacets(db.sql),
    activity: (_ctx, window) => readActivity(db.sql, window),
    listEvidence: (_ctx, reference) => evidence.list(reference),
    addEvidence: (ctx, reference, input) => evidence.add(ctx, reference, input),
    downloadEvidence: (_ctx, reference, id) => evidence.download(reference, id),
    removeEvidence: (ctx, reference, id) => evidence.remove(ctx, reference, id),
    recordDeployment,
    listDeployments: (_ctx, window) => readDeployments(db.sql, window),
    correlate: (_ctx, options) => analysis.correlate(options),
    analyse: (_ctx, reference) => analysis.analyse(reference),
    jira: jiraOperations(jira),
    scheduleJira: async () => await jira?.schedule(),
  });
}
