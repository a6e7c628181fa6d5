import type { ReportDocument, Section } from '../report.types.ts';
import { cellText, figureText } from './words.ts';

/** Text that stays text: no markup, no new cell, no new line. */
function plain(text: string): string {
  return text.replace(/[\\`*_{}[\]<>#|]/g, (character) => `\\${character}`).replace(/\s*\n\s*/g, ' ');
}

function table(columns: readonly string[], rows: readonly (readonly string[])[]): string {
  return [columns, columns.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');
}

function sectionMarkdown({ title, content, missing }: Section): string {
  if (content === null) return `## ${plain(title)}\n\n_${plain(missing ?? 'There is nothing to tell.')}_`;
  const figures = content.figures.length === 0 ? [] : [content.figures.map((figure) => `- ${plain(figure.label)}: **${plain(figureText(figure))}**`).join('\n')];
  const charts = content.charts.map(({ title: name, unit, series }) => {
    const labels = series[0]?.points.map(({ label }) => label) ?? [];
    return `### ${plain(name)} (${plain(unit)})\n\n${table(['', ...series.map((one) => plain(one.name))], labels.map((label, at) => [plain(label), ...series.map(({ points }) => cellText(points[at]?.value ?? null))]))}`;
  });
  const tables = content.tables.map(({ title: name, columns, rows }) => `### ${plain(name)}\n\n${table(columns.map(plain), rows.map((row) => row.map((cell) => plain(cellText(cell)))))}`);
  return [`## ${plain(title)}`, ...figures, ...charts, ...tables, ...content.notes.map(plain)].join('\n\n');
}

/** The report as GitHub-flavoured Markdown; charts become tables. */
export function renderMarkdownReport(document: ReportDocument): string {
  const about = `${document.period.start} to ${document.period.end}, version ${document.version}, made ${document.generatedAt} by ${plain(document.generatedBy)}`;
  return `${[`# ${plain(document.title)}`, about, ...(document.introduction === '' ? [] : [document.introduction.split(/\n{2,}/).map(plain).join('\n\n')]), ...document.sections.map(sectionMarkdown)].join('\n\n')}\n`;
}
