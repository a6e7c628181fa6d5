import type { Outcome, ReportFinding, ScanReportFile } from '../../engines/scan-reports/index.ts';
import type { Tx } from '../../platform/db/index.ts';
import { newUuid } from '../../platform/ids.ts';
import type { AssetRepository, AssetRow } from './asset.repository.ts';
import { discoverAssets, discoveryKeyOf } from './discover-assets.ts';
import { type Addition, addFacts } from './fact.repository.ts';
import { combineAll } from './facts.ts';
import type { ImportRepository, ImportRow, KnownVulnerability } from './import.repository.ts';
import { Aliases, keysOf } from './match-keys.ts';
import type { Catalogue } from './mitre/catalogue.ts';
import { type ImportPlan, type Located, type NewSource, planImport } from './plan-import.ts';
import type { vulnerabilities, vulnerabilityEvents, vulnerabilitySources } from './secops.tables.ts';
import type { ImportCounts, VulnerabilityStatus } from './secops.types.ts';
import type { VulnerabilityRepository } from './vulnerability.repository.ts';

export interface ApplyParts {
  readonly imports: ImportRepository;
  readonly assets: AssetRepository;
  readonly vulnerabilities: VulnerabilityRepository;
  readonly catalogue: Catalogue;
}

/** What was done, and whom to tell. */
export interface Applied {
  readonly counts: ImportCounts;
  readonly createdAssets: readonly AssetRow[];
  readonly updatedAssets: readonly AssetRow[];
}

const decided: Readonly<Partial<Record<Outcome, VulnerabilityStatus>>> = { resolved: 'mitigated', 'not-affected': 'false_positive', suppressed: 'accepted' };
const isOpen = ({ status }: KnownVulnerability): boolean => status === 'open' || status === 'in_progress';

/** One import, applied in one transaction: all of it or nothing. */
export class ImportApplier {
  readonly #parts: ApplyParts;
  readonly #tx: Tx;
  readonly #row: ImportRow;
  readonly #at: Date;

  constructor(parts: ApplyParts, given: { tx: Tx; row: ImportRow; at: Date }) {
    this.#parts = parts;
    this.#tx = given.tx;
    this.#row = given.row;
    this.#at = given.at;
  }

  async apply(report: ScanReportFile): Promise<Applied> {
    const findings = report.findings.filter(({ outcome }) => outcome !== 'passed');
    const { located, created } = await this.#locate(report, findings);
    const plan = await this.#plan(located);
    await this.#store(plan);
    const changes = await this.#settle(plan);
    const touched = new Set([...located.map(({ assetId }) => assetId), ...plan.gone.map(({ assetId }) => assetId)]);
    await this.#parts.assets.markScanned(this.#tx, [...new Set(located.map(({ assetId }) => assetId))], this.#at);
    const rows = await this.#parts.assets.recount(this.#tx, [...touched]);
    const isNew = new Set(created.map(({ id }) => id));
    return {
      counts: {
        findings: report.findings.length, created: plan.created.length, merged: plan.merged.length, ...changes, unchanged: plan.seen.length - plan.changed.length, passed: report.findings.length - findings.length, assets: touched.size,
      },
      createdAssets: rows.filter(({ id }) => isNew.has(id)),
      updatedAssets: rows.filter(({ id }) => !isNew.has(id)),
    };
  }

  async #locate(report: ScanReportFile, findings: readonly ReportFinding[]): Promise<{ located: readonly Located[]; created: readonly AssetRow[] }> {
    const { assetId, environment, tool } = this.#row;
    if (assetId !== null) return { located: findings.map((finding) => ({ assetId, finding })), created: [] };
    // A clean report also says that its target was looked at.
    const targets = findings.length === 0 && report.target !== null ? [report.target] : findings.map(({ target }) => target ?? report.target);
    const { byKey, created } = await discoverAssets(this.#tx, this.#parts.assets, { targets, environment, at: this.#at, tool });
    const located = findings.flatMap((finding) => {
      const id = byKey.get(discoveryKeyOf(finding.target ?? report.target));
      return id === undefined ? [] : [{ assetId: id, finding }];
    });
    return { located, created };
  }

