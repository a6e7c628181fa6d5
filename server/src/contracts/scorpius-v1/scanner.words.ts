import { z } from 'zod';
import type { ScanFinding } from '../../modules/scanner/index.ts';
import { type AnyScan, findingsOf, isoOf } from '../shared/scan-result.ts';

const vulnerability = z.object({
  id: z.string(),
  severity: z.enum(['Critical', 'High', 'Medium', 'Low', 'Info']),
  title: z.string(),
  description: z.string(),
  line: z.int(),
  recommendation: z.string(),
  /** The detector that found it. */
  plugin: z.string(),
  file: z.string(),
});

/** Source: scorpius-v1#fastapi-example. */
export const scanResponse = z.object({
  scanId: z.string(),
  status: z.enum(['scanning', 'completed', 'failed']),
  /** Percent 0–100. */
  progress: z.number(),
  vulnerabilities: z.array(vulnerability),
  /** 0–100, 100 is best. The guide shows 0 while a scan is going; null where it ended without a score. */
  securityScore: z.number().nullable(),
  /** Shown as 0 while a scan is going; null afterwards, since gas is not analysed. */
  gasOptimization: z.number().nullable(),
  timestamp: z.iso.datetime(),
  plugins: z.array(z.string()),
  /** Plugins asked for that no engine here answers to. */
  pluginsNotRun: z.array(z.string()),
  /** Detectors run together, so none is the current one. */
  currentPlugin: z.string().nullable(),
  pluginStage: z.string(),
  isIncomplete: z.boolean(),
});

const severities = { critical: 'Critical', high: 'High', medium: 'Medium', low: 'Low', info: 'Info' } as const;

/** The guide has no word for cancelled: such a scan failed at the stage `cancelled`. */
const statuses = { queued: 'scanning', running: 'scanning', completed: 'completed', failed: 'failed', cancelled: 'failed' } as const;

function presentVulnerability(finding: ScanFinding): z.input<typeof vulnerability> {
  return {
    id: finding.findingId,
    severity: severities[finding.severity],
    title: finding.title,
    description: finding.message,
    line: finding.startLine,
    recommendation: finding.fix,
    plugin: finding.detector,
    file: finding.file,
  };
}

/** What a scan does now, in words. */
export function stageOf(scan: AnyScan): string {
  if (scan.status === 'cancelled') return 'cancelled';
  return scan.error?.message ?? scan.stage;
}

/** A scan in the guide's words. */
export function presentScan(scan: AnyScan): z.input<typeof scanResponse> {
  const isGoing = statuses[scan.status] === 'scanning';
  const ran = 'detectorsRun' in scan ? scan.detectorsRun : [];
  return {
    scanId: scan.id,
    status: statuses[scan.status],
    progress: scan.percent,
    vulnerabilities: findingsOf(scan).map(presentVulnerability),
    securityScore: isGoing ? 0 : scan.securityScore,
    gasOptimization: isGoing ? 0 : scan.gasScore,
    timestamp: isoOf(scan.completedAt ?? scan.createdAt),
    plugins: [...(ran.length > 0 ? ran : scan.requestedPlugins)],
    pluginsNotRun: [...new Set(scan.requestedPlugins.filter((name) => !scan.detectors.includes(name)))],
    currentPlugin: null,
    pluginStage: stageOf(scan),
    isIncomplete: scan.isIncomplete,
  };
}
