import { requirePermission } from '../../platform/auth/index.ts';
import type { Bus } from '../../platform/bus/index.ts';
import type { Clock } from '../../platform/context/index.ts';
import type { Database } from '../../platform/db/index.ts';
import { AppError } from '../../platform/errors/index.ts';
import type { WorkerPool } from '../../platform/workers/index.ts';
import type { Audit } from '../audit/index.ts';
import { ExecutionService } from './execution.service.ts';
import { renderMarkdown } from './markdown.ts';
import { type ImportFile, toSops } from './sop-import.ts';
import { sopErrors } from './sop.errors.ts';
import type { Sops } from './sop.operations.ts';
import { SopService, writing } from './sop.service.ts';
import type { NewSop } from './sop.types.ts';

/** What the module stands on. */
export interface SopsParts {
  readonly db: Database;
  readonly bus: Bus;
  readonly audit: Audit;
  readonly clock: Clock;
  readonly workers: WorkerPool;
}

const importEntry = new URL('./sop-import.worker.ts', import.meta.url);
const importCaps = { timeoutMs: 20_000, memoryMb: 512 };

/** Reads files in a thread of its own: parsers are slow on what is made to be. */
async function readFiles(workers: WorkerPool, files: readonly ImportFile[]): Promise<readonly NewSop[]> {
  try {
    return await workers.run<readonly ImportFile[], readonly NewSop[]>({ entry: importEntry, input: files.map(({ name, content }) => ({ name, content })), ...importCaps });
  } catch (error) {
    if (error instanceof AppError && error.code.startsWith('WORKER_')) throw sopErrors.SOP_IMPORT_MALFORMED({ message: 'The files take too much to read; nothing was imported', cause: error });
    throw error;
  }
}

/** Builds the module of procedures. */
export function createSops(parts: SopsParts): Sops {
  const sops = new SopService(parts);
  const executions = new ExecutionService(parts);
  return {
    list: (ctx, filter) => sops.list(ctx, filter),
    get: (ctx, id) => sops.get(ctx, id),
    render: renderMarkdown,
    versions: (ctx, id) => sops.versions(ctx, id),
    async create(ctx, input) {
      const [sop] = await sops.create(ctx, [input], '');
      if (sop === undefined) throw new Error('one input makes one procedure');
      return sop;
    },
    update: (ctx, id, changes) => sops.update(ctx, id, changes),
    move: (ctx, id, move) => sops.move(ctx, id, move),
    remove: (ctx, id) => sops.remove(ctx, id),
    async import(ctx, { files, documents }) {
      requirePermission(ctx, writing);
      const read = files.length > 0 ? await readFiles(parts.workers, files) : [];
      return await sops.create(ctx, [...toSops(documents, 'body'), ...read], 'imported');
    },
    startExecution: (ctx, input) => executions.start(ctx, input),
    listExecutions: (ctx, filter) => executions.list(ctx, filter),
    getExecution: (ctx, id) => executions.get(ctx, id),
    executionLog: (ctx, id) => executions.log(ctx, id),
    act: (ctx, id, action) => executions.act(ctx, id, action),
    check: (ctx, id, checklist) => executions.check(ctx, id, checklist),
  };
}
