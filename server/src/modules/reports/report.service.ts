import { isUuid } from '../../lib/uuid.ts';
import { requirePermission } from '../../platform/auth/index.ts';
import type { Bus } from '../../platform/bus/index.ts';
import type { Clock, UserCtx } from '../../platform/context/index.ts';
import type { Database, Tx } from '../../platform/db/index.ts';
import { newUuid } from '../../platform/ids.ts';
import type { JobDefinition, Jobs } from '../../platform/jobs/index.ts';
import type { Storage } from '../../platform/storage/index.ts';
import type { Audit } from '../audit/index.ts';
import { type GenerateInput, toSnapshot } from './generate.jobs.ts';
import { periodFor } from './periods.ts';
import { fileOf } from './report-file.ts';
import { reportErrors } from './report.errors.ts';
import { reportProgressed } from './report.events.ts';
import { deleteReport, findReportRow, insertReport, listReportRows, listVersionRows, meanDurationMs, type ReportRow, restartReport, toReport, toVersion } from './report.repository.ts';
import type { NewReport, Report, ReportFile, ReportFilter, ReportTemplate, ReportType, ReportVersion, SectionSource } from './report.types.ts';
import { chooseSections } from './sections.ts';

export interface ReportServiceParts {
  readonly db: Database;
  readonly jobs: Jobs;
  readonly bus: Bus;
  readonly audit: Audit;
  readonly clock: Clock;
  readonly storage: Storage;
  readonly sources: readonly SectionSource[];
  readonly job: JobDefinition<GenerateInput>;
}

const [reading, writing] = ['read:reports', 'write:reports'] as const;
const usualMs = 10_000;
const titles: Readonly<Record<ReportType, string>> = {
  incident_summary: 'Incident summary', sla_report: 'Service levels', vulnerability_report: 'Vulnerabilities', cost_report: 'Costs', custom: 'Report', weekly_ops: 'Weekly operations', monthly_finops: 'Monthly costs',
};

/** Puts parameters in the place of `{{name}}`; what nobody gave stays as it is written. */
function fill(text: string, values: Readonly<Record<string, unknown>>): string {
  return text.replace(/\{\{\s*(\w+)\s*\}\}/g, (whole, name: string) => {
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : whole;
  });
}

/** Sections by name: of the request, of its parameters as the guide's custom reports give them, of the template. */
function askedSections({ sections, parameters }: NewReport, template: ReportTemplate | null): readonly string[] {
  const inParameters: unknown = parameters?.sections;
  if (sections !== undefined) return sections;
  return Array.isArray(inParameters) ? inParameters.filter((name): name is string => typeof name === 'string') : (template?.sections ?? []);
}

/** What a report has before anything was made. */
const untouched = { status: 'generating', percent: 0, stage: 'Queued', version: 0, generatedAt: null, durationMs: null, fileHash: null, fileSize: null, error: null } as const;

/** Reports: asked for, followed, fetched. */
export class ReportService {
  readonly #parts: ReportServiceParts;
  constructor(parts: ReportServiceParts) {
    this.#parts = parts;
  }

  /** Checks and prepares a report without storing it. */
  prepare(ctx: UserCtx, input: NewReport, template: ReportTemplate | null): ReportRow {
    requirePermission(ctx, writing);
    const { clock, sources } = this.#parts;
    const sections = chooseSections(ctx, { type: input.type, asked: askedSections(input, template) }, sources);
    const period = periodFor(input, clock.now());
    const name = input.name ?? `${titles[input.type]} ${period.start} to ${period.end}`;
    const parameters = { ...template?.defaultParameters, ...input.parameters };
    return {
      ...untouched, id: newUuid(), name, type: input.type, format: input.format, parameters, sections: [...sections],
      introduction: fill(template?.templateContent ?? '', { ...parameters, name, period_start: period.start, period_end: period.end }),
      isPersonal: sources.some(({ id, isPersonal }) => isPersonal && sections.includes(id)), periodStart: period.start, periodEnd: period.end, recipients: [...(input.recipients ?? template?.recipients ?? [])],
      templateId: template?.id ?? null, generatedBy: ctx.principal.username, generatedById: ctx.principal.userId, createdAt: new Date(clock.now()),
    };
  }

  /** Stores a prepared report with the job that makes it. */
  async store(tx: Tx, ctx: UserCtx, row: ReportRow): Promise<void> {
    await insertReport(tx, row);
    await this.#parts.jobs.enqueue(this.#parts.job, { reportId: row.id }, { tx });
    await this.#record(tx, ctx, { eventType: 'GENERATE', row, what: 'asked for' });
  }

