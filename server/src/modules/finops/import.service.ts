import { isUuid } from '../../lib/uuid.ts';
import { FocusError } from '../../engines/focus/index.ts';
import { iso } from '../../lib/time.ts';
import type { Bus } from '../../platform/bus/index.ts';
import type { UserCtx } from '../../platform/context/index.ts';
import { type Database, isUniqueViolation, type Tx } from '../../platform/db/index.ts';
import { newUuid } from '../../platform/ids.ts';
import type { JobDefinition, Jobs } from '../../platform/jobs/index.ts';
import type { Audit } from '../audit/index.ts';
import type { BlockParser } from './block-parser.ts';
import { deleteCharges, lockSums, removeFromSums } from './charge.repository.ts';
import { finopsErrors } from './finops.errors.ts';
import { maxFileBytes, readFocus, refusalOf } from './focus-reader.ts';
import { costImportEnded, costsChanged } from './import.events.ts';
import type { ImportInput } from './import.jobs.ts';
import type { ImportRepository } from './import.repository.ts';
import type { CostImport, ImportMode, ImportRow, ImportSource, ImportStatus, Page } from './import.types.ts';
import type { PartStore } from './part-store.ts';

/** Largest part of a file that is sent in parts, and number of parts. */
export const partBytes = 8_388_608;
const maxParts = Math.ceil(maxFileBytes / partBytes) + 1;

export interface ImportServiceParts {
  readonly db: Database;
  readonly imports: ImportRepository;
  readonly store: PartStore;
  readonly parser: BlockParser;
  readonly jobs: Jobs;
  readonly job: JobDefinition<ImportInput>;
  readonly bus: Bus;
  readonly audit: Audit;
  onPublished(tx: Tx): Promise<void>;
}

/** A file to import, announced. */
export interface OpenImportInput {
  readonly filename: string;
  /** Bytes. */
  readonly size: number;
  readonly mode: ImportMode;
  readonly source?: ImportSource;
}

/** An import and whether it is new: the same file is imported once. */
export interface StartedImport {
  readonly import: CostImport;
  readonly isNew: boolean;
}

/** Taking files in, following and ending imports. */
export class ImportService {
  readonly #parts: ImportServiceParts;
  constructor(parts: ImportServiceParts) {
    this.#parts = parts;
  }

  async open(ctx: UserCtx, { filename, size, mode, source = 'file' }: OpenImportInput): Promise<CostImport> {
    if (size > maxFileBytes) throw finopsErrors.COST_FILE_TOO_LARGE({ message: `The file is larger than ${maxFileBytes / 1_048_576} MB; compress it with gzip, or split it`, details: { field: 'size', value: size } });
    if (size < 1) throw finopsErrors.COST_FILE_EMPTY({ details: { field: 'size', value: size } });
    const row = { id: newUuid(), userId: ctx.principal.userId, filename: displayName(filename), source, mode, size, createdAt: new Date(ctx.clock.now()) };
    return await this.#parts.db.transaction(async (tx) => await this.#parts.imports.insert(tx, row));
  }

  async putPart(ctx: UserCtx, id: string, part: { number: number; content: Uint8Array }): Promise<CostImport> {
    const row = await this.get(ctx, id);
    if (part.content.length === 0) throw finopsErrors.COST_FILE_EMPTY({ message: 'The part is empty' });
    if (part.content.length > partBytes || part.number >= maxParts) throw finopsErrors.COST_FILE_TOO_LARGE({ message: `A part is at most ${partBytes} bytes, a file at most ${maxParts} parts` });
    const hash = await this.#parts.store.put(part.content);
    const changed = await this.#parts.db.transaction(async (tx) => await this.#parts.imports.setPart(tx, row.id, { number: part.number, hash }));
    if (changed === null) throw row.status === 'uploading' ? finopsErrors.COST_PART_MISSING({ message: `Part ${row.parts.length} comes next`, details: { next: row.parts.length } }) : ended(row);
    return changed;
  }

