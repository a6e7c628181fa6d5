import type { FindingPlace, FindingSeverity, ReportFormat, ReportTarget } from '../../engines/scan-reports/index.ts';

/** Kinds of assets, as guide ops lists them. */
export const assetTypes = ['server', 'container', 'database', 'load_balancer', 'storage', 'network_device'] as const;
/** One of the kinds. */
export type AssetType = (typeof assetTypes)[number];
/** Environments, as guide ops lists them. */
export const environments = ['production', 'staging', 'development'] as const;
/** One of the environments. */
export type Environment = (typeof environments)[number];
/** States of assets. */
export const assetStatuses = ['active', 'inactive', 'maintenance', 'decommissioned'] as const;
/** One of the states. */
export type AssetStatus = (typeof assetStatuses)[number];
/** Risk of an asset, worst first. */
export const riskLevels = ['critical', 'high', 'medium', 'low'] as const;
/** One of the levels. */
export type RiskLevel = (typeof riskLevels)[number];
/** Severities, worst first. */
export const severities = ['critical', 'high', 'medium', 'low', 'info'] as const satisfies readonly FindingSeverity[];
/** States of vulnerabilities. */
export const vulnerabilityStatuses = ['open', 'in_progress', 'mitigated', 'accepted', 'false_positive'] as const;
/** One of the states. */
export type VulnerabilityStatus = (typeof vulnerabilityStatuses)[number];
/** How far an import is. */
export type ImportStatus = 'queued' | 'running' | 'completed' | 'failed' | 'cancelled';
/** Severities of detections. */
export const detectionSeverities = ['critical', 'high', 'medium', 'low'] as const;
/** One of them. */
export type DetectionSeverity = (typeof detectionSeverities)[number];
/** States of detections. */
export const detectionStatuses = ['active', 'investigating', 'resolved'] as const;
/** One of them. */
export type DetectionStatus = (typeof detectionStatuses)[number];

