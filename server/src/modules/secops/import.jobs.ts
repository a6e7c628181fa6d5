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

/** The job `import.run`: reads one report and applies it exactly once, all of it or nothing. */
export function defineImportJob(parts: ImportJobParts): JobDefinition<RunImportInput> {
  const { imports, storage, bus, clock } = parts;

  const tell = (row: ImportRow): void => bus.publish(importProgressed, { ...toSnapshot(toImport(row)), userId: row.userId });
  const forget = (row: ImportRow): void => {
    // What is left over of a failed deletion costs space, nothing else.
    if (row.hash !== null) storage.delete(row.hash).catch(() => undefined);
  };

  const fail = (id: string, code: string, message: string): JobEffect => async (tx) => {
    const row = await imports.end(tx, id, { status: 'failed', stage: 'Failed', errorCode: code, errorMessage: message, completedAt: new Date(clock.now()) });
    if (row === null) return undefined;
    return () => {
      forget(row);
      tell(row);
    };
  };

  const announce = (row: ImportRow, { createdAssets, updatedAssets, counts }: Applied): void => {
    forget(row);
    for (const asset of createdAssets.slice(0, mostTold)) bus.publish(assetCreated, { asset: toSnapshot(toAsset(asset)), actorId: row.userId });
    for (const asset of updatedAssets.slice(0, mostTold)) bus.publish(assetUpdated, { asset: toSnapshot(toAsset(asset)), actorId: row.userId });
    bus.publish(vulnerabilitiesChanged, { count: counts.findings });
    tell(row);
  };

  const step = async (id: string, percent: number, stage: string): Promise<void> => {
    const row = await imports.progress(id, percent, stage);
    if (row !== null) tell(row);
  };

  const read = async (row: ImportRow, signal: AbortSignal): Promise<JobEffect> => {
    await step(row.id, 5, 'Reading the report');
    const blob = row.hash === null ? null : await storage.get(row.hash);
    if (blob === null) throw secopsErrors.REPORT_MALFORMED({ message: 'The uploaded file is no longer in the storage: send it again' });
    const report = await parts.runner.read(blob.subarray(idLength), signal);
    await step(row.id, 40, `Comparing ${report.findings.length} findings`);
    return async (tx) => {
      if (!(await imports.lock(tx, row.id))) return undefined;
      const at = new Date(clock.now());
      const applied = await new ImportApplier(parts, { tx, row, at }).apply(report);
      const ended = await imports.end(tx, row.id, { status: 'completed', stage: 'Completed', percent: 100, counts: applied.counts, notes: report.notes, completedAt: at });
      return ended === null ? undefined : () => announce(ended, applied);
    };
  };

  return {
    name: 'import.run',
    input: runInput,
    concurrency: 1,
    retryLimit: 3,
    retryDelaySeconds: 1,
    expireInSeconds: 600,
    async run(job: JobRun<RunImportInput>): Promise<JobEffect> {
      const row = await imports.begin(job.input.importId, new Date(clock.now()));
      if (row === null) return async () => undefined;
      try {
        return await read(row, job.signal);
      } catch (error) {
        if (isFinal(error)) return fail(row.id, error.code, error.message);
        throw error;
      }
    },
    async onDead(tx, job, reason) {
      return await fail(job.input.importId, 'IMPORT_FAILED', `The import could not be finished: ${reason}`)(tx);
    },
  };
}
