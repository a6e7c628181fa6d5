import type { ReportDocument, Section, SectionContent } from '../report.types.ts';
import { chartColours, layOut } from './chart-layout.ts';
import { cellText, figureText } from './words.ts';

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Text that cannot become markup. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character);
}

const fixed = (value: number): string => value.toFixed(1);

/** A chart as inline SVG with a title and its numbers in words for those who cannot see it. */
export function chartSvg(chart: SectionContent['charts'][number]): string {
  const layout = layOut(chart, { width: 640, height: 220 });
  const colour = (series: number): string => chartColours[series % chartColours.length] ?? chartColours[0];
  const told = chart.series.map(({ name, points }) => `${name}: ${points.map(({ label, value }) => `${label} ${cellText(value)}`).join(', ')}`).join('; ');
  const grid = layout.grid.map(({ y, label }) => `<line x1="${layout.left}" x2="${layout.width - 12}" y1="${fixed(y)}" y2="${fixed(y)}" stroke="#dde2de"/><text x="${layout.left - 6}" y="${fixed(y + 4)}" text-anchor="end">${escapeHtml(label)}</text>`);
  const bars = layout.bars.map(({ x, y, width, height, series }) => `<rect x="${fixed(x)}" y="${fixed(y)}" width="${fixed(width)}" height="${fixed(height)}" fill="${colour(series)}"/>`);
  const lines = layout.lines.map(({ points, series }) => `<polyline fill="none" stroke="${colour(series)}" stroke-width="2" points="${points.map(([x, y]) => `${fixed(x)},${fixed(y)}`).join(' ')}"/>`);
  const labels = layout.labels.map(({ x, text }) => `<text x="${fixed(x)}" y="${layout.bottom + 16}" text-anchor="middle">${escapeHtml(text)}</text>`);
  const legend = chart.series.length < 2 ? '' : `<p class="legend">${chart.series.map(({ name }, at) => `<span style="color:${colour(at)}">■</span> ${escapeHtml(name)}`).join(' &nbsp; ')}</p>`;
  return `<figure><figcaption>${escapeHtml(chart.title)} (${escapeHtml(chart.unit)})</figcaption><svg viewBox="0 0 ${layout.width} ${layout.height}" role="img" aria-label="${escapeHtml(chart.title)}"><desc>${escapeHtml(told)}</desc>${[...grid, ...bars, ...lines, ...labels].join('')}</svg>${legend}</figure>`;
}

function sectionHtml({ title, content, missing }: Section): string {
  const heading = `<h2>${escapeHtml(title)}</h2>`;
  if (content === null) return `<section>${heading}<p class="missing">${escapeHtml(missing ?? 'There is nothing to tell.')}</p></section>`;
  const figures = content.figures.length === 0 ? '' : `<dl>${content.figures.map((figure) => `<div><dt>${escapeHtml(figure.label)}</dt><dd>${escapeHtml(figureText(figure))}</dd></div>`).join('')}</dl>`;
  const tables = content.tables.map(({ title: name, columns, rows }) =>
    `<h3>${escapeHtml(name)}</h3><table><thead><tr>${columns.map((column) => `<th scope="col">${escapeHtml(column)}</th>`).join('')}</tr></thead><tbody>${rows.map((row) => `<tr>${row.map((cell) => `<td>${escapeHtml(cellText(cell))}</td>`).join('')}</tr>`).join('')}</tbody></table>`);
  const notes = content.notes.map((note) => `<p class="note">${escapeHtml(note)}</p>`);
  return `<section>${heading}${figures}${content.charts.map(chartSvg).join('')}${tables.join('')}${notes.join('')}</section>`;
}

const style = 'body{font:14px/1.5 system-ui,sans-serif;color:#131f1c;background:#fff;max-width:760px;margin:2rem auto;padding:0 1rem}h1{font-size:1.6rem}h2{margin-top:2rem;border-bottom:1px solid #dde2de}dl{display:flex;flex-wrap:wrap;gap:1rem}dl div{background:#f5f7f5;padding:.5rem 1rem;border-radius:6px}dt{color:#586661;font-size:.85em}dd{margin:0;font-size:1.3em;font-variant-numeric:tabular-nums}table{border-collapse:collapse;width:100%}th,td{text-align:left;border-bottom:1px solid #dde2de;padding:.3rem .5rem}svg{width:100%;height:auto;font:11px system-ui,sans-serif;fill:#586661}figure{margin:1rem 0}figcaption{font-weight:600}.missing,.note,.about{color:#586661}';

/** One file that needs nothing from elsewhere and runs nothing. */
export function renderHtml(document: ReportDocument): string {
  const about = `${document.period.start} to ${document.period.end} · version ${document.version} · made ${document.generatedAt} by ${document.generatedBy}`;
  const introduction = document.introduction === '' ? '' : document.introduction.split(/\n{2,}/).map((part) => `<p>${escapeHtml(part)}</p>`).join('');
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'"><meta name="viewport" content="width=device-width"><title>${escapeHtml(document.title)}</title><style>${style}</style></head><body><h1>${escapeHtml(document.title)}</h1><p class="about">${escapeHtml(about)}</p>${introduction}${document.sections.map(sectionHtml).join('')}</body></html>`;
}
