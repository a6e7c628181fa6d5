import PDFDocument from 'pdfkit';
import type { AnalyzeReport, Finding, Severity } from '../../engines/index.ts';

/** What a report says of itself beside its findings. */
export interface ReportFacts {
  readonly title: string;
  readonly version: string;
  readonly durationMs: number;
  /** UTC ISO 8601. */
  readonly completedAt: string;
}

type Doc = InstanceType<typeof PDFDocument>;

const colours: Readonly<Record<Severity, string>> = { critical: '#9f1239', high: '#c2410c', medium: '#a16207', low: '#1d4ed8', info: '#475569' };
const order: readonly Severity[] = ['critical', 'high', 'medium', 'low', 'info'];
const text = '#1e293b';
const muted = '#64748b';

/** The standard PDF fonts know Latin-1 only; anything else is shown as a question mark rather than as rubbish. */
function printable(value: string): string {
  return value.replace(/[^\t\n\r\u0020-\u007e\u00a0-\u00ff]/g, (character) => ({ '’': "'", '‘': "'", '“': '"', '”': '"', '–': '-', '—': '-', '→': '->', '≥': '>=', '≤': '<=', '…': '...', '×': 'x' })[character] ?? '?');
}

function heading(doc: Doc, value: string): void {
  doc.moveDown(0.8).font('Helvetica-Bold').fontSize(14).fillColor(text).text(printable(value)).moveDown(0.3);
}

function summary(doc: Doc, report: AnalyzeReport, facts: ReportFacts): void {
  doc.font('Helvetica-Bold').fontSize(20).fillColor(text).text(printable(facts.title));
  doc.font('Helvetica').fontSize(10).fillColor(muted).text(`Bulwark ${facts.version} · completed ${facts.completedAt} · ${facts.durationMs} ms`);
  heading(doc, 'Summary');
  doc.font('Helvetica').fontSize(10).fillColor(text);
  doc.text(`Security score ${report.securityScore} of 100 (100 is best). ${printable(report.scoreFormula)}`);
  doc.moveDown(0.4);
  for (const severity of order) {
    const count = report.findings.filter((finding) => finding.severity === severity).length;
    doc.fillColor(colours[severity]).text(`${severity}: `, { continued: true }).fillColor(text).text(String(count));
  }
  doc.moveDown(0.4).fillColor(muted).text(`${report.files.length} files, ${report.files.reduce((sum, file) => sum + file.lines, 0)} lines, ${report.detectorsRun.length} detectors`);
}

function incomplete(doc: Doc, report: AnalyzeReport): void {
  if (report.incomplete.length === 0) return;
  heading(doc, 'Not analysed');
  doc.font('Helvetica').fontSize(10).fillColor(text).text('The following parts could not be analysed, so this report does not say that they are free of faults.');
  for (const item of report.incomplete) doc.text(printable(`· ${item.file}${item.line === null ? '' : `:${item.line}`}: ${item.reason}`));
}

function oneFinding(doc: Doc, finding: Finding, number: number): void {
  doc.moveDown(0.8).font('Helvetica-Bold').fontSize(11).fillColor(colours[finding.severity]).text(printable(`${number}. ${finding.title}`));
  const place = [`${finding.file}:${finding.startLine}`, finding.contract, finding.function].filter((part) => part !== null).join(' · ');
  const categories = [...finding.categories.swc, ...finding.categories.cwe, ...finding.categories.owasp].join(', ');
  doc.font('Helvetica').fontSize(9).fillColor(muted).text(printable(`${finding.severity}, confidence ${finding.confidence} · ${place}${categories === '' ? '' : ` · ${categories}`}`));
  doc.fontSize(10).fillColor(text).moveDown(0.2).text(printable(finding.message));
  if (finding.snippet !== '') doc.moveDown(0.2).font('Courier').fontSize(8).fillColor(text).text(printable(finding.snippet.slice(0, 1_500)));
  doc.font('Helvetica').fontSize(10).moveDown(0.2).text(printable(finding.explanation));
  doc.moveDown(0.2).font('Helvetica-Bold').text('Fix: ', { continued: true }).font('Helvetica').text(printable(finding.fix));
}

/** A scan as a PDF for people: summary, what was not analysed, every finding with place, explanation and fix. */
export async function renderPdf(report: AnalyzeReport, facts: ReportFacts): Promise<Uint8Array> {
  const doc = new PDFDocument({ size: 'A4', margin: 54, info: { Title: `Contract scan: ${facts.title}`, Producer: `Bulwark ${facts.version}` } });
  const chunks: Buffer[] = [];
  doc.on('data', (chunk: Buffer) => chunks.push(chunk));
  const done = new Promise<void>((resolve, reject) => {
    doc.on('end', resolve);
    doc.on('error', reject);
  });
  summary(doc, report, facts);
  incomplete(doc, report);
  heading(doc, report.findings.length === 0 ? 'No findings' : 'Findings');
  report.findings.forEach((finding, at) => oneFinding(doc, finding, at + 1));
  doc.end();
  await done;
  return Buffer.concat(chunks);
}
