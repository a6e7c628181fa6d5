import type { ReportRefused, ScanReportFile } from '../../engines/scan-reports/index.ts';
import { AppError, type ErrorFactory } from '../../platform/errors/index.ts';
import type { WorkerPool } from '../../platform/workers/index.ts';
import type { Described } from './mitre/stix.ts';
import type { ReportOutcome, ReportTask } from './report.worker.ts';
import { secopsErrors } from './secops.errors.ts';

const entry = new URL('./report.worker.ts', import.meta.url);
/** Caps on reading one report. */
const caps = { timeoutMs: 60_000, memoryMb: 1_024 } as const;

const refusals: Readonly<Record<ReportRefused['kind'], ErrorFactory>> = {
  'unknown-format': secopsErrors.REPORT_UNKNOWN, malformed: secopsErrors.REPORT_MALFORMED, 'too-large': secopsErrors.REPORT_TOO_LARGE, unsafe: secopsErrors.REPORT_UNSAFE,
};

/** Reads reports in worker threads: never on the event loop, always under a cap. */
export class ReportRunner {
  readonly #workers: WorkerPool;

  constructor(workers: WorkerPool) {
    this.#workers = workers;
  }

  /** What a report is and how many findings it holds. Errors: REPORT_*. */
  async preview(content: Uint8Array): Promise<{ report: ScanReportFile; count: number }> {
    return await this.#readReport({ kind: 'preview', content });
  }

  /** Errors: REPORT_*; CANCELLED when the signal aborts. */
  async read(content: Uint8Array, signal: AbortSignal): Promise<ScanReportFile> {
    return (await this.#readReport({ kind: 'report', content }, signal)).report;
  }

  /** Descriptions in a STIX bundle; null when it is none. Errors: REPORT_TOO_COSTLY. */
  async readStix(content: Uint8Array): Promise<readonly Described[] | null> {
    return await this.#run<readonly Described[] | null>({ kind: 'stix', content });
  }

  async #readReport(task: ReportTask, signal?: AbortSignal): Promise<{ report: ScanReportFile; count: number }> {
    const outcome = await this.#run<ReportOutcome>(task, signal);
    if (!outcome.ok) throw refusals[outcome.kind]({ message: outcome.message, details: { field: 'file' } });
    return outcome;
  }

  async #run<Output>(input: ReportTask, signal?: AbortSignal): Promise<Output> {
    try {
      return await this.#workers.run<ReportTask, Output>({ entry, input, ...caps, ...(signal !== undefined && { signal }) });
    } catch (error) {
      if (error instanceof AppError && (error.code === 'WORKER_TIMEOUT' || error.code === 'WORKER_OUT_OF_MEMORY')) throw secopsErrors.REPORT_TOO_COSTLY({ cause: error });
      throw error;
    }
  }
}
