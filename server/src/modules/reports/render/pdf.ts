import PDFDocument from 'pdfkit';
import type { ReportDocument, Section, SectionContent } from '../report.types.ts';
import { chartColours, layOut } from './chart-layout.ts';
import { cellText, figureText } from './words.ts';

type Doc = InstanceType<typeof PDFDocument>;

const ink = '#131f1c';
const muted = '#586661';
const rule = '#dde2de';
const mostRows = 200;

/** The standard PDF fonts know Latin-1 only; anything else is shown as a question mark rather than as rubbish. */
function printable(text: string): string {
  return text.replace(/[^\t\n\r\u0020-\u007e\u00a0-\u00ff]/g, (character) => ({ '’': "'", '‘': "'", '“': '"', '”': '"', '–': '-', '—': '-', '→': '->', '≥': '>=', '≤': '<=', '…': '...', '×': 'x', '€': 'EUR' })[character] ?? '?');
}

function roomFor(doc: Doc, height: number): void {
  if (doc.y + height > doc.page.height - doc.page.margins.bottom) doc.addPage();
}

function widthOf(doc: Doc): number {
  return doc.page.width - doc.page.margins.left - doc.page.margins.right;
}

function drawChart(doc: Doc, chart: SectionContent['charts'][number]): void {
  const layout = layOut(chart, { width: widthOf(doc), height: 180 });
  roomFor(doc, layout.height + 40);
  doc.moveDown(0.6).font('Helvetica-Bold').fontSize(10).fillColor(ink).text(printable(`${chart.title} (${chart.unit})`));
  const [x0, y0] = [doc.page.margins.left, doc.y];
  doc.font('Helvetica').fontSize(7);
  for (const { y, label } of layout.grid) {
    doc.moveTo(x0 + layout.left, y0 + y).lineTo(x0 + layout.width - 12, y0 + y).lineWidth(0.5).stroke(rule);
    doc.fillColor(muted).text(label, x0, y0 + y - 4, { width: layout.left - 6, align: 'right', lineBreak: false });
  }
  for (const { x, y, width, height, series } of layout.bars) doc.rect(x0 + x, y0 + y, width, height).fill(chartColours[series % chartColours.length] ?? ink);
  for (const { points, series } of layout.lines) {
    points.forEach(([x, y], at) => (at === 0 ? doc.moveTo(x0 + x, y0 + y) : doc.lineTo(x0 + x, y0 + y)));
    if (points.length > 1) doc.lineWidth(1.5).stroke(chartColours[series % chartColours.length] ?? ink);
  }
  for (const { x, text } of layout.labels) doc.fillColor(muted).text(printable(text), x0 + x - 30, y0 + layout.bottom + 6, { width: 60, align: 'center', lineBreak: false });
  doc.x = x0;
  doc.y = y0 + layout.height;
  if (chart.series.length > 1) doc.fontSize(8).fillColor(muted).text(printable(chart.series.map(({ name }, at) => `${at + 1}. ${name}`).join('   ')));
}

function drawTable(doc: Doc, { title, columns, rows }: SectionContent['tables'][number]): void {
  roomFor(doc, 60);
  doc.moveDown(0.6).font('Helvetica-Bold').fontSize(10).fillColor(ink).text(printable(title)).moveDown(0.2);
  const width = widthOf(doc) / Math.max(1, columns.length);
  const row = (cells: readonly string[], font: string): void => {
    doc.font(font).fontSize(8);
    const height = Math.max(...cells.map((cell) => doc.heightOfString(cell, { width: width - 6 }))) + 4;
    roomFor(doc, height);
    const y = doc.y;
    cells.forEach((cell, at) => doc.fillColor(ink).text(cell, doc.page.margins.left + at * width, y + 2, { width: width - 6 }));
    doc.moveTo(doc.page.margins.left, y + height).lineTo(doc.page.margins.left + widthOf(doc), y + height).lineWidth(0.5).stroke(rule);
    doc.x = doc.page.margins.left;
    doc.y = y + height;
  };
  row(columns.map(printable), 'Helvetica-Bold');
  for (const cells of rows.slice(0, mostRows)) row(cells.map((cell) => printable(cellText(cell)).slice(0, 300)), 'Helvetica');
  if (rows.length > mostRows) doc.font('Helvetica').fontSize(8).fillColor(muted).text(`${rows.length - mostRows} more rows are in the JSON form of this report.`);
}

function drawSection(doc: Doc, { title, content, missing }: Section): void {
  roomFor(doc, 80);
  doc.moveDown(1).font('Helvetica-Bold').fontSize(14).fillColor(ink).text(printable(title)).moveDown(0.3);
  if (content === null) {
    doc.font('Helvetica').fontSize(10).fillColor(muted).text(printable(missing ?? 'There is nothing to tell.'));
    return;
  }
  for (const figure of content.figures) {
    doc.font('Helvetica').fontSize(10).fillColor(muted).text(printable(`${figure.label}: `), { continued: true }).font('Helvetica-Bold').fillColor(ink).text(printable(figureText(figure)));
  }
  for (const chart of content.charts) drawChart(doc, chart);
  for (const table of content.tables) drawTable(doc, table);
  for (const note of content.notes) doc.moveDown(0.4).font('Helvetica').fontSize(9).fillColor(muted).text(printable(note));
}

/** The report as a PDF with its charts drawn inside. */
export async function renderPdfReport(document: ReportDocument): Promise<Uint8Array> {
  const doc = new PDFDocument({ size: 'A4', margin: 54, info: { Title: document.title, Producer: 'Bulwark' } });
  const chunks: Buffer[] = [];
  doc.on('data', (chunk: Buffer) => chunks.push(chunk));
  const done = new Promise<void>((resolve, reject) => {
    doc.on('end', resolve);
    doc.on('error', reject);
  });
  doc.font('Helvetica-Bold').fontSize(20).fillColor(ink).text(printable(document.title));
  doc.font('Helvetica').fontSize(10).fillColor(muted).text(printable(`${document.period.start} to ${document.period.end} · version ${document.version} · made ${document.generatedAt} by ${document.generatedBy}`));
  if (document.introduction !== '') doc.moveDown(0.6).fillColor(ink).text(printable(document.introduction));
  for (const section of document.sections) drawSection(doc, section);
  doc.end();
  await done;
  return Buffer.concat(chunks);
}
