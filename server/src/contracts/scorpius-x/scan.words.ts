import { z } from 'zod';
import type { ScanFinding } from '../../modules/scanner/index.ts';
import { addressOf, type AnyScan, findingsOf, isoOf, isoOrNullOf, locationOf } from '../shared/scan-result.ts';

/** Source: scorpius-x#core-response-model; the fields are the client's. */
const vulnerability = z.object({
  id: z.string(),
  type: z.string(),
  severity: z.enum(['low', 'medium', 'high', 'critical']),
  title: z.string(),
  description: z.string(),
  location: z.string(),
  recommendation: z.string(),
});

/** The client's ScanResult, with the words of the guide's own startScan beside it. */
export const scanResult = z.object({
  id: z.string(),
  scan_id: z.string(),
  target: z.string(),
  scan_type: z.enum(['quick', 'full', 'deep']),
  /** The number of the request; null when read later, since it is not kept. */
  depth: z.int().nullable(),
  contractAddress: z.string().nullable(),
  vulnerabilities: z.array(vulnerability),
  /** 0–100, 100 is best; null until completed. */
  score: z.number().nullable(),
  status: z.enum(['pending', 'scanning', 'completed', 'failed']),
  /** Percent 0–100. */
  progress: z.number(),
  /** Why it ended without a result, or what it does now. */
  message: z.string(),
  is_incomplete: z.boolean(),
  createdAt: z.iso.datetime(),
  completedAt: z.iso.datetime().nullable(),
});

/** The guide has no word for cancelled: it is a scan that failed, and `message` says why. */
const statuses = { queued: 'pending', running: 'scanning', completed: 'completed', failed: 'failed', cancelled: 'failed' } as const;

function presentVulnerability(finding: ScanFinding): z.input<typeof vulnerability> {
  return {
    id: finding.findingId,
    type: finding.detector,
    // The guide knows four severities; a remark is the least of them.
    severity: finding.severity === 'info' ? 'low' : finding.severity,
    title: finding.title,
    description: finding.message,
    location: locationOf(finding),
    recommendation: finding.fix,
  };
}

/** A scan in the guide's words. */
export function presentScan(scan: AnyScan, depth: number | null = null): z.input<typeof scanResult> {
  return {
    id: scan.id,
    scan_id: scan.id,
    target: scan.title,
    scan_type: scan.depth,
    depth,
    contractAddress: addressOf(scan),
    vulnerabilities: findingsOf(scan).map(presentVulnerability),
    score: scan.securityScore,
    status: statuses[scan.status],
    progress: scan.percent,
    message: scan.error?.message ?? scan.stage,
    is_incomplete: scan.isIncomplete,
    createdAt: isoOf(scan.createdAt),
    completedAt: isoOrNullOf(scan.completedAt),
  };
}
