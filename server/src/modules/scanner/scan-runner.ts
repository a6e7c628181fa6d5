import type { AnalyzeReport, SourceFile, UpgradeReport } from '../../engines/index.ts';
import { AppError } from '../../platform/errors/index.ts';
import type { WorkerPool } from '../../platform/workers/index.ts';
import { scanErrors } from './scan.errors.ts';
import type { ReportFacts } from './report-pdf.ts';
import type { RecogniseOutcome, ScanTask } from './scan.worker.ts';
import type { ExportFormat, ScanDepth } from './scan.types.ts';

const entry = new URL('./scan.worker.ts', import.meta.url);

/** Caps of one analysis by depth: wall clock and heap of its thread. */
export const scanCaps: Readonly<Record<ScanDepth, { timeoutMs: number; memoryMb: number }>> = {
  quick: { timeoutMs: 20_000, memoryMb: 512 },
  full: { timeoutMs: 60_000, memoryMb: 1024 },
  deep: { timeoutMs: 300_000, memoryMb: 2048 },
};

/** The engine stops this long before its thread would be ended, so that it can still say what it left out. */
const reserveMs = 2_000;

export interface Analysis {
  readonly files: readonly SourceFile[];
  readonly detectors: readonly string[];
  readonly depth: ScanDepth;
  readonly signal: AbortSignal;
  onProgress(progress: { percent: number; stage: string }): void;
}

/** The engines in worker threads: never on the event loop, always under a cap. */
export class ScanRunner {
  readonly #workers: WorkerPool;
  readonly #quickIds: readonly string[];

  /** `quickIds`: what a quick scan runs when it names no detectors. */
  constructor(workers: WorkerPool, quickIds: readonly string[]) {
    this.#workers = workers;
    this.#quickIds = quickIds;
  }

  /** Starts threads before the first scan needs them. */
  async warm(threads: number): Promise<void> {
    await this.#workers.warm(entry, threads);
  }

  async recognise(name: string, content: Uint8Array): Promise<RecogniseOutcome> {
    return await this.#workers.run<ScanTask, RecogniseOutcome>({ entry, input: { kind: 'recognise', name, content }, timeoutMs: 20_000, memoryMb: 512 });
  }

  /** Errors: SCAN_TIMEOUT, SCAN_OUT_OF_MEMORY; CANCELLED when the signal aborts. */
  async analyze({ files, detectors, depth, signal, onProgress }: Analysis): Promise<AnalyzeReport> {
    const caps = scanCaps[depth];
    const chosen = depth === 'quick' && detectors.length === 0 ? this.#quickIds : detectors;
    const input: ScanTask = { kind: 'analyze', files, detectors: chosen, isGasWanted: depth !== 'quick', deadline: Date.now() + caps.timeoutMs - reserveMs };
    try {
      return await this.#workers.run<ScanTask, AnalyzeReport>({ entry, input, ...caps, signal, onMessage: (message) => onProgress(message as { percent: number; stage: string }) });
    } catch (error) {
      if (error instanceof AppError && error.code === 'WORKER_TIMEOUT') throw scanErrors.SCAN_TIMEOUT({ cause: error, message: `The scan took longer than its limit of ${caps.timeoutMs / 1000} s` });
      if (error instanceof AppError && error.code === 'WORKER_OUT_OF_MEMORY') throw scanErrors.SCAN_OUT_OF_MEMORY({ cause: error, message: `The scan needed more than its limit of ${caps.memoryMb} MB` });
      throw error;
    }
  }

  /** Two versions of contracts behind proxies. */
  async compareVersions(before: readonly SourceFile[], after: readonly SourceFile[]): Promise<readonly UpgradeReport[]> {
    return await this.#workers.run<ScanTask, readonly UpgradeReport[]>({ entry, input: { kind: 'upgrade', before, after }, timeoutMs: 30_000, memoryMb: 512 });
  }

  async render(format: ExportFormat, report: AnalyzeReport, facts: ReportFacts): Promise<Uint8Array> {
    return await this.#workers.run<ScanTask, Uint8Array>({ entry, input: { kind: 'export', format, report, facts }, timeoutMs: 30_000, memoryMb: 512 });
  }
}
