import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { AnalyzeReport, Finding } from '../findings.ts';
import { analyze } from '../solidity/analyze.ts';
import { toCsv } from './csv.ts';
import { toJson } from './json.ts';
import { toSarif } from './sarif.ts';
import { toText } from './text.ts';

const SOURCE = 'pragma solidity 0.8.24;\ncontract A {\n    address owner = msg.sender;\n    function f() external {\n        require(tx.origin == owner);\n    }\n    function g() external {\n        // bulwark-ignore unprotected-selfdestruct: a test\n        selfdestruct(payable(owner));\n    }\n}\n';
const report = analyze([{ path: 'dir/a b.sol', content: SOURCE }, { path: 'v.vy', content: '' }], { detectors: ['tx-origin-auth', 'unprotected-selfdestruct'] });

function withFinding(change: Partial<Finding>): AnalyzeReport {
  const [first] = report.findings;
  assert.ok(first);
  return { ...report, findings: [{ ...first, ...change }] };
}

describe('JSON', () => {
  it('has exactly the agreed fields', () => {
    const json = toJson(report, { version: '1.2.3', durationMs: 7 });
    assert.deepEqual(Object.keys(json), ['tool', 'version', 'files', 'findings', 'incomplete', 'durationMs', 'profiles']);
    assert.deepEqual(Object.keys(json.findings[0] ?? {}), ['id', 'detector', 'title', 'severity', 'confidence', 'categories', 'file', 'contract', 'function', 'startLine', 'endLine', 'message', 'fix', 'fingerprint']);
    assert.deepEqual([json.tool, json.version, json.durationMs], ['bulwark', '1.2.3', 7]);
  });
});

describe('SARIF', () => {
  const log = toSarif(report, { version: '1.2.3' }) as { version: string; runs: [{ tool: { driver: { rules: { id: string }[] } }; results: Record<string, unknown>[]; invocations: [{ toolExecutionNotifications: unknown[] }] }] };
  const [run] = log.runs;

  it('lists a rule for every detector that ran', () => {
    assert.equal(log.version, '2.1.0');
    assert.deepEqual(run.tool.driver.rules.map((rule) => rule.id), report.detectorsRun);
  });

  it('points at rules, places and fingerprints', () => {
    const [result] = run.results;
    assert.ok(result);
    assert.equal(run.tool.driver.rules[result['ruleIndex'] as number]?.id, result['ruleId']);
    assert.deepEqual(result['partialFingerprints'], { 'bulwark/v1': report.findings[0]?.fingerprint });
    assert.match(JSON.stringify(result['locations']), /"uri":"dir\/a%20b\.sol".*"startLine":5/);
  });

  it('keeps what the source accepts as suppressed', () => {
    const accepted = run.results.filter((result) => result['suppressions'] !== undefined);
    assert.deepEqual(accepted.map((result) => [result['ruleId'], result['suppressions']]), [
      ['unprotected-selfdestruct', [{ kind: 'inSource', status: 'accepted', justification: 'a test' }]],
    ]);
  });

  it('notes what was not analysed', () => assert.equal(run.invocations[0].toolExecutionNotifications.length, report.incomplete.length));
});

describe('CSV', () => {
  it('quotes and defuses cells', () => {
    const csv = toCsv(withFinding({ title: '=1+1', message: 'a "quoted", text\nof two lines', contract: '-2', function: '\t@x' }));
    assert.ok(csv.includes(`,'=1+1,`));
    assert.ok(csv.includes(`"a ""quoted"", text\nof two lines"`));
    assert.ok(csv.includes(`,'-2,'\t@x,`));
  });

  it('has one line per finding after the header', () => assert.equal(toCsv(report).split('\r\n').length, report.findings.length + 2));
});

describe('text', () => {
  const text = toText(report, { sources: new Map([['dir/a b.sol', SOURCE]]), durationMs: 12 });

  it('shows place, code, fix, what is missing and the score', () => {
    for (const part of ['MEDIUM', 'dir/a b.sol:5:17', 'in A.f', '5 ▌         require(tx.origin == owner);', 'fix', 'INCOMPLETE', '1 suppressed', 'security score', '12 ms']) assert.ok(text.includes(part), part);
  });

  it('colours on request only, and lets no control character through', () => {
    assert.ok(!text.includes('\x1b'));
    assert.ok(toText(report, { colors: true }).includes('\x1b[33m'));
    const shown = toText(withFinding({ message: 'a\x1b[31mb\u202e' }));
    assert.ok(!shown.includes('\x1b') && !shown.includes('\u202e'));
  });

  it('does not call a report clean that is incomplete', () => {
    assert.match(toText({ ...report, findings: [] }), /nothing found in what could be read/);
    assert.match(toText({ ...report, findings: [], incomplete: [] }), /nothing found, 1 suppressed/);
  });
});