  async generate(ctx: UserCtx, input: NewReport, template: ReportTemplate | null): Promise<{ report: Report; estimatedCompletion: Date }> {
    const row = this.prepare(ctx, input, template);
    const { db, bus, clock } = this.#parts;
    const meanMs = (await meanDurationMs(db.sql)) ?? usualMs;
    await db.transaction((tx) => this.store(tx, ctx, row));
    bus.publish(reportProgressed, toSnapshot(row));
    return { report: toReport(row), estimatedCompletion: new Date(clock.now() + meanMs) };
  }

  /** Makes a further version, with the numbers of now. */
  async regenerate(ctx: UserCtx, id: string): Promise<Report> {
    requirePermission(ctx, writing);
    const row = await this.#find(ctx, id);
    this.#assertReadable(ctx, row);
    const { db, jobs, job } = this.#parts;
    const started = await db.transaction(async (tx) => {
      const again = await restartReport(tx, row.id);
      if (again === null) throw reportErrors.REPORT_NOT_READY({ message: 'The report is being made already' });
      await jobs.enqueue(job, { reportId: row.id }, { tx });
      await this.#record(tx, ctx, { eventType: 'GENERATE', row, what: 'asked for again' });
      return again;
    });
    return toReport(started);
  }

  async list(ctx: UserCtx, filter: ReportFilter): Promise<{ items: readonly Report[]; total: number }> {
    requirePermission(ctx, reading);
    const { items, total } = await listReportRows(this.#parts.db.sql, ctx.principal.userId, filter);
    return { items: items.map(toReport), total };
  }

  async get(ctx: UserCtx, id: string): Promise<Report> {
    requirePermission(ctx, reading);
    return toReport(await this.#find(ctx, id));
  }

  async versions(ctx: UserCtx, id: string): Promise<readonly ReportVersion[]> {
    requirePermission(ctx, reading);
    const row = await this.#find(ctx, id);
    this.#assertReadable(ctx, row);
    return (await listVersionRows(this.#parts.db.sql, row.id)).map(toVersion);
  }

  async download(ctx: UserCtx, id: string, version: number | null): Promise<ReportFile> {
    requirePermission(ctx, reading);
    const row = await this.#find(ctx, id);
    this.#assertReadable(ctx, row);
    const all = await listVersionRows(this.#parts.db.sql, row.id);
    const wanted = version === null ? all[0] : all.find((one) => one.version === version);
    if (wanted === undefined && (version === null || row.status === 'generating')) throw reportErrors.REPORT_NOT_READY({ details: { report_id: row.id, status: row.status, percent: row.percent } });
    if (wanted === undefined) throw reportErrors.REPORT_VERSION_NOT_FOUND({ details: { version } });
    const content = await this.#parts.storage.get(wanted.fileHash);
    if (content === null) throw reportErrors.REPORT_FILE_GONE({ details: { report_id: row.id } });
    return { ...fileOf({ name: row.name, format: wanted.format, version: wanted.version }), content };
  }

  async remove(ctx: UserCtx, id: string): Promise<void> {
    requirePermission(ctx, writing);
    const row = await this.#find(ctx, id);
    await this.#parts.db.transaction(async (tx) => {
      await deleteReport(tx, row.id);
      await this.#record(tx, ctx, { eventType: 'DELETE', row, what: 'removed' });
    });
  }

  /** A report shows no more than its reader could ask for. */
  #assertReadable(ctx: UserCtx, row: ReportRow): void {
    for (const { id, permission } of this.#parts.sources) if (row.sections.includes(id)) requirePermission(ctx, permission);
  }

  async #find(ctx: UserCtx, id: string): Promise<ReportRow> {
    const row = isUuid(id) ? await findReportRow(this.#parts.db.sql, id, ctx.principal.userId) : null;
    if (row === null) throw reportErrors.REPORT_NOT_FOUND({ details: { report_id: id.slice(0, 100) } });
    return row;
  }

  async #record(tx: Tx, ctx: UserCtx, { eventType, row, what }: { eventType: string; row: ReportRow; what: string }): Promise<void> {
    await this.#parts.audit.record(tx, ctx, { eventType, resourceType: 'report', resourceId: row.id, description: `Report ${row.name}: ${what}`, status: 'success' });
  }
}
