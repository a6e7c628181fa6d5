import { compareWithBaseline } from '../../engines/index.ts';
import type { UserCtx } from '../../platform/context/index.ts';
import type { Database } from '../../platform/db/index.ts';
import type { Audit } from '../audit/index.ts';
import { scanErrors } from './scan.errors.ts';
import { type ScanRepository, toScan } from './scan.repository.ts';
import type { ScanService } from './scan.service.ts';
import type { ScanComparison, ScanFinding, ScanReport, Triage } from './scan.types.ts';

export interface TriageParts {
  readonly db: Database;
  readonly scans: ScanRepository;
  readonly service: ScanService;
  readonly audit: Audit;
}

/** What people decide of findings, and how two scans differ. */
export class TriageService {
  readonly #parts: TriageParts;
  constructor(parts: TriageParts) {
    this.#parts = parts;
  }

  async decide(ctx: UserCtx, findingId: string, decision: Pick<Triage, 'state' | 'reason'>): Promise<ScanFinding> {
    const finding = await this.#parts.service.finding(ctx, findingId);
    const triage: Triage = { ...decision, updatedAt: new Date(ctx.clock.now()) };
    await this.#parts.db.transaction(async (tx) => {
      await this.#parts.scans.setTriage(tx, { userId: ctx.principal.userId, fingerprint: finding.fingerprint }, triage);
      await this.#parts.audit.record(tx, ctx, {
        eventType: 'UPDATE', resourceType: 'finding', resourceId: finding.findingId, description: `Triaged ${finding.title} as ${decision.state}`, status: 'success',
      });
    });
    return { ...finding, triage };
  }

  async compare(ctx: UserCtx, scanId: string, baseId: string | null): Promise<ScanComparison> {
    const report = await this.#completed(ctx, scanId);
    const baseRow = baseId === null ? await this.#parts.scans.previous(await this.#parts.service.get(ctx, scanId)) : null;
    const wanted = baseId ?? baseRow?.id;
    if (wanted === undefined) return { base: null, added: [], unchanged: report.findings.map(({ findingId }) => findingId), fixed: [], unverified: [] };
    const base = await this.#completed(ctx, wanted);
    const { added, unchanged, fixed, unverified } = compareWithBaseline({ findings: [...report.findings], incomplete: [...report.incomplete] }, base.findings);
    const idsOf = (chosen: ReadonlySet<string>): string[] => report.findings.filter(({ id }) => chosen.has(id)).map(({ findingId }) => findingId);
    // The engine hands back the very objects it was given.
    const own = (gone: readonly object[]): ScanFinding[] => base.findings.filter((finding) => gone.includes(finding));
    return { base: toScan(await this.#parts.service.get(ctx, wanted)), added: idsOf(added), unchanged: idsOf(unchanged), fixed: own(fixed), unverified: own(unverified) };
  }

  async #completed(ctx: UserCtx, scanId: string): Promise<ScanReport> {
    const report = await this.#parts.service.report(ctx, scanId);
    if (report.status !== 'completed') throw scanErrors.SCAN_NOT_COMPLETED({ details: { scan_id: report.id, status: report.status } });
    return report;
  }
}