  /** Checks the beginning of the file and queues it. */
  async start(ctx: UserCtx, id: string): Promise<StartedImport> {
    const row = await this.get(ctx, id);
    if (row.status !== 'uploading') return { import: row, isNew: false };
    const { size, hash } = await this.#parts.store.measure(row.parts);
    if (size !== row.size) throw finopsErrors.COST_PART_MISSING({ message: `${size} of ${row.size} bytes have arrived`, details: { received: size, expected: row.size } });
    const known = await this.#parts.imports.byHash(hash);
    if (known !== null) return await this.#drop(row, known);
    await this.#checkBeginning(row);
    try {
      const queued = await this.#parts.db.transaction(async (tx) => {
        const changed = await this.#parts.imports.queue(tx, row.id, hash);
        if (changed === null) throw ended(row);
        await this.#parts.jobs.enqueue(this.#parts.job, { importId: row.id }, { tx, id: row.id });
        await this.#audit(tx, ctx, { eventType: 'CREATE', row, description: `Imports costs from ${row.filename}` });
        return changed;
      });
      return { import: queued, isNew: true };
    } catch (error) {
      const other = isUniqueViolation(error) ? await this.#parts.imports.byHash(hash) : null;
      if (other !== null) return await this.#drop(row, other);
      throw error;
    }
  }

  /** A whole file at once. */
  async importFile(ctx: UserCtx, file: { filename: string; content: Uint8Array; mode: ImportMode; source?: ImportSource }): Promise<StartedImport> {
    const { id } = await this.open(ctx, { ...file, size: file.content.length });
    for (let number = 0; number * partBytes < file.content.length; number += 1) {
      await this.putPart(ctx, id, { number, content: file.content.subarray(number * partBytes, (number + 1) * partBytes) });
    }
    return await this.start(ctx, id);
  }

  async get(_ctx: UserCtx, id: string): Promise<ImportRow> {
    const row = isUuid(id) ? await this.#parts.imports.find(id) : null;
    if (row === null) throw finopsErrors.COST_IMPORT_NOT_FOUND({ details: { import_id: id.slice(0, 100) } });
    return row;
  }

  async list(_ctx: UserCtx, filter: { status?: ImportStatus; limit: number; offset: number }): Promise<Page<CostImport>> {
    return await this.#parts.imports.list(filter);
  }

  async cancel(ctx: UserCtx, id: string): Promise<CostImport> {
    const row = await this.get(ctx, id);
    const cancelled = await this.#parts.db.transaction(async (tx) => {
      const gone = await this.#parts.imports.end(tx, row.id, { status: 'cancelled', error: null, at: new Date(ctx.clock.now()) });
      if (gone === null) throw ended(row);
      await deleteCharges(tx, row.id);
      await this.#audit(tx, ctx, { eventType: 'UPDATE', row, description: `Cancelled the import of ${row.filename}` });
      return gone;
    });
    await this.#parts.jobs.cancel(this.#parts.job as JobDefinition<never>, row.id);
    await this.#parts.store.release(row.parts);
    this.#parts.bus.publish(costImportEnded, { id: row.id, filename: row.filename, status: 'cancelled', rows: 0 });
    return cancelled;
  }

  /** Removes an import with its charges; the sums are as if it had never been. */
  async delete(ctx: UserCtx, id: string): Promise<void> {
    const row = await this.get(ctx, id);
    if (row.status === 'queued' || row.status === 'running') throw finopsErrors.COST_IMPORT_RUNNING({ details: { import_id: row.id, status: row.status } });
    await this.#parts.db.transaction(async (tx) => {
      await lockSums(tx);
      if (row.status === 'completed') await removeFromSums(tx, row.id);
      const gone = await this.#parts.imports.delete(tx, row.id);
      if (gone === null) throw finopsErrors.COST_IMPORT_NOT_FOUND();
      await this.#audit(tx, ctx, { eventType: 'DELETE', row, description: `Deleted the costs of ${row.filename}` });
      if (row.status === 'completed') await this.#parts.onPublished(tx);
    });
    await this.#parts.store.release(row.parts);
    this.#parts.bus.publish(costsChanged, { at: iso(ctx.clock.now()) });
  }

  /** Removes files that began to arrive before `before` and never did. */
  async removeAbandoned(before: Date): Promise<number> {
    const ids = await this.#parts.imports.abandoned(before);
    for (const id of ids) {
      const gone = await this.#parts.db.transaction(async (tx) => await this.#parts.imports.delete(tx, id));
      await this.#parts.store.release(gone?.parts ?? []);
    }
    return ids.length;
  }

  /** Wrong columns and wrong kinds of file are refused at once, not by a job later. */
  async #checkBeginning(row: ImportRow): Promise<void> {
    try {
      for await (const part of readFocus(this.#parts.store.read(row.parts))) {
        await this.#parts.parser.parse(part);
        return;
      }
    } catch (error) {
      await this.#drop(row, row);
      throw error instanceof FocusError ? refusalOf(error) : error;
    }
  }

  /** Forgets an announced file in favour of one that is there already. */
  async #drop(row: ImportRow, known: ImportRow): Promise<StartedImport> {
    await this.#parts.db.transaction(async (tx) => await this.#parts.imports.delete(tx, row.id));
    await this.#parts.store.release(row.parts);
    return { import: known, isNew: false };
  }

  async #audit(tx: Tx, ctx: UserCtx, entry: { eventType: string; row: ImportRow; description: string }): Promise<void> {
    await this.#parts.audit.record(tx, ctx, { eventType: entry.eventType, resourceType: 'cost-import', resourceId: entry.row.id, description: entry.description, status: 'success' });
  }
}

function ended(row: ImportRow): Error {
  return finopsErrors.COST_IMPORT_ENDED({ details: { import_id: row.id, status: row.status } });
}

/** The last part of the name, short and printable: it is shown, never used as a path. */
function displayName(name: string): string {
  const last = name.split(/[\\/]/).pop() ?? '';
  return last.replace(/\p{C}/gu, '').slice(0, 200) || 'costs.csv';
}
