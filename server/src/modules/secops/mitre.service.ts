import { isUuid } from '../../lib/uuid.ts';
import type { UserCtx } from '../../platform/context/index.ts';
import { type Database, isForeignKeyViolation } from '../../platform/db/index.ts';
import { newUuid } from '../../platform/ids.ts';
import type { Audit } from '../audit/index.ts';
import type { Catalogue } from './mitre/catalogue.ts';
import { type Layer, toLayer } from './mitre/navigator.ts';
import type { MitreRepository } from './mitre.repository.ts';
import type { ReportRunner } from './report-runner.ts';
import { secopsErrors } from './secops.errors.ts';
import type { Detection, DetectionFilter, DetectionInput, DetectionStatus, Page, Tactic, Technique } from './secops.types.ts';
import type { VulnerabilityRepository } from './vulnerability.repository.ts';

export interface MitreServiceParts {
  readonly db: Database;
  readonly mitre: MitreRepository;
  readonly vulnerabilities: VulnerabilityRepository;
  readonly catalogue: Catalogue;
  readonly runner: ReportRunner;
  readonly audit: Audit;
}

/** MITRE ATT&CK: the catalogue with what was detected and found. */
export class MitreService {
  readonly #parts: MitreServiceParts;
  constructor(parts: MitreServiceParts) {
    this.#parts = parts;
  }

  async tactics(): Promise<readonly Tactic[]> {
    const descriptions = await this.#parts.mitre.descriptions();
    return this.#parts.catalogue.tactics.map((tactic) => ({ ...tactic, description: descriptions.get(tactic.id) ?? '' }));
  }

  async techniques(): Promise<readonly Technique[]> {
    const { mitre, vulnerabilities, catalogue } = this.#parts;
    const [descriptions, detections, findings] = await Promise.all([mitre.descriptions(), mitre.detectionCounts(), vulnerabilities.countByTechnique()]);
    return [...catalogue.techniques.values()].map((entry) => ({
      ...entry,
      description: descriptions.get(entry.id) ?? '',
      isSubtechnique: entry.id.includes('.'),
      detectionCount: detections.get(entry.id)?.count ?? 0,
      lastDetected: detections.get(entry.id)?.last ?? null,
      findingCount: findings.get(entry.id) ?? 0,
    }));
  }

  async layer(): Promise<Layer> {
    return toLayer(await this.techniques(), this.#parts.catalogue.version);
  }

  async detections(filter: DetectionFilter): Promise<Page<Detection>> {
    return await this.#parts.mitre.list(filter);
  }

  /** Errors: TECHNIQUE_UNKNOWN, ASSET_NOT_FOUND. */
  async createDetection(ctx: UserCtx, input: DetectionInput): Promise<Detection> {
    if (!this.#parts.catalogue.techniques.has(input.techniqueId)) throw secopsErrors.TECHNIQUE_UNKNOWN({ details: { field: 'technique_id' } });
    const at = new Date(ctx.clock.now());
    const status = input.status ?? 'active';
    try {
      return await this.#parts.db.transaction(async (tx) => {
        const made = await this.#parts.mitre.insert(tx, {
          id: newUuid(), techniqueId: input.techniqueId, assetId: input.assetId ?? null, description: input.description, severity: input.severity, status,
          detectedAt: input.detectedAt ?? at, resolvedAt: status === 'resolved' ? at : null, createdAt: at,
        });
        await this.#parts.audit.record(tx, ctx, { eventType: 'CREATE', resourceType: 'detection', resourceId: made.id, description: `Recorded a detection of ${made.techniqueId}`, status: 'success' });
        return made;
      });
    } catch (error) {
      if (isForeignKeyViolation(error)) throw secopsErrors.ASSET_NOT_FOUND({ details: { field: 'asset_id' } });
      throw error;
    }
  }

  /** Resolving sets the time, reopening clears it. Errors: DETECTION_NOT_FOUND. */
  async updateDetection(ctx: UserCtx, id: string, status: DetectionStatus): Promise<Detection> {
    const changed = await this.#parts.db.transaction(async (tx) => {
      const row = isUuid(id) ? await this.#parts.mitre.update(tx, id, { status, resolvedAt: status === 'resolved' ? new Date(ctx.clock.now()) : null }) : null;
      if (row !== null) await this.#parts.audit.record(tx, ctx, { eventType: 'UPDATE', resourceType: 'detection', resourceId: id, description: `Detection of ${row.techniqueId} is ${status}`, status: 'success' });
      return row;
    });
    if (changed === null) throw secopsErrors.DETECTION_NOT_FOUND({ details: { detection_id: id.slice(0, 100) } });
    return changed;
  }

  /** Takes descriptions from a STIX bundle in place of those that were there. Errors: STIX_MALFORMED. */
  async importStix(ctx: UserCtx, content: Uint8Array): Promise<{ readonly descriptions: number }> {
    const found = await this.#parts.runner.readStix(content);
    const known = found?.filter(({ id }) => this.#parts.catalogue.techniques.has(id) || this.#parts.catalogue.tactics.some((tactic) => tactic.id === id)) ?? [];
    if (known.length === 0) throw secopsErrors.STIX_MALFORMED({ details: { field: 'file' } });
    await this.#parts.db.transaction(async (tx) => {
      await this.#parts.mitre.replaceDescriptions(tx, known);
      await this.#parts.audit.record(tx, ctx, { eventType: 'UPDATE', resourceType: 'mitre', resourceId: null, description: `Imported ${known.length} descriptions of MITRE ATT&CK`, status: 'success' });
    });
    return { descriptions: known.length };
  }
}
