import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Finding, Severity } from '../../api/types.ts';
import { lineMarks, orderFiles } from './marks.ts';

const finding = (id: string, severity: Severity, place: { file?: string; line?: number } = {}): Finding => ({
  id, detector: id, title: `t-${id}`, severity, confidence: 'high', categories: { swc: [], dasp: [], cwe: [], owasp: [] }, file: place.file ?? 'a.sol',
  contract: null, function: null, startLine: place.line ?? 1, endLine: place.line ?? 1, startColumn: 1, endColumn: 2, message: '', explanation: '', fix: '', path: [], fingerprint: '', confirmation: null, state: [], triage: null,
});

test('a line with several findings shows the worst and names all', () => {
  const marks = lineMarks([finding('x', 'low', { line: 4 }), finding('y', 'critical', { line: 4 }), finding('z', 'info', { line: 2 }), finding('q', 'high', { file: 'b.sol' })], 'a.sol');
  assert.deepEqual(marks, [
    { line: 2, severity: 'info', findingIds: ['z'], label: 'info: t-z' },
    { line: 4, severity: 'critical', findingIds: ['y', 'x'], label: 'critical: t-y; low: t-x' },
  ]);
});

test('the file with the worst finding comes first, clean files last and by name', () => {
  const files = orderFiles(['c.sol', 'b.sol', 'a.sol'], [finding('x', 'medium'), finding('y', 'high', { file: 'c.sol' })]);
  assert.deepEqual(files.map(({ path, worst }) => [path, worst]), [['c.sol', 'high'], ['a.sol', 'medium'], ['b.sol', null]]);
});
