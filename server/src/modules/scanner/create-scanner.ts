import { join } from 'node:path';
import { detectors } from '../../engines/index.ts';
import type { Bus } from '../../platform/bus/index.ts';
import type { Config } from '../../platform/config/index.ts';
import type { Clock } from '../../platform/context/index.ts';
import type { Database } from '../../platform/db/index.ts';
import { newUuid } from '../../platform/ids.ts';
import type { Jobs } from '../../platform/jobs/index.ts';
import type { Storage } from '../../platform/storage/index.ts';
import type { WorkerPool } from '../../platform/workers/index.ts';
import type { Audit } from '../audit/index.ts';
import { CompileRunner } from './compile-runner.ts';
import { defineRetentionJob } from './retention.jobs.ts';
import { defineScanJob } from './scan.jobs.ts';
import { ScanExporter } from './scan-exporter.ts';
import { ScanRepository, toScan } from './scan.repository.ts';
import { withPolicy } from './scan.policy.ts';
import { scanCaps, ScanRunner } from './scan-runner.ts';
import { ScanService } from './scan.service.ts';
import type { DetectorInfo, Scanner } from './scanner.operations.ts';
import { SourceLoader } from './source-loader.ts';
import { SourceStore } from './source-store.ts';
import { TriageService } from './triage.service.ts';
import { toUpload, UploadRepository } from './upload.repository.ts';
import { UploadService } from './upload.service.ts';

const dayMs = 86_400_000;

/** What the module stands on. */
export interface ScannerParts {
  readonly db: Database;
  readonly jobs: Jobs;
  readonly bus: Bus;
  readonly workers: WorkerPool;
  readonly storage: Storage;
  readonly audit: Audit;
  readonly clock: Clock;
  readonly config: Config;
  readonly version: string;
}

function describe(detector: (typeof detectors)[number]): DetectorInfo {
  const { id, title, severity, confidence, categories, description, fix } = detector;
  return { id, title, severity, confidence, categories, description, fix };
}

/** Detectors that a quick scan runs: those that are hardly ever wrong. */
function surestIds(): readonly string[] {
  return detectors.filter((detector) => detector.confidence === 'high').map((detector) => detector.id);
}

function createProver({ workers, config }: ScannerParts): CompileRunner {
  return new CompileRunner(workers, { mirrorUrl: config.SOLC_MIRROR_URL, folder: join(config.dataDir, 'solc') });
}

/** Builds the scanner and defines its jobs; `warm` starts its threads. */
export function createScanner(parts: ScannerParts): Scanner & { warm(threads: number): Promise<void>; scheduleRetention(): Promise<void> } {
  const { db, jobs, bus, audit, clock, config } = parts;
  const scans = new ScanRepository(db);
  const uploadRows = new UploadRepository(db);
  const runner = new ScanRunner(parts.workers, surestIds());
  const store = new SourceStore({ db, storage: parts.storage, scans, uploads: uploadRows });
  const uploads = new UploadService({ uploads: uploadRows, store, runner, audit, retentionMs: config.UPLOAD_RETENTION_DAYS * dayMs });
  const loader = new SourceLoader({
    config, store, runner, allowPrivate: config.ALLOW_PRIVATE_TARGETS,
    adopt: (scanId, files) => store.keep(files, (tx, manifest) => scans.setManifest(tx, scanId, manifest)),
  });
  const job = defineScanJob({ scans, runner, prover: createProver(parts), sources: loader, bus, clock });
  const retention = defineRetentionJob(() => uploads.removeExpired(clock.now()));
  jobs.define(job);
  jobs.define(retention);
  const infos = detectors.map(describe);
  const service = new ScanService({ db, scans, uploads, store, loader, jobs, job, bus, audit, detectorIds: new Set(infos.map((info) => info.id)) });
  const exporter = new ScanExporter({ service, runner, version: parts.version });

  const triage = new TriageService({ db, scans, service, audit });

  return withPolicy({
    uploadSource: (ctx, file) => uploads.upload(ctx, file),
    getUpload: async (ctx, id) => toUpload(await uploads.find(ctx, id)),
    listUploads: (ctx, page) => uploads.list(ctx, page),
    deleteUpload: (ctx, id) => uploads.delete(ctx, id),
    async startScan(ctx, input) {
      const [scan] = await service.start(ctx, [input], input.batchId ?? null);
      if (scan === undefined) throw new Error('one input makes one scan');
      return scan;
    },
    async startBatch(ctx, inputs) {
      const batchId = newUuid();
      return { batchId, scans: await service.start(ctx, inputs, batchId) };
    },
    getScan: async (ctx, id) => toScan(await service.get(ctx, id)),
    getReport: (ctx, id) => service.report(ctx, id),
    getSources: (ctx, id) => service.sources(ctx, id),
    listScans: (ctx, filter) => service.list(ctx, filter),
    listReports: (ctx, filter) => service.reports(ctx, filter),
    cancelScan: (ctx, id) => service.cancel(ctx, id),
    deleteScan: (ctx, id) => service.delete(ctx, id),
    getFinding: (ctx, id) => service.finding(ctx, id),
    triageFinding: (ctx, id, decision) => triage.decide(ctx, id, decision),
    compareScans: (ctx, id, baseId) => triage.compare(ctx, id, baseId),
    checkUpgrade: async (ctx, id, baseId) => await runner.compareVersions(await service.sources(ctx, baseId), await service.sources(ctx, id)),
    exportScan: (ctx, id, options) => exporter.export(ctx, id, options),
    statistics: (ctx) => scans.statistics(ctx.principal.userId),
    countRunning: () => scans.countRunning(),
    listDetectors: () => infos,
    async estimateSeconds() {
      const { waiting, meanMs } = await scans.load();
      const eachMs = meanMs ?? scanCaps.full.timeoutMs;
      return Math.max(1, Math.ceil(((Math.floor(waiting / job.concurrency) + 1) * eachMs) / 1000));
    },
    removeExpiredUploads: () => uploads.removeExpired(clock.now()),
    warm: (threads) => runner.warm(threads),
    scheduleRetention: () => jobs.schedule(retention, {}, { key: 'uploads', cron: '17 3 * * *' }),
  });
}
