import { CronExpressionParser } from 'cron-parser';
import { isUuid } from '../../lib/uuid.ts';
import { requirePermission } from '../../platform/auth/index.ts';
import type { Clock, UserCtx } from '../../platform/context/index.ts';
import type { Database, Tx } from '../../platform/db/index.ts';
import { newUuid } from '../../platform/ids.ts';
import type { JobDefinition, Jobs } from '../../platform/jobs/index.ts';
import type { Audit } from '../audit/index.ts';
import { reportErrors } from './report.errors.ts';
import type { NewTemplate, ReportTemplate } from './report.types.ts';
import type { ScheduledInput } from './scheduled.jobs.ts';
import { deleteTemplateRow, findTemplateRow, insertTemplateRow, listScheduled, listTemplateRows, updateTemplateRow } from './template.repository.ts';

export interface TemplateServiceParts {
  readonly db: Database;
  readonly jobs: Jobs;
  readonly audit: Audit;
  readonly clock: Clock;
  readonly job: JobDefinition<ScheduledInput>;
}

const setting = 'admin:operations';

/** When the expression fires next, UTC. @throws REPORT_SCHEDULE_INVALID */
export function nextRun(cron: string, nowMs: number): Date {
  try {
    if (cron.trim().split(/\s+/).length !== 5) throw new Error('not five fields');
    return CronExpressionParser.parse(cron, { tz: 'UTC', currentDate: new Date(nowMs) }).next().toDate();
  } catch (cause) {
    throw reportErrors.REPORT_SCHEDULE_INVALID({ details: { field: 'schedule_cron', value: cron.slice(0, 100) }, cause });
  }
}

/** Arrays of a template as the table takes them. */
function toRow({ sections, recipients, fields, defaultParameters, ...rest }: NewTemplate) {
  return { ...rest, sections: [...sections], recipients: [...recipients], fields: [...fields], defaultParameters: { ...defaultParameters } };
}

/** Templates, and the schedules that some of them carry. */
export class TemplateService {
  readonly #parts: TemplateServiceParts;
  constructor(parts: TemplateServiceParts) {
    this.#parts = parts;
  }

  async list(ctx: UserCtx): Promise<readonly ReportTemplate[]> {
    requirePermission(ctx, 'read:reports');
    return await listTemplateRows(this.#parts.db.sql);
  }

  async get(id: string): Promise<ReportTemplate> {
    const template = isUuid(id) ? await findTemplateRow(this.#parts.db.sql, id) : null;
    if (template === null) throw reportErrors.REPORT_TEMPLATE_NOT_FOUND({ details: { template_id: id.slice(0, 100) } });
    return template;
  }

  async create(ctx: UserCtx, input: NewTemplate): Promise<ReportTemplate> {
    requirePermission(ctx, setting);
    this.#assertSchedule(input);
    const now = new Date(this.#parts.clock.now());
    const id = newUuid();
    await this.#write(ctx, { eventType: 'CREATE', id, name: input.name }, (tx) => insertTemplateRow(tx, { ...toRow(input), id, createdBy: ctx.principal.username, createdAt: now, updatedAt: now }));
    return await this.#scheduled(id);
  }

  async replace(ctx: UserCtx, id: string, input: NewTemplate): Promise<ReportTemplate> {
    requirePermission(ctx, setting);
    this.#assertSchedule(input);
    await this.get(id);
    await this.#write(ctx, { eventType: 'UPDATE', id, name: input.name }, (tx) => updateTemplateRow(tx, id, { ...toRow(input), updatedAt: new Date(this.#parts.clock.now()) }));
    return await this.#scheduled(id);
  }

  async remove(ctx: UserCtx, id: string): Promise<void> {
    requirePermission(ctx, setting);
    const { name } = await this.get(id);
    await this.#write(ctx, { eventType: 'DELETE', id, name }, (tx) => deleteTemplateRow(tx, id));
    await this.#parts.jobs.unschedule(this.#parts.job as JobDefinition<never>, id);
  }

  /** Brings the queue's schedules in line with the templates: a crash between the two must not lose one. */
  async scheduleAll(): Promise<void> {
    for (const { id, scheduleCron } of await listScheduled(this.#parts.db.sql)) {
      if (scheduleCron !== null) await this.#parts.jobs.schedule(this.#parts.job, { templateId: id }, { key: id, cron: scheduleCron });
    }
  }

  #assertSchedule({ scheduleCron }: NewTemplate): void {
    if (scheduleCron !== null) nextRun(scheduleCron, this.#parts.clock.now());
  }

  async #scheduled(id: string): Promise<ReportTemplate> {
    const { jobs, job } = this.#parts;
    const template = await this.get(id);
    if (template.scheduleCron === null) await jobs.unschedule(job as JobDefinition<never>, id);
    else await jobs.schedule(job, { templateId: id }, { key: id, cron: template.scheduleCron });
    return template;
  }

  async #write(ctx: UserCtx, { eventType, id, name }: { eventType: string; id: string; name: string }, work: (tx: Tx) => Promise<void>): Promise<void> {
    await this.#parts.db.transaction(async (tx) => {
      await work(tx);
      await this.#parts.audit.record(tx, ctx, { eventType, resourceType: 'template', resourceId: id, description: `Report template ${name}: ${eventType.toLowerCase()}`, status: 'success' });
    });
  }
}
