import type { Bus } from '../../platform/bus/index.ts';
import type { Config } from '../../platform/config/index.ts';
import type { Clock } from '../../platform/context/index.ts';
import type { Database } from '../../platform/db/index.ts';
import type { Jobs } from '../../platform/jobs/index.ts';
import type { Storage } from '../../platform/storage/index.ts';
import type { WorkerPool } from '../../platform/workers/index.ts';
import type { Audit } from '../audit/index.ts';
import { BlockParser } from './block-parser.ts';
import type { Finops } from './finops.operations.ts';
import { withPolicy } from './finops.policy.ts';
import { defineImportJob } from './import.jobs.ts';
import { ImportRepository } from './import.repository.ts';
import { ImportService } from './import.service.ts';
import { PartStore } from './part-store.ts';

/** What the module stands on. */
export interface FinopsParts {
  readonly db: Database;
  readonly jobs: Jobs;
  readonly bus: Bus;
  readonly workers: WorkerPool;
  readonly storage: Storage;
  readonly audit: Audit;
  readonly clock: Clock;
  readonly config: Config;
}

/** Builds the module and defines its jobs. */
export function createFinops(parts: FinopsParts): Finops {
  const { db, jobs, bus, audit, clock } = parts;
  const imports = new ImportRepository(db);
  const store = new PartStore({ db, storage: parts.storage, imports });
  const parser = new BlockParser(parts.workers);
  const onPublished = async (): Promise<void> => undefined;
  const job = defineImportJob({ db, imports, store, parser, bus, clock, onPublished });
  jobs.define(job);
  const importing = new ImportService({ db, imports, store, parser, jobs, job, bus, audit, onPublished });
  return withPolicy({
    openImport: (ctx, input) => importing.open(ctx, input),
    putImportPart: (ctx, id, part) => importing.putPart(ctx, id, part),
    startImport: (ctx, id) => importing.start(ctx, id),
    importFile: (ctx, file) => importing.importFile(ctx, file),
    getImport: (ctx, id) => importing.get(ctx, id),
    listImports: (ctx, filter) => importing.list(ctx, filter),
    cancelImport: (ctx, id) => importing.cancel(ctx, id),
    deleteImport: (ctx, id) => importing.delete(ctx, id),
  });
}
