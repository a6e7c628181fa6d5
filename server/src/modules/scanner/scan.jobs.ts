import { z } from 'zod';
import { type AnalyzeReport, gasScore, type Incomplete } from '../../engines/index.ts';
import type { Bus } from '../../platform/bus/index.ts';
import type { Clock } from '../../platform/context/index.ts';
import { AppError } from '../../platform/errors/index.ts';
import { newUuid } from '../../platform/ids.ts';
import type { JobDefinition, JobEffect, JobRun } from '../../platform/jobs/index.ts';
import type { CompileRunner } from './compile-runner.ts';
import { throttle } from './progress.ts';
import { scanCompleted, scanFailed, scanProgressed } from './scan.events.ts';
import { type FindingRow, type ScanRepository, type ScanRow, toScan } from './scan.repository.ts';
import type { ScanRunner } from './scan-runner.ts';
import { toSnapshot } from './snapshot.ts';
import { bytecodeEnding, type SourceLoader } from './source-loader.ts';

const runInput = z.object({ scanId: z.uuid() });
export type RunScanInput = z.output<typeof runInput>;

export interface ScanJobParts {
  readonly scans: ScanRepository;
  readonly runner: ScanRunner;
  readonly prover: Pick<CompileRunner, 'prove'>;
  readonly sources: SourceLoader;
  readonly bus: Bus;
  readonly clock: Clock;
}

/** Ends of a scan that another attempt would only repeat. */
function isFinal(error: unknown): error is AppError {
  return error instanceof AppError && error.status < 500 && error.code !== 'CANCELLED';
}

/** Bytecode tells less than source, so a scan of it is never shown as complete. */
function bytecodeNotes(row: ScanRow, report: AnalyzeReport): Incomplete[] {
  if (row.target.kind !== 'address') return [];
  const reason = 'no verified source is known; the bytecode was analysed instead';
  return report.files.filter(({ path }) => path.endsWith(bytecodeEnding)).map(({ path }) => ({ file: path, line: null, reason }));
}

function toFindingRows(scanId: string, report: AnalyzeReport): FindingRow[] {
  return report.findings.map((finding, position) => ({
    id: newUuid(), scanId, position, detector: finding.detector, severity: finding.severity, fingerprint: finding.fingerprint, finding,
  }));
}

function countsOf(report: AnalyzeReport): Record<'critical' | 'high' | 'medium' | 'low' | 'info', number> {
  const counts = { critical: 0, high: 0, medium: 0, low: 0, info: 0 };
  for (const { severity } of report.findings) counts[severity] += 1;
  return counts;
}

interface Progress {
  readonly percent: number;
  readonly stage: string;
}

/** Percent at which the analysis is done and execution begins. */
const analysisShare = 60;

/** Progress of a part as progress of the whole. */
function partOf(tell: (progress: Progress) => void, from: number, to: number): (progress: Progress) => void {
  return ({ percent, stage }) => tell({ percent: from + ((to - from) * percent) / 100, stage });
}

/** Tells of a running scan: to the table at most four times a second, to listeners at most ten. */
function progressTeller({ scans, bus, clock }: ScanJobParts, row: ScanRow): (progress: Progress) => void {
  const store = throttle(250, clock, async ({ percent, stage }: Progress) => {
    await scans.progress(row.id, percent, stage);
  });
  const publish = throttle(100, clock, (progress: Progress) => {
    bus.publish(scanProgressed, toSnapshot({ ...toScan(row), status: 'running', ...progress }));
  });
  return ({ percent, stage }) => {
    // A retry starts over, but what has been told is never taken back.
    const within = { percent: Math.max(Math.round(row.percent), Math.min(99, Math.round(percent))), stage };
    publish(within);
    store(within);
  };
}

/** The job `scan.run`: analyses one scan and ends it exactly once, however often it is tried. */
export function defineScanJob(parts: ScanJobParts): JobDefinition<RunScanInput> {
  const { scans, bus, clock } = parts;

  const fail = (scanId: string, code: string, message: string): JobEffect => async (tx) => {
    const row = await scans.end(tx, scanId, { status: 'failed', stage: 'Failed', errorCode: code, errorMessage: message, completedAt: new Date(clock.now()) });
    return row === null ? undefined : () => bus.publish(scanFailed, toSnapshot(toScan(row)));
  };

  const complete = (row: ScanRow, report: AnalyzeReport, durationMs: number): JobEffect => async (tx) => {
    const ended = await scans.end(tx, row.id, {
      status: 'completed', stage: 'Completed', percent: 100, durationMs,
      securityScore: report.securityScore, riskScore: report.riskScore, ...countsOf(report),
      lineCount: report.files.reduce((sum, file) => sum + file.lines, 0),
      incomplete: [...bytecodeNotes(row, report), ...report.incomplete], files: [...report.files], profiles: [...(report.profiles ?? [])], gas: [...(report.gasFindings ?? [])], gasScore: report.gasFindings ? gasScore(report.gasFindings) : null, detectorsRun: [...report.detectorsRun], scoreFormula: report.scoreFormula,
      completedAt: new Date(clock.now()),
    });
    if (ended === null) return undefined;
    await scans.insertFindings(tx, toFindingRows(row.id, report));
    return () => bus.publish(scanCompleted, toSnapshot(toScan(ended)));
  };

  const analyze = async (row: ScanRow, signal: AbortSignal): Promise<JobEffect> => {
    const started = clock.now();
    const onProgress = progressTeller(parts, row);
    onProgress({ percent: 1, stage: row.target.kind === 'address' ? 'Fetching the verified source' : 'Reading sources' });
    const files = await parts.sources.load(row, signal);
    const report = await parts.runner.analyze({ files, detectors: row.detectors, depth: row.depth, signal, onProgress: partOf(onProgress, 0, row.confirm ? analysisShare : 100) });
    const result = row.confirm ? { ...report, findings: [...(await parts.prover.prove({ files, findings: report.findings, depth: row.depth, signal, onProgress: partOf(onProgress, analysisShare, 100) }))] } : report;
    return complete(row, result, Math.max(0, Math.round(clock.now() - started)));
  };

  return {
    name: 'scan.run',
    input: runInput,
    concurrency: 2,
    retryLimit: 4,
    retryDelaySeconds: 1,
    expireInSeconds: 600,
    async run(job: JobRun<RunScanInput>): Promise<JobEffect> {
      const row = await scans.begin(job.input.scanId, new Date(clock.now()));
      if (row === null) return async () => undefined;
      try {
        return await analyze(row, job.signal);
      } catch (error) {
        if (isFinal(error)) return fail(row.id, error.code, error.message);
        throw error;
      }
    },
    async onDead(tx, job, reason) {
      return await fail(job.input.scanId, 'SCAN_FAILED', `The scan could not be finished: ${reason}`)(tx);
    },
  };
}
