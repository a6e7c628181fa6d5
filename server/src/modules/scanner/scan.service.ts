import { isUuid } from '../../lib/uuid.ts';
import type { Bus } from '../../platform/bus/index.ts';
import type { UserCtx } from '../../platform/context/index.ts';
import type { Database, Tx } from '../../platform/db/index.ts';
import { newUuid } from '../../platform/ids.ts';
import type { JobDefinition, Jobs } from '../../platform/jobs/index.ts';
import type { Audit } from '../audit/index.ts';
import { scanErrors } from './scan.errors.ts';
import { scanCancelled, scanDeleted, scanQueued } from './scan.events.ts';
import type { RunScanInput } from './scan.jobs.ts';
import { type ScanRepository, type ScanRow, toScan } from './scan.repository.ts';
import type { ManifestEntry, scans as scansTable } from './scanner.tables.ts';
import type { Page, Scan, ScanFilter, ScanFinding, ScanReport, ScanSource, ScanTarget, StartScanInput } from './scan.types.ts';
import { toSnapshot } from './snapshot.ts';
import type { SourceLoader } from './source-loader.ts';
import type { SourceStore } from './source-store.ts';
import type { UploadService } from './upload.service.ts';

type NewScan = typeof scansTable.$inferInsert;

export interface ScanServiceParts {
  readonly db: Database;
  readonly scans: ScanRepository;
  readonly uploads: UploadService;
  readonly store: SourceStore;
  readonly loader: SourceLoader;
  readonly jobs: Jobs;
  readonly job: JobDefinition<RunScanInput>;
  readonly bus: Bus;
  readonly audit: Audit;
  readonly detectorIds: ReadonlySet<string>;
}

interface Prepared {
  readonly title: string;
  /** What the row remembers: pasted text lives in the storage, not in the row. */
  readonly target: ScanTarget;
  readonly files: readonly ScanSource[];
  readonly manifest: readonly ManifestEntry[];
}

/** Starting, following, reading and ending scans. */
export class ScanService {
  readonly #parts: ScanServiceParts;
  constructor(parts: ScanServiceParts) {
    this.#parts = parts;
  }

