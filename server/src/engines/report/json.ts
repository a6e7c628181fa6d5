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
}

/** The object that `bulwark scan --format json` prints. */
export interface JsonReport {
  tool: string;
  version: string;
  files: AnalyzeReport['files'];
  findings: JsonFinding[];
  incomplete: Incomplete[];
  durationMs: number;
}

/** The report as the one object that `bulwark scan --format json` prints. */
export function toJson(report: AnalyzeReport, meta: { version: string; durationMs: number }): JsonReport {
  const { files, incomplete } = report;
  return { tool: TOOL, version: meta.version, files, findings: report.findings.map(jsonFinding), incomplete, durationMs: meta.durationMs };
}

function jsonFinding(finding: Finding): JsonFinding {
  const { id, detector, title, severity, confidence, categories, file, contract, startLine, endLine, message, fix, fingerprint } = finding;
  return { id, detector, title, severity, confidence, categories, file, contract, function: finding.function, startLine, endLine, message, fix, fingerprint };
}
