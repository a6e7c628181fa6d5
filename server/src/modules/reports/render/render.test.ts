import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { ReportDocument } from '../report.types.ts';
import { layOut } from './chart-layout.ts';
import { renderHtml } from './html.ts';
import { renderMarkdownReport } from './markdown.ts';
import { renderPdfReport } from './pdf.ts';
import { niceTop } from './words.ts';

const words = fc.oneof(fc.string({ maxLength: 20 }), fc.constantFrom('<script>alert(1)</script>', '" onload="x', '| a | b', '# no heading', '💥', ''));
const value = fc.oneof(fc.integer({ min: 0, max: 1_000_000 }), fc.double({ min: 0, max: 1e9, noNaN: true }));
const chart = fc.record({
  title: words, kind: fc.constantFrom('bar' as const, 'line' as const), unit: words,
  series: fc.array(fc.record({ name: words, points: fc.array(fc.record({ label: words, value }), { maxLength: 40 }) }), { maxLength: 3 }),
});
const content = fc.record({
  figures: fc.array(fc.record({ label: words, value: fc.oneof(value, words, fc.constant(null)) }), { maxLength: 4 }),
  tables: fc.array(fc.record({ title: words, columns: fc.array(words, { minLength: 1, maxLength: 4 }), rows: fc.array(fc.array(fc.oneof(value, words), { minLength: 1, maxLength: 4 }), { maxLength: 5 }) }), { maxLength: 2 }),
  charts: fc.array(chart, { maxLength: 2 }),
  notes: fc.array(words, { maxLength: 2 }),
});
const document: fc.Arbitrary<ReportDocument> = fc.record({
  title: words, type: fc.constant('custom' as const), period: fc.constant({ start: '2026-01-01', end: '2026-01-31' }), introduction: words, generatedBy: words, generatedAt: fc.constant('2026-02-01T00:00:00.000Z'), version: fc.constant(1),
  sections: fc.array(fc.oneof(fc.record({ id: words, title: words, content, missing: fc.constant(null) }), fc.record({ id: words, title: words, content: fc.constant(null), missing: words })), { maxLength: 3 }),
});

test('whatever the words are, the HTML runs nothing, loads nothing and stays well nested', () => {
  fc.assert(fc.property(document, (given) => {
    const html = renderHtml(given);
    assert.doesNotMatch(html, /<script|\son\w+="|src=|href=/);
    for (const tag of ['section', 'table', 'svg', 'figure', 'dl']) assert.equal(html.split(`<${tag}`).length, html.split(`</${tag}>`).length, tag);
  }));
});

test('every document can be written as PDF and as Markdown', async () => {
  await fc.assert(fc.asyncProperty(document, async (given) => {
    assert.equal(Buffer.from(await renderPdfReport(given)).subarray(0, 5).toString(), '%PDF-');
    assert.doesNotMatch(renderMarkdownReport(given), /<script>/);
  }), { numRuns: 40 });
});

test('marks stay inside their box, and bars are as high as their values', () => {
  fc.assert(fc.property(chart, (given) => {
    const { bars, lines, bottom, width } = layOut(given, { width: 600, height: 200 });
    for (const bar of bars) assert.ok(bar.x >= 0 && bar.x + bar.width <= width && bar.y >= 0 && Math.abs(bar.y + bar.height - bottom) < 1e-6);
    for (const { points } of lines) for (const [x, y] of points) assert.ok(x >= 0 && x <= width && y >= 0 && y <= bottom + 1e-6);
  }));
  const [low, high] = layOut({ title: '', kind: 'bar', unit: '', series: [{ name: '', points: [{ label: 'a', value: 1 }, { label: 'b', value: 3 }] }] }, { width: 600, height: 200 }).bars;
  assert.ok(Math.abs((high?.height ?? 0) - 3 * (low?.height ?? 0)) < 1e-6);
});

test('the top of a scale is round and never below the largest value', () => {
  assert.deepEqual([0, 1, 7, 12, 26, 100, 101].map(niceTop), [1, 1, 10, 20, 50, 100, 200]);
  fc.assert(fc.property(fc.double({ min: 1e-6, max: 1e12, noNaN: true }), (largest) => assert.ok(niceTop(largest) >= largest * (1 - 1e-12))));
});