  async start(ctx: UserCtx, inputs: readonly StartScanInput[], batchId: string | null): Promise<readonly Scan[]> {
    for (const input of inputs) this.#assertKnownDetectors(input.detectors);
    const prepared: Prepared[] = [];
    for (const input of inputs) prepared.push(await this.#prepare(ctx, input.target));
    const rows = await this.#parts.store.keep(prepared.flatMap((one) => one.files), async (tx, kept) => {
      const made = makeRows(ctx, { inputs, prepared, kept, batchId });
      const inserted = await this.#parts.scans.insert(tx, made);
      for (const row of made) await this.#queue(ctx, tx, row);
      return inserted;
    });
    const scans = rows.map(toScan);
    for (const scan of scans) this.#parts.bus.publish(scanQueued, toSnapshot(scan));
    return scans;
  }

  async get(ctx: UserCtx, scanId: string): Promise<ScanRow> {
    const row = isUuid(scanId) ? await this.#parts.scans.find(scanId, ctx.principal.userId) : null;
    if (row === null) throw notFound(scanId);
    return row;
  }

  async report(ctx: UserCtx, scanId: string): Promise<ScanReport> {
    const row = await this.get(ctx, scanId);
    return toReport(row, await this.#parts.scans.findings([row.id]));
  }

  async reports(ctx: UserCtx, filter: ScanFilter): Promise<Page<ScanReport>> {
    const { items, total } = await this.#parts.scans.list(ctx.principal.userId, filter);
    const findings = Map.groupBy(await this.#parts.scans.findings(items.map((row) => row.id)), (finding) => finding.scanId);
    return { items: items.map((row) => toReport(row, findings.get(row.id) ?? [])), total };
  }

  async sources(ctx: UserCtx, scanId: string): Promise<readonly ScanSource[]> {
    return await this.#parts.store.read((await this.get(ctx, scanId)).manifest);
  }

  async list(ctx: UserCtx, filter: ScanFilter): Promise<Page<Scan>> {
    const { items, total } = await this.#parts.scans.list(ctx.principal.userId, filter);
    return { items: items.map(toScan), total };
  }

  async finding(ctx: UserCtx, findingId: string): Promise<ScanFinding> {
    const finding = isUuid(findingId) ? await this.#parts.scans.finding(findingId, ctx.principal.userId) : null;
    if (finding === null) throw scanErrors.FINDING_NOT_FOUND({ details: { vulnerability_id: findingId.slice(0, 100) } });
    return finding;
  }

  async cancel(ctx: UserCtx, scanId: string): Promise<Scan> {
    const row = await this.get(ctx, scanId);
    const ended = await this.#parts.db.transaction(async (tx) => {
      const gone = await this.#parts.scans.end(tx, row.id, { status: 'cancelled', stage: 'Cancelled', completedAt: new Date(ctx.clock.now()) });
      if (gone === null) throw scanErrors.SCAN_ALREADY_ENDED({ details: { scan_id: row.id, status: row.status } });
      await this.#audit(tx, ctx, { eventType: 'UPDATE', id: row.id, description: `Cancelled scan of ${row.title}` });
      return gone;
    });
    await this.#parts.jobs.cancel(this.#parts.job as JobDefinition<never>, row.id);
    const scan = toScan(ended);
    this.#parts.bus.publish(scanCancelled, toSnapshot(scan));
    return scan;
  }

  async delete(ctx: UserCtx, scanId: string): Promise<void> {
    const row = await this.get(ctx, scanId);
    await this.#parts.jobs.cancel(this.#parts.job as JobDefinition<never>, row.id);
    await this.#parts.store.release(async (tx) => {
      const gone = await this.#parts.scans.delete(tx, row.id);
      if (gone === null) throw notFound(scanId);
      await this.#audit(tx, ctx, { eventType: 'DELETE', id: row.id, description: `Deleted scan of ${row.title}` });
      return [gone];
    });
    this.#parts.bus.publish(scanDeleted, { id: row.id, userId: row.userId });
  }

  #assertKnownDetectors(ids: readonly string[]): void {
    const unknown = ids.filter((id) => !this.#parts.detectorIds.has(id));
    if (unknown.length > 0) throw scanErrors.UNKNOWN_DETECTOR({ details: { field: 'detectors', value: unknown.slice(0, 10) } });
  }

  async #prepare(ctx: UserCtx, target: ScanTarget): Promise<Prepared> {
    switch (target.kind) {
      case 'source': {
        const { files } = await this.#parts.uploads.recognise(target.filename, Buffer.from(target.source, 'utf8'));
        return { title: files.length === 1 ? (files[0]?.path ?? target.filename) : target.filename, target: { ...target, source: '' }, files, manifest: [] };
      }
      case 'upload': {
        const upload = await this.#parts.uploads.find(ctx, target.uploadId);
        return { title: upload.filename, target, files: [], manifest: upload.manifest };
      }
      case 'address':
        this.#parts.loader.assertConfigured(target.chainId);
        return { title: target.address, target, files: [], manifest: [] };
    }
  }

  async #queue(ctx: UserCtx, tx: Tx, row: NewScan): Promise<void> {
    await this.#parts.jobs.enqueue(this.#parts.job, { scanId: row.id }, { tx, id: row.id });
    await this.#audit(tx, ctx, { eventType: 'CREATE', id: row.id, description: `Started scan of ${row.title}` });
  }

  async #audit(tx: Tx, ctx: UserCtx, entry: { eventType: string; id: string; description: string }): Promise<void> {
    await this.#parts.audit.record(tx, ctx, { eventType: entry.eventType, resourceType: 'scan', resourceId: entry.id, description: entry.description, status: 'success' });
  }
}

function toReport(row: ScanRow, findings: readonly ScanFinding[]): ScanReport {
  return { ...toScan(row), findings, incomplete: row.incomplete, files: row.files, detectorsRun: row.detectorsRun, profiles: row.profiles, gas: row.gas, scoreFormula: row.scoreFormula };
}

function notFound(scanId: string): Error {
  return scanErrors.SCAN_NOT_FOUND({ details: { scan_id: scanId.slice(0, 100) } });
}

/** One row per input; `kept` holds the blobs of all pasted files, in the order of `prepared`. */
function makeRows(ctx: UserCtx, made: { inputs: readonly StartScanInput[]; prepared: readonly Prepared[]; kept: readonly ManifestEntry[]; batchId: string | null }): NewScan[] {
  let taken = 0;
  return made.inputs.map((input, at) => {
    const one = made.prepared[at];
    if (one === undefined) throw new Error('every input was prepared');
    const own = made.kept.slice(taken, taken + one.files.length);
    taken += one.files.length;
    return {
      id: newUuid(), userId: ctx.principal.userId, batchId: made.batchId, target: one.target, title: one.title, depth: input.depth, detectors: [...input.detectors], confirm: input.confirm ?? input.depth !== 'quick', requestedPlugins: [...(input.requestedPlugins ?? [])],
      status: 'queued' as const, stage: 'Queued', manifest: one.manifest.length > 0 ? [...one.manifest] : own, createdAt: new Date(ctx.clock.now()),
    };
  });
}
