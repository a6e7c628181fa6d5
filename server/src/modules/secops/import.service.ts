import { isUuid } from '../../lib/uuid.ts';
import type { ScanReportFile } from '../../engines/scan-reports/index.ts';
import type { Bus } from '../../platform/bus/index.ts';
import type { UserCtx } from '../../platform/context/index.ts';
import type { Database } from '../../platform/db/index.ts';
import { newUuid } from '../../platform/ids.ts';
import type { JobDefinition, Jobs } from '../../platform/jobs/index.ts';
import type { Storage } from '../../platform/storage/index.ts';
import type { Audit } from '../audit/index.ts';
import type { AssetRepository } from './asset.repository.ts';
import { discoveryKeyOf } from './discover-assets.ts';
import type { RunImportInput } from './import.jobs.ts';
import { type ImportRepository, type ImportRow, toImport } from './import.repository.ts';
import type { ReportRunner } from './report-runner.ts';
import { secopsErrors } from './secops.errors.ts';
import { importProgressed, toSnapshot } from './secops.events.ts';
import type { ImportInput, Page, ReportImport, ReportPreview } from './secops.types.ts';

export interface ImportServiceParts {
  readonly db: Database;
  readonly imports: ImportRepository;
  readonly assets: AssetRepository;
  readonly runner: ReportRunner;
  readonly storage: Storage;
  readonly jobs: Jobs;
  readonly job: JobDefinition<RunImportInput>;
  readonly bus: Bus;
  readonly audit: Audit;
}

/** The last part of the name, short and printable: it is shown, never used as a path. */
function displayName(name: string): string {
  return (name.split(/[\\/]/).pop() ?? '').replace(/\p{C}/gu, '').slice(0, 200) || 'report';
}

/** Formats that many tools write name theirs. */
function toolOf({ format, tool }: ScanReportFile): string {
  const isShared = format === 'sarif' || format === 'cyclonedx';
  return isShared ? `${format}: ${tool.name}`.slice(0, 100) : format;
}

/** What the next report of the tool is compared with: the given word, the asset, the report's target, or at last the file's name. */
function scopeOf(report: ScanReportFile, input: Pick<ImportInput, 'filename' | 'scope' | 'environment' | 'assetId'>): string {
  if (input.scope === undefined && input.assetId !== undefined) return `asset:${input.assetId}`;
  const own = report.target === null ? `file:${displayName(input.filename)}` : discoveryKeyOf(report.target);
  return `${input.environment}/${input.scope?.trim() || own}`.slice(0, 500);
}

/** Taking reports in, following and cancelling their imports. */
export class ImportService {
  readonly #parts: ImportServiceParts;
  constructor(parts: ImportServiceParts) {
    this.#parts = parts;
  }

  /** What a file is; nothing is kept. Errors: REPORT_*. */
  async preview(input: ImportInput): Promise<ReportPreview> {
    const { report, count } = await this.#parts.runner.preview(input.content);
    return { format: report.format, variant: report.variant, tool: toolOf(report), target: report.target, scope: scopeOf(report, input), findings: count, notes: report.notes };
  }

  /** Errors: REPORT_*, ASSET_NOT_FOUND. */
  async start(ctx: UserCtx, input: ImportInput): Promise<ReportImport> {
    const { report, count } = await this.#parts.runner.preview(input.content);
    if (input.assetId !== undefined && (!isUuid(input.assetId) || (await this.#parts.assets.find(input.assetId)) === null)) throw secopsErrors.ASSET_NOT_FOUND({ details: { asset_id: input.assetId.slice(0, 100) } });
    if (report.format === 'empty') throw secopsErrors.REPORT_UNKNOWN({ message: 'The report holds nothing and does not say which tool wrote it, so there is nothing to import or to close' });
    const id = newUuid();
    // Its id goes before the content, so that no other blob is ever the same and this one can be deleted.
    const { hash } = await this.#parts.storage.put(Buffer.concat([Buffer.from(id), input.content]));
    const filename = displayName(input.filename);
    const row = await this.#parts.db.transaction(async (tx) => {
      const made = await this.#parts.imports.insert(tx, {
        id, userId: ctx.principal.userId, filename, size: input.content.length, hash, format: report.format, variant: report.variant, tool: toolOf(report), scope: scopeOf(report, input), environment: input.environment,
        assetId: input.assetId ?? null, status: 'queued', stage: 'Waiting', counts: { findings: count }, notes: report.notes, createdAt: new Date(ctx.clock.now()),
      });
      await this.#parts.jobs.enqueue(this.#parts.job, { importId: id }, { tx, id });
      await this.#parts.audit.record(tx, ctx, { eventType: 'CREATE', resourceType: 'vulnerability', resourceId: id, description: `Importing ${filename} (${report.format}, ${count} findings)`, status: 'success' });
      return made;
    });
    return this.#tell(row);
  }

  async get(id: string): Promise<ReportImport> {
    return toImport(await this.#find(id));
  }

  async list(page: { limit: number; offset: number }): Promise<Page<ReportImport>> {
    const { items, total } = await this.#parts.imports.list(page);
    return { items: items.map(toImport), total };
  }

  /** Errors: IMPORT_NOT_FOUND, IMPORT_ALREADY_ENDED. */
  async cancel(ctx: UserCtx, id: string): Promise<ReportImport> {
    const row = await this.#find(id);
    const ended = await this.#parts.db.transaction(async (tx) => {
      const gone = await this.#parts.imports.end(tx, row.id, { status: 'cancelled', stage: 'Cancelled', completedAt: new Date(ctx.clock.now()) });
      if (gone === null) throw secopsErrors.IMPORT_ALREADY_ENDED({ details: { import_id: row.id } });
      await this.#parts.audit.record(tx, ctx, { eventType: 'UPDATE', resourceType: 'vulnerability', resourceId: row.id, description: `Cancelled import of ${row.filename}`, status: 'success' });
      return gone;
    });
    await this.#parts.jobs.cancel(this.#parts.job as JobDefinition<never>, row.id);
    if (row.hash !== null) await this.#parts.storage.delete(row.hash);
    return this.#tell(ended);
  }

  async #find(id: string): Promise<ImportRow> {
    const row = isUuid(id) ? await this.#parts.imports.find(id) : null;
    if (row === null) throw secopsErrors.IMPORT_NOT_FOUND({ details: { import_id: id.slice(0, 100) } });
    return row;
  }

  #tell(row: ImportRow): ReportImport {
    const shown = toImport(row);
    this.#parts.bus.publish(importProgressed, { ...toSnapshot(shown), userId: row.userId });
    return shown;
  }
}
