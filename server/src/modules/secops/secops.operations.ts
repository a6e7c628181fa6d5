import type { UserCtx } from '../../platform/context/index.ts';
import type { Layer } from './mitre/navigator.ts';
import type {
  Asset, AssetFilter, AssetInput, Detection, DetectionFilter, DetectionInput, DetectionStatus, ImportInput, Page, ReportImport, ReportPreview, Tactic, Technique, Vulnerability, VulnerabilityDetail, VulnerabilityFilter, VulnerabilityQuery, VulnerabilityStats,
  VulnerabilityUpdate,
} from './secops.types.ts';

/**
 * Security operations: what an organisation runs, what is wrong with it, and what attackers could do with that.
 * Assets need `read:assets` and `write:assets`, everything else `read:vulnerabilities` and `write:vulnerabilities`;
 * error of every operation: FORBIDDEN 403 naming the permission. Source: ops#core-endpoints-priority-high.
 */
export interface Secops {
  readonly assets: {
    list(ctx: UserCtx, filter: AssetFilter): Promise<Page<Asset>>;
    /** Errors: ASSET_NOT_FOUND. */
    get(ctx: UserCtx, id: string): Promise<Asset>;
    /** Publishes `asset.created`. */
    create(ctx: UserCtx, input: AssetInput): Promise<Asset>;
    /** Changes the fields that are given. Publishes `asset.updated`. Errors: ASSET_NOT_FOUND. */
    update(ctx: UserCtx, id: string, input: Partial<AssetInput>): Promise<Asset>;
    /** With its vulnerabilities. Errors: ASSET_NOT_FOUND. */
    delete(ctx: UserCtx, id: string): Promise<void>;
  };
  readonly vulnerabilities: {
    list(ctx: UserCtx, filter: VulnerabilityFilter): Promise<Page<Vulnerability>>;
    stats(ctx: UserCtx, query: VulnerabilityQuery): Promise<VulnerabilityStats>;
    /** With its sources and history. Errors: VULNERABILITY_NOT_FOUND. */
    get(ctx: UserCtx, id: string): Promise<VulnerabilityDetail>;
    /** Errors: VULNERABILITY_NOT_FOUND, VULNERABILITY_STATE, VALIDATION_ERROR. */
    update(ctx: UserCtx, id: string, update: VulnerabilityUpdate): Promise<Vulnerability>;
    /** All or none; resolves to how many. Errors as of `update`. */
    updateMany(ctx: UserCtx, ids: readonly string[], update: VulnerabilityUpdate): Promise<number>;
    /** Undoes a merge; resolves to the vulnerability that was made. Errors: VULNERABILITY_NOT_FOUND, SOURCE_CANNOT_SPLIT. */
    split(ctx: UserCtx, id: string, sourceIds: readonly string[]): Promise<VulnerabilityDetail>;
    /** CSV of everything that matches, at most 50,000 rows. */
    export(ctx: UserCtx, query: VulnerabilityQuery): Promise<{ readonly content: Uint8Array; readonly contentType: string; readonly filename: string }>;
  };
  readonly imports: {
    /** What a report is; nothing is kept. Errors: REPORT_*. */
    preview(ctx: UserCtx, input: ImportInput): Promise<ReportPreview>;
    /** Queues the import. Errors: REPORT_*, ASSET_NOT_FOUND. */
    start(ctx: UserCtx, input: ImportInput): Promise<ReportImport>;
    list(ctx: UserCtx, page: { readonly limit: number; readonly offset: number }): Promise<Page<ReportImport>>;
    /** Errors: IMPORT_NOT_FOUND. */
    get(ctx: UserCtx, id: string): Promise<ReportImport>;
    /** Errors: IMPORT_NOT_FOUND, IMPORT_ALREADY_ENDED. */
    cancel(ctx: UserCtx, id: string): Promise<ReportImport>;
  };
  readonly mitre: {
    /** In the order of the matrix; descriptions are empty until a STIX bundle was imported. */
    tactics(ctx: UserCtx): Promise<readonly Tactic[]>;
    techniques(ctx: UserCtx): Promise<readonly Technique[]>;
    /** For the ATT&CK Navigator, layer format 4.5. */
    layer(ctx: UserCtx): Promise<Layer>;
    detections(ctx: UserCtx, filter: DetectionFilter): Promise<Page<Detection>>;
    /** Errors: TECHNIQUE_UNKNOWN, ASSET_NOT_FOUND. */
    createDetection(ctx: UserCtx, input: DetectionInput): Promise<Detection>;
    /** Errors: DETECTION_NOT_FOUND. */
    updateDetection(ctx: UserCtx, id: string, status: DetectionStatus): Promise<Detection>;
    /** Needs `admin:operations`. Errors: STIX_MALFORMED. */
    importStix(ctx: UserCtx, content: Uint8Array): Promise<{ readonly descriptions: number }>;
  };
  /** Opens accepted risks whose time is over; a job does so every ten minutes. */
  expireAcceptances(): Promise<void>;
}
