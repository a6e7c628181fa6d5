import { detectors } from '../detectors/index.ts';
import type { Detector } from '../detectors/detector.ts';
import type { AnalyzeReport, Finding, PathStep, Severity } from '../findings.ts';
import type { BaselineFinding, Comparison } from '../baseline.ts';
import { TOOL } from './json.ts';

const LEVELS: Readonly<Record<Severity, 'error' | 'warning' | 'note'>> = {
  critical: 'error', high: 'error', medium: 'warning', low: 'note', info: 'note',
};
/** The number code-scanning services sort by, on the scale of CVSS. */
const SECURITY_SEVERITY: Readonly<Record<Severity, string>> = { critical: '9.5', high: '8.0', medium: '5.5', low: '3.0', info: '0.0' };

/** A report as a SARIF 2.1.0 log; a plain object ready for JSON.stringify. */
export type SarifLog = Readonly<Record<string, unknown>>;

/** The report as SARIF 2.1.0 (OASIS) with rules, fingerprints, code flows, suppressions, and what was incomplete. */
export function toSarif(report: AnalyzeReport, meta: { version: string; comparison?: Comparison }): SarifLog {
  const used = detectors.filter(({ id }) => report.detectorsRun.includes(id));
  const ruleIndex = new Map(used.map(({ id }, at) => [id, at]));
  const results = [
    ...report.findings.map((finding) => ({ ...result(finding, ruleIndex), ...baselineState(finding, meta.comparison) })),
    ...(meta.comparison?.fixed ?? []).map(absent),
    ...(report.suppressed ?? []).map(({ finding, reason }) => ({
      ...result(finding, ruleIndex),
      suppressions: [{ kind: 'inSource', status: 'accepted', justification: reason }],
    })),
  ];
  return {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [{
      tool: { driver: { name: TOOL, version: meta.version, semanticVersion: meta.version, rules: used.map(rule) } },
      columnKind: 'utf16CodeUnits',
      artifacts: report.files.map(({ path }) => ({ location: { uri: uriOf(path) }, sourceLanguage: 'solidity' })),
      invocations: [{ executionSuccessful: true, toolExecutionNotifications: report.incomplete.map(notification) }],
      results,
      properties: { securityScore: report.securityScore, riskScore: report.riskScore, scoreFormula: report.scoreFormula },
    }],
  };
}

function baselineState({ id }: Finding, comparison?: Comparison): SarifLog {
  return comparison ? { baselineState: comparison.added.has(id) ? 'new' : 'unchanged' } : {};
}

function absent({ detector, title, severity, file, startLine, fingerprint }: BaselineFinding): SarifLog {
  return {
    ruleId: detector,
    level: LEVELS[severity],
    baselineState: 'absent',
    message: { text: title },
    locations: [{ physicalLocation: { artifactLocation: { uri: uriOf(file) }, region: { startLine } } }],
    partialFingerprints: { 'bulwark/v1': fingerprint },
    properties: { severity },
  };
}

function rule(detector: Detector): SarifLog {
  const { id, title, description, why, fix, severity, confidence, categories, references } = detector;
  const [helpUri] = references;
  return {
    id,
    name: id.split('-').map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join(''),
    shortDescription: { text: title },
    fullDescription: { text: `${description} ${why}` },
    help: { text: fix, markdown: `${why}\n\n**Fix:** ${fix}` },
    ...(helpUri === undefined ? {} : { helpUri }),
    defaultConfiguration: { level: LEVELS[severity] },
    properties: {
      precision: confidence,
      'security-severity': SECURITY_SEVERITY[severity],
      tags: ['security', ...categories.swc, ...categories.cwe, ...categories.owasp],
    },
  };
}

function result(finding: Finding, ruleIndex: ReadonlyMap<string, number>): SarifLog {
  const { detector, severity, message, fingerprint, path, contract } = finding;
  const index = ruleIndex.get(detector);
  const name = [contract, finding.function].filter((part) => part !== null).join('.');
  return {
    ruleId: detector,
    ...(index === undefined ? {} : { ruleIndex: index }),
    level: LEVELS[severity],
    message: { text: message },
    locations: [{
      physicalLocation: { artifactLocation: { uri: uriOf(finding.file) }, region: region(finding) },
      ...(name === '' ? {} : { logicalLocations: [{ fullyQualifiedName: name, kind: finding.function === null ? 'type' : 'function' }] }),
    }],
    partialFingerprints: { 'bulwark/v1': fingerprint },
    ...(path.length > 0 ? { codeFlows: [{ threadFlows: [{ locations: path.map(flowLocation) }] }] } : {}),
    properties: { id: finding.id, severity, confidence: finding.confidence, fix: finding.fix, ...(finding.confirmation && { confirmation: finding.confirmation }) },
  };
}

function region(finding: Finding): SarifLog {
  const { startLine, endLine, startColumn, endColumn, snippet } = finding;
  return { startLine, startColumn, endLine, endColumn, snippet: { text: snippet } };
}

function flowLocation(step: PathStep): SarifLog {
  const { file, startLine, endLine, startColumn, endColumn, note } = step;
  const columns = startColumn === undefined || endColumn === undefined ? {} : { startColumn, endColumn };
  return { location: { physicalLocation: { artifactLocation: { uri: uriOf(file) }, region: { startLine, endLine, ...columns } }, message: { text: note } } };
}

function notification(entry: AnalyzeReport['incomplete'][number]): SarifLog {
  const { file, line, reason } = entry;
  const physicalLocation = { artifactLocation: { uri: uriOf(file) }, ...(line === null ? {} : { region: { startLine: line } }) };
  return { level: 'warning', message: { text: reason }, ...(file === '' ? {} : { locations: [{ physicalLocation }] }) };
}

/** SARIF wants relative URI references; segments are escaped one by one. */
function uriOf(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/');
}
