import { requirePermission } from '../../platform/auth/index.ts';
import type { Bus } from '../../platform/bus/index.ts';
import type { Clock, Principal, UserCtx } from '../../platform/context/index.ts';
import type { Database } from '../../platform/db/index.ts';
import { newUuid } from '../../platform/ids.ts';
import type { Jobs } from '../../platform/jobs/index.ts';
import type { Log } from '../../platform/log/index.ts';
import type { Storage } from '../../platform/storage/index.ts';
import type { WorkerPool } from '../../platform/workers/index.ts';
import type { Audit } from '../audit/index.ts';
import type { Notifications } from '../notifications/index.ts';
import { defineGenerateJob } from './generate.jobs.ts';
import type { Reports } from './report.operations.ts';
import { ReportService } from './report.service.ts';
import type { NewReport, ReportTemplate, SectionSource } from './report.types.ts';
import { defineScheduledJob } from './scheduled.jobs.ts';
import { nextRun, TemplateService } from './template.service.ts';

/** What the module stands on. */
export interface ReportsParts {
  readonly db: Database;
  readonly jobs: Jobs;
  readonly bus: Bus;
  readonly audit: Audit;
  readonly clock: Clock;
  readonly log: Log;
  readonly storage: Storage;
  readonly workers: WorkerPool;
  readonly notifications: Notifications;
  /** Where sections get their content: the composition root binds them to other modules. */
  readonly sources: readonly SectionSource[];
  /** The user in whose name a report is made; null when gone. */
  actAs(username: string): Promise<Principal | null>;
}

const asTemplated = ({ name, type, format }: ReportTemplate): NewReport => ({ name, type, format });

/** Builds reports and defines their jobs. */
export function createReports(parts: ReportsParts): Reports {
  const { db, jobs, clock, sources } = parts;
  const job = defineGenerateJob({ ...parts, sql: db.sql, actAs: (username) => parts.actAs(username) });
  const service = new ReportService({ ...parts, job });
  const scheduledJob = defineScheduledJob(async ({ input: { templateId }, signal }) => {
    const template = await templates.get(templateId).catch(() => null);
    const principal = template === null ? null : await parts.actAs(template.createdBy);
    if (template === null || principal === null) return async () => undefined;
    const ctx: UserCtx = { principal, requestId: newUuid(), signal, clock, ip: null, userAgent: 'schedule' };
    const row = service.prepare(ctx, asTemplated(template), template);
    return async (tx) => await service.store(tx, ctx, row);
  });
  const templates = new TemplateService({ ...parts, job: scheduledJob });
  jobs.define(job);
  jobs.define(scheduledJob);
  return {
    list: (ctx, filter) => service.list(ctx, filter),
    get: (ctx, id) => service.get(ctx, id),
    generate: (ctx, input) => service.generate(ctx, input, null),
    async generateFrom(ctx, templateId) {
      const template = await templates.get(templateId);
      return (await service.generate(ctx, asTemplated(template), template)).report;
    },
    regenerate: (ctx, id) => service.regenerate(ctx, id),
    versions: (ctx, id) => service.versions(ctx, id),
    download: (ctx, id, version) => service.download(ctx, id, version),
    remove: (ctx, id) => service.remove(ctx, id),
    listSections(ctx) {
      requirePermission(ctx, 'read:reports');
      return sources.map(({ id, title, permission }) => ({ id, title, permission }));
    },
    templates: {
      list: (ctx) => templates.list(ctx),
      create: (ctx, input) => templates.create(ctx, input),
      replace: (ctx, id, input) => templates.replace(ctx, id, input),
      remove: (ctx, id) => templates.remove(ctx, id),
      nextRun: ({ scheduleCron }) => (scheduleCron === null ? null : nextRun(scheduleCron, clock.now())),
    },
    schedule: () => templates.scheduleAll(),
  };
}
