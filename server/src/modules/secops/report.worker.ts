import { parseReport, ReportRefused, type ScanReportFile } from '../../engines/scan-reports/index.ts';
import { parseJson } from '../../lib/json.ts';
import { serveTasks } from '../../platform/workers/index.ts';
import { type Described, readStix } from './mitre/stix.ts';
import { unpackReport } from './unpack-report.ts';

/** A file as it came; a preview tells what a report is and leaves its findings in the thread. */
export interface ReportTask {
  readonly kind: 'preview' | 'report' | 'stix';
  readonly content: Uint8Array;
}

/** Refusals are values, since errors lose their class between threads. */
export type ReportOutcome =
  | { readonly ok: true; readonly report: ScanReportFile; readonly count: number }
  | { readonly ok: false; readonly kind: ReportRefused['kind']; readonly message: string };

async function read({ content, kind }: ReportTask): Promise<ReportOutcome> {
  try {
    const report = parseReport(await unpackReport(content));
    return { ok: true, count: report.findings.length, report: kind === 'preview' ? { ...report, findings: [] } : report };
  } catch (error) {
    if (error instanceof ReportRefused) return { ok: false, kind: error.kind, message: error.message };
    throw error;
  }
}

serveTasks(async (task: ReportTask): Promise<ReportOutcome | readonly Described[] | null> => (task.kind === 'stix' ? readStix(parseJson(new TextDecoder().decode(task.content))) : await read(task)));