  async #plan(located: readonly Located[]): Promise<ImportPlan> {
    const { imports } = this.#parts;
    const ids = [...new Set(located.flatMap(({ finding }) => finding.ids))];
    const aliases = new Aliases(await imports.aliasesOf(this.#tx, ids));
    for (const { finding } of located) aliases.learn(finding.ids);
    const wanted = new Set(located.flatMap(({ finding }) => keysOf(finding, finding.ids.flatMap((id) => aliases.of(id)))));
    const assetIds = [...new Set(located.map(({ assetId }) => assetId))];
    const keys = assetIds.length === 0 ? [] : await imports.keysOn(this.#tx, assetIds, [...wanted]);
    const known = await imports.sourcesOf(this.#tx, this.#row.tool, this.#row.scope);
    const plan = planImport({ located, known, keys, aliases, newId: newUuid });
    await imports.saveAliases(this.#tx, aliases.changes());
    return plan;
  }

  async #store(plan: ImportPlan): Promise<void> {
    const { imports, vulnerabilities: table } = this.#parts;
    const isNew = new Set(plan.created.map(({ id }) => id));
    const bySources = Map.groupBy(plan.newSources, ({ vulnerabilityId }) => vulnerabilityId);
    await imports.insertVulnerabilities(this.#tx, plan.created.map(({ id, assetId }) => this.#toVulnerability(id, assetId, bySources.get(id) ?? [])));
    await table.tell(this.#tx, plan.created.map(({ id, finding }) => this.#event(id, { kind: 'discovered', to: decided[finding.outcome] ?? 'open', note: `reported by ${this.#row.tool}` })));
    await imports.insertSources(this.#tx, plan.newSources.map((source) => this.#toSource(source)));
    await imports.insertKeys(this.#tx, plan.keys);
    for (const { source, finding, digest } of plan.changed) await imports.changeSource(this.#tx, source.id, { finding, digest });
    await imports.markSeen(this.#tx, plan.seen.map(({ id }) => id), { importId: this.#row.id, at: this.#at });
    await imports.markGone(this.#tx, plan.gone.map(({ id }) => id), this.#at);
    const merges = [...bySources].filter(([id]) => !isNew.has(id)).map(([id, sources]) => this.#addition(id, sources.map(({ finding }) => finding), false));
    const changes = plan.changed.map(({ source, finding }) => this.#addition(source.vulnerabilityId, [finding], true));
    await addFacts(this.#tx, [...merges, ...changes]);
    const joined = plan.merged.filter(({ vulnerabilityId }) => !isNew.has(vulnerabilityId));
    await table.tell(this.#tx, joined.map(({ vulnerabilityId, detail }) => this.#event(vulnerabilityId, { kind: 'merged', note: `also reported by ${this.#row.tool}: ${detail}` })));
  }

  /** States follow what the report says; a decision of a person stays, unless the fault it called fixed is back. */
  async #settle(plan: ImportPlan): Promise<{ reopened: number; closed: number }> {
    const outcomes = new Map<string, Outcome>();
    const say = (id: string, { outcome }: ReportFinding): void => void outcomes.set(id, outcomes.has(id) && outcome !== 'open' ? (outcomes.get(id) ?? outcome) : outcome);
    for (const { vulnerabilityId, finding } of plan.newSources) say(vulnerabilityId, finding);
    for (const { source, finding } of plan.changed) say(source.vulnerabilityId, finding);
    const isNew = new Set(plan.created.map(({ id }) => id));
    const present = new Set([...plan.seen, ...plan.newSources].map(({ vulnerabilityId }) => vulnerabilityId));
    const affected = [...new Set([...present, ...plan.gone.map(({ vulnerabilityId }) => vulnerabilityId)])].filter((id) => !isNew.has(id));
    const { imports } = this.#parts;
    const unreported = await imports.countSources(this.#tx, affected, this.#at);
    const known = await imports.known(this.#tx, affected);
    const back = known.filter(({ id, status }) => present.has(id) && status === 'mitigated' && (outcomes.get(id) ?? 'open') === 'open');
    const over = known.filter((one) => unreported.has(one.id) && isOpen(one));
    await this.#move(back, 'open', { kind: 'reopened', note: `${this.#row.tool} reports it again` });
    await this.#move(over, 'mitigated', { kind: 'closed', note: `no report of ${this.#row.tool} (${this.#row.scope}) holds it any more` });
    for (const [outcome, status] of Object.entries(decided)) {
      await this.#move(known.filter((one) => isOpen(one) && outcomes.get(one.id) === outcome), status, { kind: 'decided', note: `the report says ${outcome}` });
    }
    return { reopened: back.length, closed: over.length };
  }

  async #move(rows: readonly KnownVulnerability[], to: VulnerabilityStatus, told: { kind: string; note: string }): Promise<void> {
    if (rows.length === 0) return;
    await this.#parts.vulnerabilities.update(this.#tx, rows.map(({ id }) => id), { status: to, resolvedAt: to === 'open' || to === 'accepted' ? null : this.#at, updatedAt: this.#at });
    await this.#parts.vulnerabilities.tell(this.#tx, rows.map(({ id, status }) => this.#event(id, { ...told, from: status, to })));
  }

  #techniques(findings: readonly ReportFinding[]): readonly string[] {
    return this.#parts.catalogue.techniquesOf(findings.flatMap(({ ids, relatedIds }) => [...ids, ...relatedIds]));
  }

  #addition(id: string, findings: readonly ReportFinding[], isNews: boolean): Addition {
    return { id, facts: combineAll(findings), techniques: this.#techniques(findings), isNews };
  }

  #toVulnerability(id: string, assetId: string, sources: readonly NewSource[]): typeof vulnerabilities.$inferInsert {
    const findings = sources.map(({ finding }) => finding);
    const facts = combineAll(findings);
    const status = decided[findings[0]?.outcome ?? 'open'] ?? 'open';
    return {
      id, assetId, ...facts, aliases: [...facts.aliases], cwes: [...facts.cwes], links: [...facts.links], tags: [...facts.tags], techniques: [...this.#techniques(findings)],
      status, discoveredAt: this.#at, lastSeenAt: this.#at, updatedAt: this.#at, resolvedAt: status === 'mitigated' || status === 'false_positive' ? this.#at : null, sourceCount: sources.length,
    };
  }

  #toSource({ vulnerabilityId, assetId, finding, digest, reason, detail }: NewSource): typeof vulnerabilitySources.$inferInsert {
    const { tool, scope, id: importId } = this.#row;
    return { id: newUuid(), vulnerabilityId, assetId, tool, scope, sourceKey: finding.key, finding, digest, reason, reasonDetail: detail, firstSeenAt: this.#at, lastSeenAt: this.#at, importId };
  }

  #event(vulnerabilityId: string, told: { kind: string; from?: VulnerabilityStatus; to?: VulnerabilityStatus; note: string }): typeof vulnerabilityEvents.$inferInsert {
    return { vulnerabilityId, at: this.#at, actorName: `import of ${this.#row.filename}`, kind: told.kind, fromStatus: told.from ?? null, toStatus: told.to ?? null, note: told.note };
  }
}
