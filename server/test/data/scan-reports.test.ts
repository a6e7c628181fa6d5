import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { parseReport } from '../../src/engines/scan-reports/index.ts';

const folder = join(process.env['BULWARK_DATA'] ?? join(import.meta.dirname, '../../../../shared/data'), 'scans');

interface Expected {
  readonly tool: string;
  readonly file: string;
  /** More than one number where the tests of the source disagree. */
  readonly findings: readonly number[];
}

/** By the folder of the source that the file lies in. */
const formats: Readonly<Record<string, string>> = {
  anchore_grype: 'grype', aws_inspector2: 'aws-inspector', aws_prowler: 'prowler', aws_prowler_v3plus: 'prowler', cyclonedx: 'cyclonedx', gitleaks: 'gitleaks', npm_audit: 'npm-audit', npm_audit_7_plus: 'npm-audit',
  nuclei: 'nuclei', osv_scanner: 'osv-scanner', prowler: 'prowler', sarif: 'sarif', semgrep: 'semgrep', trivy: 'trivy', zap: 'zap',
};

test('public reports of fifteen tools: the format is recognised and the findings are as many as the source counts', (context) => {
  const list = join(folder, 'expected-findings.json');
  if (!existsSync(list)) return context.diagnostic(`${list} is not on this machine: nothing was checked`);
  const { expected } = JSON.parse(readFileSync(list, 'utf8')) as { expected: readonly Expected[] };
  assert.ok(expected.length > 60);
  for (const { tool, file, findings } of expected) {
    const report = parseReport(readFileSync(join(folder, tool, file)));
    assert.ok(report.format === formats[tool] || report.format === 'empty', `${tool}/${file} was taken for ${report.format}`);
    assert.ok(findings.includes(report.findings.length), `${tool}/${file}: ${report.findings.length} findings, expected ${findings.join(' or ')}`);
    assert.equal(new Set(report.findings.map(({ key }) => key)).size, report.findings.length, `${tool}/${file}: keys are not unique`);
  }
});
