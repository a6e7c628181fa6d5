import { decodeReport } from './decode.ts';
import { isFields } from './fields.ts';
import { numberKeys } from './finding.ts';
import { awsInspector } from './formats/aws-inspector.ts';
import { bulwark } from './formats/bulwark.ts';
import { cyclonedxXml } from './formats/cyclonedx-xml.ts';
import { cyclonedxJson } from './formats/cyclonedx.ts';
import type { JsonFormat, Parsed, XmlFormat } from './formats/format.ts';
import { gitleaks } from './formats/gitleaks.ts';
import { grype } from './formats/grype.ts';
import { npmAudit } from './formats/npm-audit.ts';
import { nuclei } from './formats/nuclei.ts';
import { osvScanner } from './formats/osv-scanner.ts';
import { prowlerCsv } from './formats/prowler-csv.ts';
import { prowlerJson } from './formats/prowler.ts';
import { sarif } from './formats/sarif.ts';
import { semgrep } from './formats/semgrep.ts';
import { trivy } from './formats/trivy.ts';
import { zapJson, zapXml } from './formats/zap.ts';
import { readJson } from './json.ts';
import { assertCountable } from './limits.ts';
import { type ReportFormat, ReportRefused, type ReportTarget, type ScanReportFile } from './report.ts';
import { readTable } from './table.ts';
import { readXml } from './xml.ts';

/** The surest marks first: `results` alone could be two tools', `findings` alone is the last resort. */
const jsonFormats: readonly JsonFormat[] = [sarif, cyclonedxJson, bulwark, trivy, grype, npmAudit, prowlerJson, nuclei, gitleaks, zapJson, osvScanner, semgrep, awsInspector];
const xmlFormats: readonly XmlFormat[] = [cyclonedxXml, zapXml];

const known = 'SARIF, CycloneDX, Trivy, Grype, npm or pnpm audit, OSV-Scanner, Semgrep, Gitleaks, Nuclei, Prowler, Amazon Inspector, ZAP and Bulwark';

function unknownFormat(what: string): ReportRefused {
  return new ReportRefused('unknown-format', `The ${what} is not a report of a known scanner (${known})`);
}

interface Recognised {
  readonly format: ReportFormat;
  readonly parsed: Parsed;
}

const nothing: Recognised = { format: 'empty', parsed: { variant: 'no finding and no word of its tool', tool: { name: 'unknown', version: null }, target: null, findings: [] } };

/** Some tools write nothing, an empty list or `null` when they found nothing. */
function saysNothing(document: unknown): boolean {
  return document === null || (Array.isArray(document) && document.length === 0) || (isFields(document) && Object.keys(document).length === 0);
}

function fromJson(text: string): Recognised {
  const json = readJson(text);
  const [first] = json.documents;
  if (saysNothing(first)) return nothing;
  const format = jsonFormats.find((candidate) => candidate.recognises(first));
  if (format === undefined) throw unknownFormat('JSON');
  return { format: format.format, parsed: format.read(json) };
}

function fromXml(text: string): Recognised {
  const root = readXml(text);
  const format = xmlFormats.find((candidate) => candidate.recognises(root));
  if (format === undefined) throw unknownFormat('XML');
  return { format: format.format, parsed: format.read(root) };
}

function fromCsv(text: string): Recognised {
  const table = readTable(text);
  if (!prowlerCsv.recognises(table)) throw unknownFormat('file');
  return { format: prowlerCsv.format, parsed: prowlerCsv.read(table) };
}

function recognise(text: string): Recognised {
  if (text.trim() === '') return nothing;
  if (/^\s*(?:[[{"]|null\b|true\b|false\b|-?\d)/.test(text) && !/^\s*"?[A-Z_]+"?\s*[,;]/.test(text)) return fromJson(text);
  return /^\s*</.test(text) ? fromXml(text) : fromCsv(text);
}

/** The report's target; where only its findings name theirs and all name the same, that one. */
function targetOf({ target, findings }: Parsed): ReportTarget | null {
  const [first, ...others] = findings;
  if (target !== null || first?.target == null) return target;
  const { kind, name } = first.target;
  return others.every((finding) => finding.target?.kind === kind && finding.target.name === name) ? first.target : null;
}

/**
 * Reads the report of a scanner; which one it is, is told by its content.
 * @throws ReportRefused for what is too large, malformed, unsafe, or no known report: then nothing of it counts
 */
export function parseReport(bytes: Uint8Array): ScanReportFile {
  const { format, parsed } = recognise(decodeReport(bytes));
  assertCountable(parsed.findings.length);
  return { format, variant: parsed.variant, tool: parsed.tool, target: targetOf(parsed), findings: numberKeys(parsed.findings), notes: parsed.notes ?? [] };
}
