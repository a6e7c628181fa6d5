import type { AnalyzeReport, ContractProfile, Finding, Incomplete, Severity } from '../../engines/index.ts';

/** `quick` runs high-confidence detectors only; `full` all; `deep` all with wider limits. */
export type ScanDepth = 'quick' | 'full' | 'deep';

/** Where a scan stands; the last three are ends. */
export type ScanStatus = 'queued' | 'running' | 'completed' | 'failed' | 'cancelled';

/** What a scan reads. */
export type ScanTarget =
  | { readonly kind: 'source'; readonly filename: string; readonly source: string }
  | { readonly kind: 'upload'; readonly uploadId: string }
  | { readonly kind: 'address'; readonly address: string; readonly chainId: number; readonly rpcUrl: string | null };

/** Where the request came from, for the history. */
export interface StartScanInput {
  readonly target: ScanTarget;
  readonly depth: ScanDepth;
  /** Detector ids to run; all when empty. */
  readonly detectors: readonly string[];
  /** Scans that were started together. */
  readonly batchId?: string;
  /** Whether findings are tried by execution; by default in full and deep scans. */
  readonly confirm?: boolean;
  /** Names that the request asked for, as it spelled them; detectors and foreign tools alike. */
  readonly requestedPlugins?: readonly string[];
}

/** How many findings there are of each severity. */
export type SeverityCounts = Readonly<Record<Severity, number>>;

/** A scan without its findings: rows of the history. */
export interface Scan {
  /** UUID. */
  readonly id: string;
  readonly userId: string;
  readonly batchId: string | null;
  readonly target: ScanTarget;
  /** File name, address or upload name, for people. */
  readonly title: string;
  readonly depth: ScanDepth;
  readonly detectors: readonly string[];
  /** Findings are tried by execution. */
  readonly confirm: boolean;
  /** Names that the request asked for; those not among `detectors` were not run under that name. */
  readonly requestedPlugins: readonly string[];
  readonly status: ScanStatus;
  /** 0–100, monotonic. */
  readonly percent: number;
  /** What the engine does now, in words. */
  readonly stage: string;
  /** 0–100, 100 is best; null until completed. */
  readonly securityScore: number | null;
  /** 0–100, 100 is worst; null until completed. */
  readonly riskScore: number | null;
  /** 0–100, 100 where no advice on gas applies; null where it was not looked for. */
  readonly gasScore: number | null;
  readonly counts: SeverityCounts;
  readonly fileCount: number;
  readonly lineCount: number;
  /** True when something could not be analysed: never to be shown as clean. */
  readonly isIncomplete: boolean;
  /** Why it failed. */
  readonly error: { readonly code: string; readonly message: string } | null;
  readonly createdAt: Date;
  readonly startedAt: Date | null;
  readonly completedAt: Date | null;
  /** Engine time, milliseconds. */
  readonly durationMs: number | null;
}

/** What a person decided of a finding; `accepted` is a known risk. */
export type TriageState = 'open' | 'confirmed' | 'false_positive' | 'accepted' | 'fixed';

/** A decision and its reason; it holds for the same code in every later scan of its owner. */
export interface Triage {
  readonly state: TriageState;
  readonly reason: string;
  readonly updatedAt: Date;
}

/** A scan beside the one before it. Findings are paired by fingerprint. */
export interface ScanComparison {
  /** What it is compared with; null when there is no earlier completed scan of these sources. */
  readonly base: Scan | null;
  /** Ids (`findingId`) of findings that the base did not have. */
  readonly added: readonly string[];
  readonly unchanged: readonly string[];
  /** Findings of the base that are gone. */
  readonly fixed: readonly ScanFinding[];
  /** Findings of the base that are gone from files that could not be read completely: nobody knows. */
  readonly unverified: readonly ScanFinding[];
}

/** A finding with its place in the database. */
export interface ScanFinding extends Finding {
  /** UUID, unique over all scans. */
  readonly findingId: string;
  readonly scanId: string;
  /** Null while nobody has decided. */
  readonly triage: Triage | null;
}

/** A completed scan with everything a reader needs. */
export interface ScanReport extends Scan {
  readonly findings: readonly ScanFinding[];
  readonly incomplete: readonly Incomplete[];
  readonly files: AnalyzeReport['files'];
  readonly detectorsRun: readonly string[];
  /** Standards and quantum exposure of the contracts that can be deployed. */
  readonly profiles: readonly ContractProfile[];
  /** Where gas can be saved; empty for quick scans. */
  readonly gas: readonly Finding[];
  readonly scoreFormula: string;
}

/** An uploaded file that scans may name. */
export interface Upload {
  /** UUID. */
  readonly id: string;
  readonly userId: string;
  readonly filename: string;
  /** Bytes. */
  readonly size: number;
  /** Lower-case hex SHA-256 of the content. */
  readonly hash: string;
  /** Recognised by content, not by name. */
  readonly format: 'solidity' | 'vyper' | 'standard-json' | 'artifact' | 'zip';
  /** Source files inside. */
  readonly fileCount: number;
  readonly createdAt: Date;
}

/** A source file of a scan as it was analysed. */
export interface ScanSource {
  readonly path: string;
  readonly content: string;
}

/** Which scans to list, and how. */
export interface ScanFilter {
  readonly status?: ScanStatus;
  /** Part of the title, case-insensitive. */
  readonly search?: string;
  readonly batchId?: string;
  readonly sort: 'created_at' | 'risk_score' | 'title';
  readonly order: 'asc' | 'desc';
  readonly limit: number;
  readonly offset: number;
}

/** One page of a list and how many there are in all. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly total: number;
}

/** What a report can be rendered as; SARIF is version 2.1.0. */
export type ExportFormat = 'json' | 'csv' | 'sarif' | 'pdf';

/** How to render a report. */
export interface ExportOptions {
  readonly format: ExportFormat;
  /** False leaves out explanation, path and snippet of each finding. */
  readonly isDetailed: boolean;
}

/** A rendered report, ready to be sent. */
export interface ScanExport {
  readonly filename: string;
  readonly contentType: string;
  readonly content: Uint8Array;
}

/** Numbers for dashboards, counted from the caller's scans. */
export interface ScanStatistics {
  readonly scansTotal: number;
  readonly scansRunning: number;
  readonly scansQueued: number;
  readonly scansCompleted: number;
  readonly scansFailed: number;
  readonly findings: SeverityCounts;
  /** Mean of completed scans, one decimal; null without any. */
  readonly averageRiskScore: number | null;
}
