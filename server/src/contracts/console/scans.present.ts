import { iso, isoOrNull } from '../../lib/time.ts';
import type { DetectorInfo, Scan, ScanComparison, ScanFinding, ScanReport, ScanSnapshot, ScanTarget as Target, Upload } from '../../modules/scanner/index.ts';
import { confidence, severity } from './scans.wire.ts';
import type * as wire from './scans.wire.ts';

function presentTarget(target: Target): wire.ScanTarget {
  switch (target.kind) {
    case 'source':
      return { kind: 'source', filename: target.filename };
    case 'upload':
      return { kind: 'upload', uploadId: target.uploadId };
    case 'address':
      return { kind: 'address', address: target.address, chainId: target.chainId };
  }
}

/** A scan as a row, from the database or from an event, whose dates are strings already. */
export function presentScan(scan: Scan | ScanSnapshot): wire.ScanRow {
  return {
    id: scan.id,
    title: scan.title,
    target: presentTarget(scan.target),
    depth: scan.depth,
    detectors: [...scan.detectors],
    confirm: scan.confirm,
    status: scan.status,
    percent: scan.percent,
    stage: scan.stage,
    securityScore: scan.securityScore,
    riskScore: scan.riskScore,
    gasScore: scan.gasScore,
    counts: scan.counts,
    fileCount: scan.fileCount,
    lineCount: scan.lineCount,
    isIncomplete: scan.isIncomplete,
    error: scan.error,
    createdAt: asIso(scan.createdAt),
    startedAt: asIsoOrNull(scan.startedAt),
    completedAt: asIsoOrNull(scan.completedAt),
    durationMs: scan.durationMs,
  };
}

const asIso = (time: Date | string): string => (typeof time === 'string' ? time : iso(time));
const asIsoOrNull = (time: Date | string | null): string | null => (typeof time === 'string' ? time : isoOrNull(time));

/** A finding with the lines that lead to it. */
export function presentFinding(finding: ScanFinding): wire.Finding {
  return {
    id: finding.findingId,
    detector: finding.detector,
    title: finding.title,
    severity: finding.severity,
    confidence: finding.confidence,
    categories: presentCategories(finding.categories),
    file: finding.file,
    contract: finding.contract,
    function: finding.function,
    startLine: finding.startLine,
    endLine: finding.endLine,
    startColumn: finding.startColumn,
    endColumn: finding.endColumn,
    message: finding.message,
    explanation: finding.explanation,
    fix: finding.fix,
    state: finding.state ?? [],
    path: finding.path.map(({ file, startLine, endLine, note }) => ({ file, startLine, endLine, note })),
    fingerprint: finding.fingerprint,
    confirmation: finding.confirmation ?? null,
    triage: finding.triage === null ? null : { state: finding.triage.state, reason: finding.triage.reason, updatedAt: iso(finding.triage.updatedAt) },
  };
}

/** A scan with everything its page shows. */
export function presentReport(report: ScanReport): wire.ScanReport {
  return {
    ...presentScan(report),
    findings: report.findings.map(presentFinding),
    incomplete: report.incomplete.map(({ file, line, reason }) => ({ file, line, reason })),
    detectorsRun: [...report.detectorsRun],
    scoreFormula: report.scoreFormula,
    profiles: [...report.profiles],
    gas: report.gas.map(({ detector, title, file, contract, function: name, startLine, message, explanation, fix }) => ({ advice: detector, title, file, contract, function: name, startLine, message, explanation, fix })),
  };
}

/** What changed since the scan before. */
export function presentComparison({ base, added, unchanged, fixed, unverified }: ScanComparison): wire.ScanComparison {
  return {
    base: base === null ? null : presentScan(base),
    added: [...added], unchanged: [...unchanged],
    fixed: fixed.map(presentFinding), unverified: unverified.map(presentFinding),
  };
}

/** An upload without its owner. */
export function presentUpload({ id, filename, size, hash, format, fileCount, createdAt }: Upload): wire.Upload {
  return { id, filename, size, hash, format, fileCount, createdAt: iso(createdAt) };
}

/** A detector as menus and help show it. */
export function presentDetector(detector: DetectorInfo): wire.Detector {
  return {
    id: detector.id,
    title: detector.title,
    severity: severity.parse(detector.severity),
    confidence: confidence.parse(detector.confidence),
    categories: presentCategories(detector.categories),
    description: detector.description,
    fix: detector.fix,
  };
}

function presentCategories({ swc, dasp, cwe, owasp }: DetectorInfo['categories']): wire.Categories {
  return { swc: [...swc], dasp: [...dasp], cwe: [...cwe], owasp: [...owasp] };
}
