import { z } from 'zod';
import { FocusError, mergeNotices, type ParsedBlock, TotalsCounter } from '../../engines/focus/index.ts';
import { iso } from '../../lib/time.ts';
import type { Bus } from '../../platform/bus/index.ts';
import type { Clock } from '../../platform/context/index.ts';
import type { Database, Tx } from '../../platform/db/index.ts';
import { AppError } from '../../platform/errors/index.ts';
import type { JobDefinition, JobEffect, JobRun } from '../../platform/jobs/index.ts';
import type { BlockParser } from './block-parser.ts';
import { addToSums, deleteCharges, insertCharges, lockSums, removeReplaced } from './charge.repository.ts';
import { type FocusPart, readFocus, refusalOf } from './focus-reader.ts';
import { costImportEnded, costsChanged } from './import.events.ts';
import type { ImportRepository } from './import.repository.ts';
import type { Checkpoint, ImportFailure, ImportRow } from './import.types.ts';
import type { PartStore } from './part-store.ts';

const importInput = z.object({ importId: z.uuid() });
export type ImportInput = z.output<typeof importInput>;

export interface ImportJobParts {
  readonly db: Database;
  readonly imports: ImportRepository;
  readonly store: PartStore;
  readonly parser: BlockParser;
  readonly bus: Bus;
  readonly clock: Clock;
  /** Called in the transaction that changed the costs. */
  onPublished(tx: Tx): Promise<void>;
}

/** The import was cancelled, or another attempt at it goes on elsewhere. */
class OvertakenError extends Error {}

/** Ends that another attempt would only repeat. */
function failureOf(error: unknown): ImportFailure | null {
  if (error instanceof FocusError) return failureOf(refusalOf(error));
  if (!(error instanceof AppError) || error.status >= 500 || error.code === 'CANCELLED') return null;
  const problems = error.details?.problems;
  return { code: error.code, message: error.message, problems: Array.isArray(problems) ? (problems as ImportFailure['problems']) : [] };
}

/** Keeps the blocks of one file, each in one transaction with the checkpoint behind it. */
class Keeper {
  readonly #parts: ImportJobParts;
  readonly #row: ImportRow;
  readonly #totals = new TotalsCounter();
  #at: Checkpoint;
  #notices: ImportRow['notices'];
  #days: readonly string[];

  constructor(parts: ImportJobParts, row: ImportRow) {
    this.#parts = parts;
    this.#row = row;
    this.#at = row.checkpoint;
    this.#totals.merge(row.totals);
    this.#notices = row.notices;
    this.#days = [row.firstDay, row.lastDay].filter((day) => day !== null);
  }

  get rows(): number {
    return this.#at.rows;
  }

  async keep({ layout, block, readBytes, hasHeader }: FocusPart, parsed: ParsedBlock): Promise<void> {
    const to: Checkpoint = { readBytes, textOffset: block.endOffset, textLine: block.endLine, rows: this.#at.rows + parsed.charges.length };
    this.#totals.merge(parsed.totals);
    this.#notices = mergeNotices(hasHeader ? [...layout.notices, ...this.#notices] : this.#notices, parsed.notices);
    const days = [...this.#days, ...parsed.charges.map(({ day }) => day)].sort();
    this.#days = [days[0], days.at(-1)].filter((day) => day !== undefined);
    await this.#parts.db.transaction(async (tx) => {
      const isOurs = await this.#parts.imports.advance(tx, this.#row.id, {
        from: this.#at, to, header: layout.header, totals: this.#totals.totals(), notices: this.#notices, firstDay: this.#days[0] ?? null, lastDay: this.#days[1] ?? null,
      });
      if (!isOurs) throw new OvertakenError();
      await insertCharges(tx, this.#row.id, parsed);
    });
    this.#at = to;
  }
}

/** Reads a file from where it was left; while one block is kept the next is parsed. */
async function readOn(parts: ImportJobParts, row: ImportRow, signal: AbortSignal): Promise<number> {
  const { checkpoint, header } = row;
  const keeper = new Keeper(parts, row);
  const resume = header === null ? null : { offset: checkpoint.textOffset, line: checkpoint.textLine, header };
  let keeping = Promise.resolve();
  for await (const part of readFocus(parts.store.read(row.parts), resume)) {
    signal.throwIfAborted();
    const parsed = await parts.parser.parse(part, signal);
    await keeping;
    keeping = keeper.keep(part, parsed);
    // Told where it is awaited; unheard it would end the process.
    keeping.catch(() => undefined);
  }
  await keeping;
  return keeper.rows;
}

/** The job `cost.import`: reads one file and publishes it whole, once, or not at all; after a crash it goes on behind the last block kept. */
export function defineImportJob(parts: ImportJobParts): JobDefinition<ImportInput> {
  const { imports, bus, clock, store } = parts;

  const tell = (row: ImportRow, status: 'completed' | 'failed'): (() => void) => () => {
    bus.publish(costImportEnded, { id: row.id, filename: row.filename, status, rows: row.rows });
    if (status === 'completed') bus.publish(costsChanged, { at: iso(clock.now()) });
    void store.release(row.parts).catch(() => undefined);
  };

  const fail = (id: string, error: ImportFailure): JobEffect => async (tx) => {
    const row = await imports.end(tx, id, { status: 'failed', error, at: new Date(clock.now()) });
    if (row === null) return undefined;
    await deleteCharges(tx, id);
    return tell(row, 'failed');
  };

  const publish = (id: string): JobEffect => async (tx) => {
    const row = await imports.end(tx, id, { status: 'completed', error: null, at: new Date(clock.now()) });
    if (row === null) return undefined;
    await lockSums(tx);
    if (row.mode === 'replace') {
      for (const { importId, rows } of await removeReplaced(tx, id)) await imports.addReplaced(tx, importId, rows);
    }
    await addToSums(tx, id);
    await parts.onPublished(tx);
    return tell(row, 'completed');
  };

  return {
    name: 'cost.import',
    input: importInput,
    concurrency: 1,
    retryLimit: 5,
    retryDelaySeconds: 1,
    expireInSeconds: 4 * 3600,
    async run({ input, signal }: JobRun<ImportInput>): Promise<JobEffect> {
      const row = await imports.begin(input.importId, new Date(clock.now()));
      if (row === null) return async () => undefined;
      try {
        const rows = await readOn(parts, row, signal);
        return rows > 0 ? publish(row.id) : fail(row.id, { code: 'COST_FILE_EMPTY', message: 'The file has a header but no rows', problems: [] });
      } catch (error) {
        const failure = failureOf(error);
        if (failure !== null) return fail(row.id, failure);
        throw error;
      }
    },
    async onDead(tx, job, reason) {
      return await fail(job.input.importId, { code: 'COST_IMPORT_FAILED', message: `The import could not be finished: ${reason}`, problems: [] })(tx);
    },
  };
}
