import { requirePermission } from '../../platform/auth/index.ts';
import type { Bus } from '../../platform/bus/index.ts';
import type { Clock, UserCtx } from '../../platform/context/index.ts';
import type { Database } from '../../platform/db/index.ts';
import type { Jobs } from '../../platform/jobs/index.ts';
import type { Storage } from '../../platform/storage/index.ts';
import type { WorkerPool } from '../../platform/workers/index.ts';
import type { Audit } from '../audit/index.ts';
import { AssetRepository } from './asset.repository.ts';
import { AssetService } from './asset.service.ts';
import { defineExpiryJob, expireAcceptances } from './expiry.jobs.ts';
import { toCsv } from './export-csv.ts';
import { defineImportJob } from './import.jobs.ts';
import { ImportRepository } from './import.repository.ts';
import { ImportService } from './import.service.ts';
import { Catalogue } from './mitre/catalogue.ts';
import { MitreRepository } from './mitre.repository.ts';
import { MitreService } from './mitre.service.ts';
import { ReportRunner } from './report-runner.ts';
import type { Secops } from './secops.operations.ts';
import { VulnerabilityRepository } from './vulnerability.repository.ts';
import { VulnerabilityService } from './vulnerability.service.ts';

/** What the module stands on. */
export interface SecopsParts {
  readonly db: Database;
  readonly jobs: Jobs;
  readonly bus: Bus;
  readonly workers: WorkerPool;
  readonly storage: Storage;
  readonly audit: Audit;
  readonly clock: Clock;
}

const mostExported = 50_000;

type Operation<A extends readonly unknown[], R> = (ctx: UserCtx, ...rest: A) => Promise<R>;

/** The operation for those who hold the permission. */
function needing(permission: string): <A extends readonly unknown[], R>(operation: Operation<A, R>) => Operation<A, R> {
  return (operation) => async (ctx, ...rest) => {
    requirePermission(ctx, permission);
    return await operation(ctx, ...rest);
  };
}

/** Builds the module and defines its jobs; `scheduleExpiry` starts what reopens accepted risks. */
export function createSecops(parts: SecopsParts): Secops & { scheduleExpiry(): Promise<void> } {
  const { db, jobs, bus, audit, clock, storage } = parts;
  const catalogue = new Catalogue();
  const assetRows = new AssetRepository(db);
  const rows = new VulnerabilityRepository(db);
  const importRows = new ImportRepository(db);
  const runner = new ReportRunner(parts.workers);
  const job = defineImportJob({ imports: importRows, assets: assetRows, vulnerabilities: rows, catalogue, runner, storage, bus, clock });
  const expiring = { vulnerabilities: rows, assets: assetRows, bus, clock };
  const expiry = defineExpiryJob(expiring);
  jobs.define(job);
  jobs.define(expiry);
  const assets = new AssetService({ db, assets: assetRows, bus, audit });
  const vulnerabilities = new VulnerabilityService({ db, vulnerabilities: rows, assets: assetRows, imports: importRows, catalogue, bus, audit });
  const imports = new ImportService({ db, imports: importRows, assets: assetRows, runner, storage, jobs, job, bus, audit });
  const mitre = new MitreService({ db, mitre: new MitreRepository(db), vulnerabilities: rows, catalogue, runner, audit });
  const [readAssets, writeAssets, read, write, operate] = [needing('read:assets'), needing('write:assets'), needing('read:vulnerabilities'), needing('write:vulnerabilities'), needing('admin:operations')];
  return {
    assets: {
      list: readAssets(async (_ctx, filter) => await assets.list(filter)),
      get: readAssets(async (_ctx, id) => await assets.get(id)),
      create: writeAssets(async (ctx, input) => await assets.create(ctx, input)),
      update: writeAssets(async (ctx, id, input) => await assets.update(ctx, id, input)),
      delete: writeAssets(async (ctx, id) => await assets.delete(ctx, id)),
    },
    vulnerabilities: {
      list: read(async (_ctx, filter) => await vulnerabilities.list(filter)),
      stats: read(async (_ctx, query) => await vulnerabilities.stats(query, clock.now())),
      get: read(async (_ctx, id) => await vulnerabilities.get(id)),
      update: write(async (ctx, id, update) => await vulnerabilities.update(ctx, id, update)),
      updateMany: write(async (ctx, ids, update) => await vulnerabilities.updateMany(ctx, ids, update)),
      split: write(async (ctx, id, sourceIds) => await vulnerabilities.split(ctx, id, sourceIds)),
      export: read(async (_ctx, query) => {
        const { items } = await vulnerabilities.list({ ...query, sort: 'severity', order: 'desc', limit: mostExported, offset: 0 });
        return { content: Buffer.from(toCsv(items), 'utf8'), contentType: 'text/csv; charset=utf-8', filename: 'vulnerabilities.csv' };
      }),
    },
    imports: {
      preview: write(async (_ctx, input) => await imports.preview(input)),
      start: write(async (ctx, input) => await imports.start(ctx, input)),
      list: read(async (_ctx, page) => await imports.list(page)),
      get: read(async (_ctx, id) => await imports.get(id)),
      cancel: write(async (ctx, id) => await imports.cancel(ctx, id)),
    },
    mitre: {
      tactics: read(async () => await mitre.tactics()),
      techniques: read(async () => await mitre.techniques()),
      layer: read(async () => await mitre.layer()),
      detections: read(async (_ctx, filter) => await mitre.detections(filter)),
      createDetection: write(async (ctx, input) => await mitre.createDetection(ctx, input)),
      updateDetection: write(async (ctx, id, status) => await mitre.updateDetection(ctx, id, status)),
      importStix: operate(async (ctx, content) => await mitre.importStix(ctx, content)),
    },
    async expireAcceptances() {
      const tell = await db.transaction(expireAcceptances(expiring));
      tell?.();
    },
    scheduleExpiry: () => jobs.schedule(expiry, {}, { key: 'acceptances', cron: '*/10 * * * *' }),
  };
}
