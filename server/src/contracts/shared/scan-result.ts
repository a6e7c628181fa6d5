import { z } from 'zod';
import { iso } from '../../lib/time.ts';
import type { Scan, ScanFinding, ScanReport, ScanSnapshot } from '../../modules/scanner/index.ts';

/** A scan as operations and events hand it out; only a report knows findings. */
export type AnyScan = Scan | ScanReport | ScanSnapshot;

const severity = z.enum(['critical', 'high', 'medium', 'low', 'info']);

/** How many findings of each severity. */
export const severityCounts = z.object({ critical: z.int(), high: z.int(), medium: z.int(), low: z.int(), info: z.int() });

/** The client models of the guide are two; this is their union. Source: scorpius#data-models. */
export const vulnerability = z.object({
  id: z.string(),
  /** Detector id. */
  type: z.string(),
  category: z.string(),
  title: z.string(),
  severity,
  description: z.string(),
  /** `Vault.sol:41` */
  location: z.string(),
  recommendation: z.string(),
  /** 0–1; see {@link confidenceNumber}. */
  confidence: z.number(),
  confidence_level: z.enum(['high', 'medium', 'low']),
  codeLocation: z.object({ file: z.string(), function: z.string().nullable(), line: z.int(), column: z.int(), snippet: z.string() }),
  evidence: z.array(z.string()),
  /** Not computed. */
  cvssScore: z.null(),
});

/** Source: scorpius#data-models, with what a reader of a live scan needs beside it. */
export const scanResult = z.object({
  id: z.string(),
  scan_id: z.string(),
  user_id: z.string(),
  batch_id: z.string().nullable(),
  contract_address: z.string().nullable(),
  filename: z.string(),
  scan_type: z.enum(['quick', 'full', 'deep']),
  status: z.enum(['queued', 'running', 'completed', 'failed', 'cancelled']),
  progress: z.number(),
  stage: z.string(),
  vulnerabilities: z.array(vulnerability),
  vulnerability_summary: severityCounts,
  /** 0–100, 100 is worst; null until completed. */
  risk_score: z.number().nullable(),
  /** 0–100, 100 is best; null until completed. */
  security_score: z.number().nullable(),
  /** True when something could not be analysed: no clean bill then. */
  is_incomplete: z.boolean(),
  incomplete: z.array(z.object({ file: z.string(), line: z.int().nullable(), reason: z.string() })),
  error: z.object({ code: z.string(), message: z.string() }).nullable(),
  created_at: z.iso.datetime(),
  started_at: z.iso.datetime().nullable(),
  completed_at: z.iso.datetime().nullable(),
});

/** UTC ISO 8601 of a date from the database or of an event, which carries text. */
export function isoOf(time: Date | string): string {
  return iso(new Date(time));
}

/** As {@link isoOf}, null stays null. */
export function isoOrNullOf(time: Date | string | null): string | null {
  return time === null ? null : isoOf(time);
}

/** Findings of a report; a scan without its report has none to show. */
export function findingsOf(scan: AnyScan): readonly ScanFinding[] {
  return 'findings' in scan ? scan.findings : [];
}

/** The address a scan was started for. */
export function addressOf(scan: AnyScan): string | null {
  return scan.target.kind === 'address' ? scan.target.address : null;
}

/** `Vault.sol:41` */
export function locationOf(finding: ScanFinding): string {
  return `${finding.file}:${finding.startLine}`;
}

/** The guide wants a number where detectors state one of three levels: the middle of each third. */
function confidenceNumber(level: ScanFinding['confidence']): number {
  return { high: 0.83, medium: 0.5, low: 0.17 }[level];
}

/** A proof as lines of evidence: what was shown, then every transaction. */
export function proofLines({ confirmation }: ScanFinding): readonly string[] {
  const proof = confirmation?.proof;
  if (!proof) return [];
  const steps = proof.steps.map(({ actor, from, to, value, call, calldata }, at) => `proof ${at + 1}: ${actor} ${from ?? ''} → ${to ?? 'new contract'}, ${value} wei, ${call}, calldata ${calldata.slice(0, 2_000)}`);
  return [`proved by execution: ${proof.evidence}`, ...steps];
}

/** A finding in the words of guide scorpius. */
export function presentVulnerability(finding: ScanFinding): z.input<typeof vulnerability> {
  return {
    id: finding.findingId,
    type: finding.detector,
    category: finding.detector,
    title: finding.title,
    severity: finding.severity,
    description: finding.message,
    location: locationOf(finding),
    recommendation: finding.fix,
    confidence: confidenceNumber(finding.confidence),
    confidence_level: finding.confidence,
    codeLocation: { file: finding.file, function: finding.function, line: finding.startLine, column: finding.startColumn, snippet: finding.snippet },
    evidence: [...finding.path.map((step) => `${step.file}:${step.startLine} ${step.note}`), ...proofLines(finding)],
    cvssScore: null,
  };
}

/** A scan in the words of guide scorpius. */
export function presentScanResult(scan: AnyScan): z.input<typeof scanResult> {
  return {
    id: scan.id,
    scan_id: scan.id,
    user_id: scan.userId,
    batch_id: scan.batchId,
    contract_address: addressOf(scan),
    filename: scan.title,
    scan_type: scan.depth,
    status: scan.status,
    progress: scan.percent,
    stage: scan.stage,
    vulnerabilities: findingsOf(scan).map(presentVulnerability),
    vulnerability_summary: scan.counts,
    risk_score: scan.riskScore,
    security_score: scan.securityScore,
    is_incomplete: scan.isIncomplete,
    incomplete: 'incomplete' in scan ? scan.incomplete.map(({ file, line, reason }) => ({ file, line, reason })) : [],
    error: scan.error,
    created_at: isoOf(scan.createdAt),
    started_at: isoOrNullOf(scan.startedAt),
    completed_at: isoOrNullOf(scan.completedAt),
  };
}