/** A page of something. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly total: number;
}

/** Something that can have vulnerabilities. Source: ops#core-endpoints-priority-high, model Asset. */
export interface Asset {
  readonly id: string;
  readonly hostname: string;
  readonly ipAddress: string;
  readonly assetType: AssetType;
  readonly environment: Environment;
  readonly status: AssetStatus;
  readonly os: string | null;
  readonly osVersion: string | null;
  readonly owner: string | null;
  readonly tags: readonly string[];
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly lastScannedAt: Date | null;
  /** Open and in progress. */
  readonly vulnerabilityCount: number;
  /** That of its worst open vulnerability; low when it has none. */
  readonly riskLevel: RiskLevel;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** What can be set of an asset. */
export interface AssetInput {
  readonly hostname: string;
  readonly ipAddress: string;
  readonly assetType: AssetType;
  readonly environment: Environment;
  readonly status?: AssetStatus | undefined;
  readonly os?: string | null | undefined;
  readonly osVersion?: string | null | undefined;
  readonly owner?: string | null | undefined;
  readonly tags?: readonly string[] | undefined;
  readonly metadata?: Readonly<Record<string, unknown>> | undefined;
}

/** What assets can be sorted by. */
export const assetSorts = ['created_at', 'updated_at', 'hostname', 'risk_level', 'vulnerability_count', 'last_scanned_at', 'environment', 'asset_type', 'status'] as const;

/** Which assets, in which order. */
export interface AssetFilter {
  readonly environment?: Environment | undefined;
  readonly assetType?: AssetType | undefined;
  readonly riskLevel?: RiskLevel | undefined;
  readonly status?: AssetStatus | undefined;
  readonly search?: string | undefined;
  readonly sort: (typeof assetSorts)[number];
  readonly order: 'asc' | 'desc';
  readonly limit: number;
  readonly offset: number;
}

/** A vulnerability on an asset. Source: ops#core-endpoints-priority-high, model Vulnerability. */
export interface Vulnerability {
  readonly id: string;
  readonly assetId: string;
  readonly hostname: string;
  readonly environment: Environment;
  readonly cveId: string | null;
  readonly aliases: readonly string[];
  readonly title: string;
  readonly description: string;
  readonly severity: FindingSeverity;
  /** 0.0 to 10.0. */
  readonly cvssScore: number | null;
  readonly cvssVector: string | null;
  readonly status: VulnerabilityStatus;
  readonly packageName: string | null;
  readonly packageVersion: string | null;
  readonly packageEcosystem: string | null;
  readonly fixedVersion: string | null;
  readonly place: FindingPlace;
  readonly cwes: readonly number[];
  readonly links: readonly string[];
  readonly tags: readonly string[];
  readonly techniques: readonly string[];
  readonly tactics: readonly string[];
  readonly remediation: string | null;
  readonly assignee: string | null;
  readonly discoveredAt: Date;
  readonly lastSeenAt: Date;
  readonly updatedAt: Date;
  readonly resolvedAt: Date | null;
  /** When an accepted risk is opened again by itself. */
  readonly acceptedUntil: Date | null;
  readonly decisionNote: string | null;
  /** Tools' findings behind it that are still in their last report. */
  readonly sourceCount: number;
}

/** Why a finding was put to a vulnerability: it made it, names the same id, names an alias, or somebody split it off. */
export type MatchReason = 'first' | 'same-id' | 'alias' | 'split';

/** A tool's finding behind a vulnerability. */
export interface VulnerabilitySource {
  readonly id: string;
  readonly tool: string;
  readonly scope: string;
  readonly ruleId: string | null;
  readonly title: string;
  readonly severity: FindingSeverity;
  readonly ids: readonly string[];
  readonly packageName: string | null;
  readonly packageVersion: string | null;
  readonly reason: MatchReason;
  /** The reason in words. */
  readonly reasonDetail: string;
  readonly firstSeenAt: Date;
  readonly lastSeenAt: Date;
  /** Since when the tool's reports no longer hold it. */
  readonly goneAt: Date | null;
}

/** Something that happened to a vulnerability. */
export interface VulnerabilityEvent {
  readonly at: Date;
  readonly actor: string;
  readonly kind: string;
  readonly from: VulnerabilityStatus | null;
  readonly to: VulnerabilityStatus | null;
  readonly note: string | null;
}

/** A vulnerability with the findings behind it and what happened to it. */
export interface VulnerabilityDetail extends Vulnerability {
  readonly sources: readonly VulnerabilitySource[];
  readonly events: readonly VulnerabilityEvent[];
}

/** What vulnerabilities can be sorted by. */
export const vulnerabilitySorts = ['discovered_at', 'updated_at', 'last_seen_at', 'severity', 'cvss_score', 'status', 'title', 'cve_id'] as const;

/** Which vulnerabilities; all conditions hold together. */
export interface VulnerabilityQuery {
  readonly severity?: readonly FindingSeverity[] | undefined;
  readonly status?: readonly VulnerabilityStatus[] | undefined;
  readonly assetId?: string | undefined;
  readonly cveId?: string | undefined;
  readonly environment?: Environment | undefined;
  readonly tool?: string | undefined;
  readonly techniqueId?: string | undefined;
  readonly search?: string | undefined;
}

/** A page of them, in which order. */
export interface VulnerabilityFilter extends VulnerabilityQuery {
  readonly sort: (typeof vulnerabilitySorts)[number];
  readonly order: 'asc' | 'desc';
  readonly limit: number;
  readonly offset: number;
}

/** A judgement; what is absent stays. */
export interface VulnerabilityUpdate {
  readonly status?: VulnerabilityStatus | undefined;
  readonly assignee?: string | null | undefined;
  readonly remediation?: string | null | undefined;
  /** Why it was decided so; kept with the decision. */
  readonly note?: string | undefined;
  /** Only with status accepted; 90 days from now when absent. */
  readonly acceptedUntil?: Date | undefined;
}

/** Counts over vulnerabilities. */
export interface VulnerabilityStats {
  readonly total: number;
  readonly bySeverity: Readonly<Record<FindingSeverity, number>>;
  readonly byStatus: Readonly<Record<VulnerabilityStatus, number>>;
  readonly byCvssScore: readonly { readonly range: string; readonly count: number }[];
  /** Discovered on each of the last thirty days, UTC. */
  readonly trend: readonly { readonly date: string; readonly count: number }[];
}

/** What an import did. */
export interface ImportCounts {
  /** In the report. */
  readonly findings: number;
  readonly created: number;
  /** Findings put to a vulnerability that was known by another. */
  readonly merged: number;
  readonly reopened: number;
  readonly closed: number;
  readonly unchanged: number;
  /** Checks without a fault: not kept. */
  readonly passed: number;
  readonly assets: number;
}

/** An import and what it did. */
export interface ReportImport {
  readonly id: string;
  readonly filename: string;
  readonly size: number;
  readonly format: string;
  readonly variant: string;
  readonly tool: string;
  readonly scope: string;
  readonly environment: Environment;
  readonly assetId: string | null;
  readonly status: ImportStatus;
  readonly percent: number;
  readonly stage: string;
  readonly counts: ImportCounts;
  readonly notes: readonly string[];
  readonly error: { readonly code: string; readonly message: string } | null;
  readonly createdAt: Date;
  readonly startedAt: Date | null;
  readonly completedAt: Date | null;
}

/** A report to import and where it belongs. */
export interface ImportInput {
  readonly filename: string;
  readonly content: Uint8Array;
  readonly environment: Environment;
  /** All findings go to this asset; when absent the report's own targets are found or made. */
  readonly assetId?: string | undefined;
  /** What the next report of the same tool and scope is compared with; the report's target or the file's name when absent. */
  readonly scope?: string | undefined;
}

/** What a report is, before it is imported. */
export interface ReportPreview {
  readonly format: ReportFormat;
  readonly variant: string;
  readonly tool: string;
  readonly target: ReportTarget | null;
  readonly scope: string;
  readonly findings: number;
  readonly notes: readonly string[];
}

/** A tactic of MITRE ATT&CK. */
export interface Tactic {
  readonly id: string;
  readonly name: string;
  readonly shortname: string;
  readonly url: string;
  readonly description: string;
}

/** A technique of MITRE ATT&CK with what is known of it here. */
export interface Technique {
  readonly id: string;
  readonly name: string;
  readonly tactics: readonly string[];
  readonly url: string;
  readonly description: string;
  readonly isSubtechnique: boolean;
  readonly detectionCount: number;
  readonly lastDetected: Date | null;
  /** Open vulnerabilities whose CVE is mapped to it. */
  readonly findingCount: number;
}

/** A technique that was seen in use. */
export interface Detection {
  readonly id: string;
  readonly techniqueId: string;
  readonly assetId: string | null;
  readonly description: string;
  readonly severity: DetectionSeverity;
  readonly status: DetectionStatus;
  readonly detectedAt: Date;
  readonly resolvedAt: Date | null;
}

/** What is told of a detection. */
export interface DetectionInput {
  readonly techniqueId: string;
  readonly assetId?: string | null | undefined;
  readonly description: string;
  readonly severity: DetectionSeverity;
  readonly status?: DetectionStatus | undefined;
  readonly detectedAt?: Date | undefined;
}

/** Which detections. */
export interface DetectionFilter {
  readonly techniqueId?: string | undefined;
  readonly status?: DetectionStatus | undefined;
  readonly limit: number;
  readonly offset: number;
}
