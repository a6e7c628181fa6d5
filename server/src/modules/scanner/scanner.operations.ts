import type { UpgradeReport } from '../../engines/index.ts';
import type { UserCtx } from '../../platform/context/index.ts';
import type {
  ExportOptions, Page, Scan, ScanComparison, ScanExport, ScanFilter, ScanFinding, ScanReport, ScanSource, ScanStatistics, StartScanInput, TriageState, Upload,
} from './scan.types.ts';

/**
 * Contract scanning: uploads, scans, findings, exports.
 * Every operation sees only what belongs to the caller; what is another user's
 * answers SCAN_NOT_FOUND / UPLOAD_NOT_FOUND / FINDING_NOT_FOUND, as if it did not exist.
 * Reading needs `read:scans`, everything else `write:scans`; without it FORBIDDEN.
 */
export interface Scanner {
  /** Checks the content (.sol .vy .json .zip, recognised by content, 10 MB, no path traversal, no zip bombs) and keeps it. Errors: UPLOAD_UNSUPPORTED_TYPE 415, UPLOAD_TOO_LARGE 413, UPLOAD_EMPTY 400, UPLOAD_MALFORMED 400. Source: scorpius#scanner. */
  uploadSource(ctx: UserCtx, file: { name: string; content: Uint8Array }): Promise<Upload>;
  getUpload(ctx: UserCtx, uploadId: string): Promise<Upload>;
  listUploads(ctx: UserCtx, page: { limit: number; offset: number }): Promise<Page<Upload>>;
  /** Removes an upload; scans made of it keep their own copy. */
  deleteUpload(ctx: UserCtx, uploadId: string): Promise<void>;
  /** Accepts a scan and queues it; the row and its job appear in one transaction. Errors: INTEGRATION_NOT_CONFIGURED for an address without source provider, UPLOAD_NOT_FOUND, UNKNOWN_DETECTOR 422. */
  startScan(ctx: UserCtx, input: StartScanInput): Promise<Scan>;
  /** As {@link startScan} for many targets; all or none are accepted. */
  startBatch(ctx: UserCtx, inputs: readonly StartScanInput[]): Promise<{ batchId: string; scans: readonly Scan[] }>;
  getScan(ctx: UserCtx, scanId: string): Promise<Scan>;
  /** With findings sorted by severity, then confidence; empty findings until completed. */
  getReport(ctx: UserCtx, scanId: string): Promise<ScanReport>;
  /** The sources exactly as analysed. */
  getSources(ctx: UserCtx, scanId: string): Promise<readonly ScanSource[]>;
  listScans(ctx: UserCtx, filter: ScanFilter): Promise<Page<Scan>>;
  /** As {@link listScans}, each with its findings, for histories that show them. */
  listReports(ctx: UserCtx, filter: ScanFilter): Promise<Page<ScanReport>>;
  /** Cancels what is queued or running; ending states stay as they are. Error: SCAN_ALREADY_ENDED 409. */
  cancelScan(ctx: UserCtx, scanId: string): Promise<Scan>;
  /** Deletes a scan, its findings and sources; a running one is cancelled first. */
  deleteScan(ctx: UserCtx, scanId: string): Promise<void>;
  getFinding(ctx: UserCtx, findingId: string): Promise<ScanFinding>;
  /** Keeps what a person decided of a finding; it holds for the same code in later scans. Errors: FINDING_NOT_FOUND 404. */
  triageFinding(ctx: UserCtx, findingId: string, decision: { state: TriageState; reason: string }): Promise<ScanFinding>;
  /** A completed scan beside an earlier one, by default the last of the same title. Errors: SCAN_NOT_COMPLETED 409, SCAN_NOT_FOUND 404. */
  compareScans(ctx: UserCtx, scanId: string, baseId: string | null): Promise<ScanComparison>;
  /** Two versions of contracts behind proxies, by the sources of two scans: storage layout and interface; empty where they share no contract. Errors: SCAN_NOT_FOUND 404. */
  checkUpgrade(ctx: UserCtx, scanId: string, baseId: string): Promise<readonly UpgradeReport[]>;
  /** Renders a completed scan. Error: SCAN_NOT_COMPLETED 409. */
  exportScan(ctx: UserCtx, scanId: string, options: ExportOptions): Promise<ScanExport>;
  statistics(ctx: UserCtx): Promise<ScanStatistics>;
  /** Scans that run at this moment, of all users: a number and nothing else. */
  countRunning(): Promise<number>;
  /** Detectors by id with their documentation, for menus and help. */
  listDetectors(): readonly DetectorInfo[];
  /** Seconds until a new scan will have ended, from the queue and the mean of recent scans; the cap of a full scan while nothing has been measured. */
  estimateSeconds(): Promise<number>;
  /** Runs one round of retention: removes old uploads that no scan needs. Returns how many went. */
  removeExpiredUploads(): Promise<number>;
}

/** What a detector says of itself. */
export interface DetectorInfo {
  readonly id: string;
  readonly title: string;
  readonly severity: string;
  readonly confidence: string;
  readonly categories: { readonly swc: readonly string[]; readonly dasp: readonly number[]; readonly cwe: readonly string[]; readonly owasp: readonly string[] };
  readonly description: string;
  readonly fix: string;
}
