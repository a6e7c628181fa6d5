import { z } from 'zod';
import type { Bus } from '../../platform/bus/index.ts';
import type { Clock } from '../../platform/context/index.ts';
import { AppError } from '../../platform/errors/index.ts';
import type { JobDefinition, JobEffect, JobRun } from '../../platform/jobs/index.ts';
import type { Storage } from '../../platform/storage/index.ts';
import { type Applied, type ApplyParts, ImportApplier } from './apply-import.ts';
import { toAsset } from './asset.repository.ts';
import { type ImportRow, toImport } from './import.repository.ts';
import type { ReportRunner } from './report-runner.ts';
import { secopsErrors } from './secops.errors.ts';
import { assetCreated, assetUpdated, importProgressed, toSnapshot, vulnerabilitiesChanged } from './secops.events.ts';

const runInput = z.object({ importId: z.uuid() });
export type RunImportInput = z.output<typeof runInput>;

/** More assets than this are not told one by one. */
const mostTold = 200;
const idLength = 36;

export interface ImportJobParts extends ApplyParts {
  readonly runner: ReportRunner;
  readonly storage: Storage;
  readonly bus: Bus;
  readonly clock: Clock;
}

/** Ends of an import that another attempt would only repeat. */
function isFinal(error: unknown): error is AppError {
  return error instanceof AppError && error.status < 500 && error.code !== 'CANCELLED';
}

/** The steps of one import. */
class ImportWork {
  readonly #parts: ImportJobParts;

  constructor(parts: ImportJobParts) {
    this.#parts = parts;
  }

  fail(id: string, code: string, message: string): JobEffect {
    return async (tx) => {
      const row = await this.#parts.imports.end(tx, id, { status: 'failed', stage: 'Failed', errorCode: code, errorMessage: message, completedAt: this.#now() });
      if (row === null) return undefined;
      return () => {
        this.#forget(row);
        this.#tell(row);
      };
    };
  }

  /** Null when it has ended meanwhile. */
  async begin(id: string): Promise<ImportRow | null> {
    return await this.#parts.imports.begin(id, this.#now());
  }

  /** Reads the report; what it returns applies it, all of it or nothing. */
  async read(row: ImportRow, signal: AbortSignal): Promise<JobEffect> {
    const { imports, storage, runner } = this.#parts;
    await this.#step(row.id, 5, 'Reading the report');
    const blob = row.hash === null ? null : await storage.get(row.hash);
    if (blob === null) throw secopsErrors.REPORT_MALFORMED({ message: 'The uploaded file is no longer in the storage: send it again' });
    const report = await runner.read(blob.subarray(idLength), signal);
    await this.#step(row.id, 40, `Comparing ${report.findings.length} findings`);
    return async (tx) => {
      if (!(await imports.lock(tx, row.id))) return undefined;
      const at = this.#now();
      const applied = await new ImportApplier(this.#parts, { tx, row, at }).apply(report);
      const ended = await imports.end(tx, row.id, { status: 'completed', stage: 'Completed', percent: 100, counts: applied.counts, notes: report.notes, completedAt: at });
      return ended === null ? undefined : () => this.#announce(ended, applied);
    };
  }

  async #step(id: string, percent: number, stage: string): Promise<void> {
    const row = await this.#parts.imports.progress(id, percent, stage);
    if (row !== null) this.#tell(row);
  }

  #announce(row: ImportRow, { createdAssets, updatedAssets, counts }: Applied): void {
    const { bus } = this.#parts;
    this.#forget(row);
    for (const asset of createdAssets.slice(0, mostTold)) bus.publish(assetCreated, { asset: toSnapshot(toAsset(asset)), actorId: row.userId });
    for (const asset of updatedAssets.slice(0, mostTold)) bus.publish(assetUpdated, { asset: toSnapshot(toAsset(asset)), actorId: row.userId });
    bus.publish(vulnerabilitiesChanged, { count: counts.findings });
    this.#tell(row);
  }

  #tell(row: ImportRow): void {
    this.#parts.bus.publish(importProgressed, { ...toSnapshot(toImport(row)), userId: row.userId });
  }

  #forget({ hash }: ImportRow): void {
    // What is left over of a failed deletion costs space, nothing else.
    if (hash !== null) this.#parts.storage.delete(hash).catch(() => undefined);
  }

  #now(): Date {
    return new Date(this.#parts.clock.now());
  }
}

/** The job `import.run`: reads one report and applies it exactly once, all of it or nothing. */
export function defineImportJob(parts: ImportJobParts): JobDefinition<RunImportInput> {
  const work = new ImportWork(parts);
  return {
    name: 'import.run',
    input: runInput,
    concurrency: 1,
    retryLimit: 3,
    retryDelaySeconds: 1,
    expireInSeconds: 600,
    async run(job: JobRun<RunImportInput>): Promise<JobEffect> {
      const row = await work.begin(job.input.importId);
      if (row === null) return async () => undefined;
      try {
        return await work.read(row, job.signal);
      } catch (error) {
        if (isFinal(error)) return work.fail(row.id, error.code, error.message);
        throw error;
      }
    },
    async onDead(tx, job, reason) {
      return await work.fail(job.input.importId, 'IMPORT_FAILED', `The import could not be finished: ${reason}`)(tx);
    },
  };
}
