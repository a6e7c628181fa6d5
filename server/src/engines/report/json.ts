import type { BaselineFinding, Comparison } from '../baseline.ts';
import type { ContractProfile } from '../profiles.ts';
import type { Confirmation } from '../confirm/proof.ts';
import type { AnalyzeReport, Categories, Confidence, Finding, Incomplete, Severity } from '../findings.ts';

export const TOOL = 'bulwark';

/** One finding as the JSON report has it. */
interface JsonFinding {
  id: string;
  detector: string;
  title: string;
  severity: Severity;
  confidence: Confidence;
  categories: Categories;
  file: string;
  contract: string | null;
  function: string | null;
  startLine: number;
  endLine: number;
  message: string;
  fix: string;
  fingerprint: string;
  /** Only where the finding was tried by execution. */
  confirmation?: Confirmation;
  /** Only beside a baseline. */
  baselineState?: 'new' | 'unchanged';
}

/** The object that `bulwark scan --format json` prints. */
export interface JsonReport {
  tool: string;
  version: string;
  files: AnalyzeReport['files'];
  findings: JsonFinding[];
  incomplete: Incomplete[];
  durationMs: number;
  profiles: ContractProfile[];
  /** Only where the gas report was asked for. */
  gas?: JsonFinding[];
  /** Only beside a baseline: what it had and this report has not; `unverified` where the file could not be read completely. */
  baseline?: { fixed: BaselineFinding[]; unverified: BaselineFinding[] };
}

/** The report as the one object that `bulwark scan --format json` prints. */
export function toJson(report: AnalyzeReport, meta: { version: string; durationMs: number; comparison?: Comparison }): JsonReport {
  const { files, incomplete } = report;
  const { version, durationMs, comparison } = meta;
  const findings = report.findings.map((finding) => ({ ...jsonFinding(finding), ...(comparison && { baselineState: comparison.added.has(finding.id) ? 'new' as const : 'unchanged' as const }) }));
  return { tool: TOOL, version, files, findings, incomplete, durationMs, profiles: report.profiles ?? [], ...(report.gasFindings && { gas: report.gasFindings.map(jsonFinding) }), ...(comparison && { baseline: { fixed: comparison.fixed, unverified: comparison.unverified } }) };
}

function jsonFinding(finding: Finding): JsonFinding {
  const { id, detector, title, severity, confidence, categories, file, contract, startLine, endLine, message, fix, fingerprint } = finding;
  const tried = finding.confirmation && { confirmation: finding.confirmation };
  return { id, detector, title, severity, confidence, categories, file, contract, function: finding.function, startLine, endLine, message, fix, fingerprint, ...tried };
}
