import { analyze, compareVersions, toCsv, toJson, toSarif, type AnalyzeReport, type SourceFile } from '../../engines/index.ts';
import { serveTasks } from '../../platform/workers/index.ts';
import { recognise, Unreadable } from './recognise.ts';
import { renderPdf, type ReportFacts } from './report-pdf.ts';
import type { ExportFormat } from './scan.types.ts';

/** What the scanner asks of its worker threads; sources and results travel as text. */
export type ScanTask =
  | { readonly kind: 'recognise'; readonly name: string; readonly content: Uint8Array }
  | { readonly kind: 'analyze'; readonly files: readonly SourceFile[]; readonly detectors: readonly string[]; readonly isGasWanted: boolean; readonly deadline: number }
  | { readonly kind: 'upgrade'; readonly before: readonly SourceFile[]; readonly after: readonly SourceFile[] }
  | { readonly kind: 'export'; readonly format: ExportFormat; readonly report: AnalyzeReport; readonly facts: ReportFacts };

/** Outcome of `recognise`: refusals are values, since errors lose their class between threads. */
export type RecogniseOutcome =
  | { readonly ok: true; readonly format: Awaited<ReturnType<typeof recognise>>['format']; readonly files: readonly SourceFile[] }
  | { readonly ok: false; readonly kind: Unreadable['kind']; readonly message: string };

async function recogniseTask(name: string, content: Uint8Array): Promise<RecogniseOutcome> {
  try {
    return { ok: true, ...(await recognise(name, content)) };
  } catch (error) {
    if (error instanceof Unreadable) return { ok: false, kind: error.kind, message: error.message };
    throw error;
  }
}

async function exportTask(task: Extract<ScanTask, { kind: 'export' }>): Promise<Uint8Array> {
  const { report, facts } = task;
  switch (task.format) {
    case 'pdf':
      return await renderPdf(report, facts);
    case 'csv':
      return Buffer.from(toCsv(report), 'utf8');
    case 'sarif':
      return Buffer.from(JSON.stringify(toSarif(report, { version: facts.version }), null, 2), 'utf8');
    case 'json':
      return Buffer.from(JSON.stringify(toJson(report, { version: facts.version, durationMs: facts.durationMs }), null, 2), 'utf8');
  }
}

serveTasks(async (task: ScanTask, { send }) => {
  switch (task.kind) {
    case 'recognise':
      return await recogniseTask(task.name, task.content);
    case 'analyze':
      return analyze([...task.files], { ...(task.detectors.length > 0 && { detectors: [...task.detectors] }), isGasWanted: task.isGasWanted, deadline: task.deadline, now: Date.now, onProgress: send });
    case 'upgrade':
      return compareVersions(task.before, task.after);
    case 'export':
      return await exportTask(task);
  }
});
