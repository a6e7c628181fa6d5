import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { parseReport, ReportRefused } from './index.ts';

const bytes = (value: unknown): Uint8Array => Buffer.from(typeof value === 'string' ? value : JSON.stringify(value));
const refusal = (kind: ReportRefused['kind'], message: RegExp) => (error: unknown) => error instanceof ReportRefused && error.kind === kind && message.test(error.message);

const trivyImage = {
  SchemaVersion: 2, ArtifactName: 'shop:1.2', ArtifactType: 'container_image', Metadata: { OS: { Family: 'debian', Name: '12' } },
  Results: [
    {
      Target: 'shop:1.2 (debian 12)', Class: 'os-pkgs', Type: 'debian',
      Vulnerabilities: [{ VulnerabilityID: 'CVE-2024-0001', PkgName: 'libc6', InstalledVersion: '2.36', FixedVersion: '2.37', Severity: 'HIGH', VendorIDs: ['DSA-1'], CVSS: { nvd: { V3Vector: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H' } }, PkgIdentifier: { PURL: 'pkg:deb/debian/libc6@2.36' } }],
    },
    { Target: 'Dockerfile', Class: 'config', Type: 'dockerfile', Misconfigurations: [{ ID: 'DS002', Title: 'root user', Severity: 'HIGH', Status: 'FAIL' }, { ID: 'DS001', Title: 'latest tag', Severity: 'LOW', Status: 'PASS' }] },
    { Target: '/app/.env', Class: 'secret', Secrets: [{ RuleID: 'aws-access-key-id', Category: 'AWS', Severity: 'CRITICAL', Title: 'AWS Access Key ID', StartLine: 3, Match: 'AWS_KEY=AKIA1234' }] },
  ],
};

test('Trivy: vulnerabilities, misconfigurations and secrets; what passed is no finding; a secret is not kept', () => {
  const report = parseReport(bytes(trivyImage));
  assert.equal(report.format, 'trivy');
  assert.deepEqual(report.target, { kind: 'image', name: 'shop:1.2', ip: null, os: 'debian', osVersion: '12' });
  const [vulnerability, misconfiguration, secret] = report.findings;
  assert.equal(report.findings.length, 3);
  assert.deepEqual(vulnerability?.ids, ['CVE-2024-0001']);
  assert.deepEqual(vulnerability?.relatedIds, ['DSA-1']);
  assert.deepEqual(vulnerability?.cvss, { version: '3.1', vector: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H', score: 9.8 });
  assert.deepEqual(vulnerability?.package, { name: 'libc6', version: '2.36', ecosystem: 'deb', purl: 'pkg:deb/debian/libc6@2.36' });
  assert.equal(misconfiguration?.ruleId, 'DS002');
  assert.deepEqual(secret?.cwes, [798]);
  assert.ok(!JSON.stringify(report).includes('AKIA1234'));
});

test('a key stays when the installed version or the order changes, and tells two findings apart', () => {
  const before = parseReport(bytes(trivyImage)).findings;
  const updated = structuredClone(trivyImage);
  updated.Results.reverse();
  const vulnerability = updated.Results.at(-1)?.Vulnerabilities?.[0];
  if (vulnerability !== undefined) vulnerability.InstalledVersion = '2.36.1';
  assert.deepEqual(new Set(parseReport(bytes(updated)).findings.map(({ key }) => key)), new Set(before.map(({ key }) => key)));
  assert.equal(new Set(before.map(({ key }) => key)).size, before.length);
});

test('aliases: one fault by CVE and GHSA, never two CVEs, vendor bulletins only related', () => {
  const match = (id: string, related: readonly string[]) => ({ vulnerability: { id, severity: 'High' }, relatedVulnerabilities: related.map((other) => ({ id: other })), artifact: { name: 'lodash', version: '4.17.15', type: 'npm' } });
  const [ghsa, bulletin] = parseReport(bytes({ descriptor: { name: 'grype' }, matches: [match('GHSA-jf85-cpcp-j695', ['CVE-2019-10744']), match('RHSA-2021:1', ['CVE-2021-1111', 'CVE-2021-2222'])] })).findings;
  assert.deepEqual(ghsa?.ids, ['CVE-2019-10744', 'GHSA-jf85-cpcp-j695']);
  assert.deepEqual(bulletin?.ids, []);
  assert.deepEqual(bulletin?.relatedIds, ['RHSA-2021:1', 'CVE-2021-1111', 'CVE-2021-2222']);
});

test('SARIF: a finding per place, passed results left out, accepted suppressions told, fingerprints survive moved lines', () => {
  const result = (line: number, more: object = {}) => ({ ruleId: 'R1', message: { text: 'bad' }, locations: [{ physicalLocation: { artifactLocation: { uri: 'a.ts' }, region: { startLine: line } } }], partialFingerprints: { primaryLocationLineHash: 'abc:1' }, ...more });
  const log = (results: readonly object[]) => bytes({ version: '2.1.0', runs: [{ tool: { driver: { name: 'Lint', rules: [{ id: 'R1', properties: { 'security-severity': '9.1', tags: ['external/cwe/cwe-079'] } }] } }, results }] });
  const report = parseReport(log([result(3), result(4, { kind: 'pass' }), result(5, { suppressions: [{ kind: 'inSource' }], partialFingerprints: { primaryLocationLineHash: 'def:1' } })]));
  assert.deepEqual(report.findings.map(({ outcome, severity, cwes }) => [outcome, severity, cwes]), [['open', 'critical', [79]], ['suppressed', 'critical', [79]]]);
  assert.equal(parseReport(log([result(30)])).findings[0]?.key, report.findings[0]?.key);
});

test('UTF-16 with its mark, a byte order mark, blank files and empty lists are read', () => {
  const text = JSON.stringify(trivyImage);
  assert.equal(parseReport(Buffer.from(`\uFEFF${text}`, 'utf16le')).findings.length, 3);
  assert.equal(parseReport(Buffer.from(`\uFEFF${text}`)).findings.length, 3);
  for (const nothing of ['', ' \n', '[]', 'null', '{}']) assert.deepEqual([parseReport(bytes(nothing)).format, parseReport(bytes(nothing)).findings.length], ['empty', 0]);
});

test('hostile files are refused with a reason: entities, nesting, size, archives, truncation, other documents', () => {
  const laughs = '<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY lol2 "&lol;&lol;">]><OWASPZAPReport><site>&lol2;</site></OWASPZAPReport>';
  assert.throws(() => parseReport(bytes(laughs)), refusal('unsafe', /entities/));
  assert.throws(() => parseReport(bytes('<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>')), refusal('unsafe', /entities/));
  assert.throws(() => parseReport(bytes('<OWASPZAPReport><site>&lol;</site></OWASPZAPReport>')), refusal('malformed', /entity/));
  assert.throws(() => parseReport(bytes('['.repeat(1e6) + ']'.repeat(1e6))), refusal('unsafe', /nests deeper/));
  assert.throws(() => parseReport(bytes('['.repeat(1e6))), refusal('unsafe', /nests deeper/));
  assert.throws(() => parseReport(bytes('<a>'.repeat(100_000))), refusal('unsafe', /nests deeper/));
  assert.throws(() => parseReport(new Uint8Array(65 * 1_048_576)), refusal('too-large', /64 MB/));
  assert.throws(() => parseReport(Buffer.from([0x50, 0x4b, 3, 4, 0, 0])), refusal('unknown-format', /compressed/));
  assert.throws(() => parseReport(Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 0, 1])), refusal('unknown-format', /not text/));
  assert.throws(() => parseReport(bytes(JSON.stringify(trivyImage).slice(0, 500))), refusal('malformed', /truncated/));
  assert.throws(() => parseReport(bytes('<OWASPZAPReport><site>')), refusal('malformed', /unclosed|end/i));
  for (const other of ['{"hello":1}', '"text"', '42', '<html><body/></html>', 'a,b\n1,2', 'plain words']) assert.throws(() => parseReport(bytes(other)), ReportRefused, other);
  assert.throws(() => parseReport(bytes({ error: { code: 'ENOLOCK', summary: 'no lockfile' } })), refusal('malformed', /ENOLOCK/));
});

test('whatever is changed in a report, it is read or refused, never anything else', () => {
  const samples = [
    trivyImage,
    { version: '2.1.0', runs: [{ tool: { driver: { name: 'x', rules: [{ id: 'a' }] }, extensions: [] }, results: [{ ruleId: 'a', ruleIndex: 0, message: { id: 'm', arguments: ['1'] }, locations: [{}], suppressions: [{}] }] }] },
    { bomFormat: 'CycloneDX', components: [{ name: 'a', 'bom-ref': 'r', components: [] }], vulnerabilities: [{ id: 'CVE-2020-1234', ratings: [{ method: 'CVSSv3', vector: 'x' }], affects: [{ ref: 'r' }] }] },
    { advisories: { 1: { module_name: 'a', findings: [{ paths: ['p'] }], cves: [], cwe: 'x' } }, metadata: {} },
    { auditReportVersion: 2, vulnerabilities: { a: { name: 'a', via: ['b', { title: 't', url: 'u', cwe: [] }], nodes: [], fixAvailable: true } } },
    { results: [{ source: { path: 'p' }, packages: [{ package: { name: 'n' }, vulnerabilities: [{ id: 'GHSA-jf85-cpcp-j695', affected: [{ ranges: [{ events: [{ fixed: '1' }] }] }] }], groups: [{ ids: ['a'] }] }] }] },
    [{ RuleID: 'r', File: 'f', Secret: 's' }], [{ 'template-id': 't', info: { name: 'n', classification: { 'cve-id': null } }, 'matched-at': 'https://[::1]:80/' }],
    [{ CheckID: 'c', Status: 'FAIL' }], [{ finding_info: {}, metadata: { product: { name: 'Prowler' } }, status_code: 'FAIL', resources: [{}] }],
    { findings: [{ findingArn: 'a', type: 'CODE_VULNERABILITY', resources: [{}] }] }, { '@version': '2', site: [{ '@name': 'n', alerts: [{ name: 'a', instances: [{}] }] }] },
    { tool: 'bulwark', findings: [{ detector: 'd', categories: {} }] },
  ];
  const leaf = fc.oneof(fc.string(), fc.constantFrom('__proto__', 'constructor', 'toString', '\0', '%E0%A4', '\uD800', 'CVSS:3.1/'), fc.double(), fc.boolean(), fc.constant(null), fc.array(fc.constant({})), fc.constant({ a: [] }));
  const change = (value: unknown, pick: number, replacement: unknown): unknown => {
    let left = pick;
    const visit = (node: unknown): unknown => {
      if (left-- === 0) return replacement;
      if (Array.isArray(node)) return node.map(visit);
      if (typeof node === 'object' && node !== null) return Object.fromEntries(Object.entries(node).map(([key, inner]) => [key, visit(inner)]));
      return node;
    };
    return visit(value);
  };
  fc.assert(
    fc.property(fc.constantFrom(...samples), fc.nat(40), leaf, (sample, pick, replacement) => {
      try {
        for (const finding of parseReport(bytes(change(sample, pick, replacement))).findings) assert.ok(finding.title.length > 0 && !JSON.stringify(finding).includes('\\u0000'));
      } catch (error) {
        assert.ok(error instanceof ReportRefused, String(error));
      }
    }),
    // A title of nothing but control characters is none.
    { numRuns: 3_000, examples: [[trivyImage, 34, '\0']] },
  );
  fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), (noise) => {
    try {
      parseReport(noise);
    } catch (error) {
      assert.ok(error instanceof ReportRefused, String(error));
    }
  }), { numRuns: 1_000 });
});
