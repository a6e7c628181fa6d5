import { z } from 'zod';
import { iso } from '../../lib/time.ts';
import { includes } from '../../platform/auth/index.ts';
import type { Bus } from '../../platform/bus/index.ts';
import type { Clock, Principal, UserCtx } from '../../platform/context/index.ts';
import type { Sql } from '../../platform/db/types.ts';
import { AppError } from '../../platform/errors/index.ts';
import { newUuid } from '../../platform/ids.ts';
import type { JobDefinition, JobEffect, JobRun } from '../../platform/jobs/index.ts';
import type { Log } from '../../platform/log/index.ts';
import type { Storage } from '../../platform/storage/index.ts';
import type { WorkerPool } from '../../platform/workers/index.ts';
import type { Notifications } from '../notifications/index.ts';
import { differences, figuresOf } from './differences.ts';
import { fileOf } from './report-file.ts';
import { reportEnded, reportProgressed, type ReportSnapshot } from './report.events.ts';
import { insertVersion, listVersionRows, readReportRow, type ReportRow, updateGenerating } from './report.repository.ts';
import type { ReportDocument, Section, SectionSource } from './report.types.ts';
import type { RenderTask } from './report.worker.ts';

const input = z.object({ reportId: z.uuid() });
export type GenerateInput = z.output<typeof input>;

export interface GenerateJobParts {
  readonly sql: Sql;
  readonly bus: Bus;
  readonly clock: Clock;
  readonly log: Log;
  readonly storage: Storage;
  readonly workers: WorkerPool;
  readonly notifications: Notifications;
  readonly sources: readonly SectionSource[];
  /** The user in whose name a report is made, with the rights held now; null when gone. */
  actAs(username: string): Promise<Principal | null>;
}

const entry = new URL('./report.worker.ts', import.meta.url);
const caps = { timeoutMs: 60_000, memoryMb: 512 };
const writingPercent = 90;

export function toSnapshot({ id, name, status, percent, stage, version, generatedById: userId, error }: ReportRow): ReportSnapshot {
  return { id, name, status, percent, stage, version, userId, error };
}

async function buildSection(parts: GenerateJobParts, ctx: UserCtx, { id, row }: { id: string; row: ReportRow }): Promise<Section> {
  const source = parts.sources.find((one) => one.id === id);
  if (source === undefined) return { id, title: id[0]?.toUpperCase() + id.slice(1), content: null, missing: 'This server has nothing that provides this section.' };
  const { title } = source;
  if (!includes(ctx.principal.permissions, source.permission)) return { id, title, content: null, missing: `${row.generatedBy} may not read this (${source.permission}).` };
  try {
    return { id, title, content: await source.build(ctx, { start: row.periodStart, end: row.periodEnd }), missing: null };
  } catch (error) {
    // What can be told goes into the report; what is broken is tried again.
    if (error instanceof AppError && (error.status < 500 || error.code === 'INTEGRATION_NOT_CONFIGURED')) return { id, title, content: null, missing: error.message };
    throw error;
  }
}

/** Makes reports: asks the sections, has the file written in a thread, and ends the row. */
class Maker {
  readonly #parts: GenerateJobParts;
  constructor(parts: GenerateJobParts) {
    this.#parts = parts;
  }

  async make(row: ReportRow, signal: AbortSignal): Promise<JobEffect> {
    const { clock, storage } = this.#parts;
    const principal = await this.#parts.actAs(row.generatedBy);
    if (principal === null) return this.fail(row.id, `The account ${row.generatedBy} is gone or disabled`);
    const startedMs = clock.now();
    const { document, content } = await this.#write({ principal, requestId: newUuid(), signal, clock, ip: null, userAgent: 'report' }, row);
    return this.#finish(row, { document, blob: await storage.put(content), startedMs });
  }

  fail(reportId: string, reason: string): JobEffect {
    return async (tx) => {
      const row = await updateGenerating(tx, reportId, { status: 'failed', stage: 'Failed', error: reason });
      return row === null ? undefined : () => this.#parts.bus.publish(reportEnded, toSnapshot(row));
    };
  }

  async #progress(row: ReportRow, percent: number, stage: string): Promise<void> {
    const moved = await updateGenerating(this.#parts.sql, row.id, { percent, stage });
    if (moved !== null) this.#parts.bus.publish(reportProgressed, toSnapshot(moved));
  }

  async #write(ctx: UserCtx, row: ReportRow): Promise<{ document: ReportDocument; content: Uint8Array }> {
    const sections: Section[] = [];
    for (const [at, id] of row.sections.entries()) {
      await this.#progress(row, Math.round((at / Math.max(1, row.sections.length)) * writingPercent), `Gathering ${id}`);
      sections.push(await buildSection(this.#parts, ctx, { id, row }));
    }
    await this.#progress(row, writingPercent, 'Writing');
    const document: ReportDocument = {
      title: row.name, type: row.type, period: { start: row.periodStart, end: row.periodEnd }, introduction: row.introduction, generatedBy: row.generatedBy, generatedAt: iso(this.#parts.clock.now()), version: row.version + 1, sections,
    };
    return { document, content: await this.#parts.workers.run<RenderTask, Uint8Array>({ entry, input: { format: row.format, document }, ...caps, signal: ctx.signal }) };
  }

  /** File, version and mail in one transaction. */
  #finish(row: ReportRow, { document, blob, startedMs }: { document: ReportDocument; blob: { hash: string; size: number }; startedMs: number }): JobEffect {
    const { bus, clock, notifications } = this.#parts;
    const generatedAt = new Date(document.generatedAt);
    const file = { fileHash: blob.hash, fileSize: blob.size };
    return async (tx) => {
      const durationMs = Math.max(0, Math.round(clock.now() - startedMs));
      const ended = await updateGenerating(tx, row.id, { status: 'completed', percent: 100, stage: 'Completed', version: document.version, generatedAt, durationMs, error: null, ...file });
      if (ended === null) return undefined;
      const [before] = await listVersionRows(tx, row.id);
      const figures = figuresOf(document.sections);
      await insertVersion(tx, { id: newUuid(), reportId: row.id, version: document.version, format: row.format, ...file, figures, changes: before === undefined ? [] : differences(before.figures, figures), generatedBy: row.generatedBy, generatedAt });
      if (row.recipients.length > 0) {
        const text = `${row.name} for ${row.periodStart} to ${row.periodEnd} is attached.`;
        await notifications.notify(tx, { key: `report:${row.id}:${document.version}`, title: row.name, text, to: row.recipients, attachments: [{ hash: blob.hash, ...fileOf(ended) }] }, ['email']);
      }
      return () => bus.publish(reportEnded, toSnapshot(ended));
    };
  }
}

/** The job `report.generate`: ends a report exactly once, however often it is tried. */
export function defineGenerateJob(parts: GenerateJobParts): JobDefinition<GenerateInput> {
  const maker = new Maker(parts);
  return {
    name: 'report.generate',
    input,
    concurrency: 2,
    retryLimit: 5,
    retryDelaySeconds: 2,
    expireInSeconds: 300,
    async run({ input: { reportId }, signal }: JobRun<GenerateInput>): Promise<JobEffect> {
      const row = await readReportRow(parts.sql, reportId);
      return row === null || row.status !== 'generating' ? async () => undefined : await maker.make(row, signal);
    },
    async onDead(tx, job, reason) {
      return await maker.fail(job.input.reportId, `The report could not be made: ${reason}`)(tx);
    },
  };
}
