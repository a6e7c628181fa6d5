import { iso } from '../../lib/time.ts';
import type { UserCtx } from '../../platform/context/index.ts';
import { scanErrors } from './scan.errors.ts';
import type { ScanRunner } from './scan-runner.ts';
import type { ScanService } from './scan.service.ts';
import type { ExportFormat, ExportOptions, ScanExport, ScanReport } from './scan.types.ts';

const contentTypes: Readonly<Record<ExportFormat, string>> = {
  json: 'application/json; charset=utf-8',
  csv: 'text/csv; charset=utf-8',
  sarif: 'application/sarif+json; charset=utf-8',
  pdf: 'application/pdf',
};

/** Renders completed scans as files, in a worker thread. */
export class ScanExporter {
  readonly #parts: { readonly service: ScanService; readonly runner: ScanRunner; readonly version: string };
  constructor(parts: { service: ScanService; runner: ScanRunner; version: string }) {
    this.#parts = parts;
  }

  async export(ctx: UserCtx, scanId: string, { format, isDetailed }: ExportOptions): Promise<ScanExport> {
    const report = await this.#parts.service.report(ctx, scanId);
    if (report.status !== 'completed' || report.completedAt === null) throw scanErrors.SCAN_NOT_COMPLETED({ details: { scan_id: report.id, status: report.status } });
    const facts = { title: report.title, version: this.#parts.version, durationMs: report.durationMs ?? 0, completedAt: iso(report.completedAt) };
    const content = await this.#parts.runner.render(format, toEngineReport(report, isDetailed), facts);
    return { filename: `${fileStem(report.title)}-${report.id.slice(0, 8)}.${format}`, contentType: contentTypes[format], content };
  }
}

function toEngineReport(report: ScanReport, isDetailed: boolean): Parameters<ScanRunner['render']>[1] {
  return {
    findings: isDetailed ? [...report.findings] : report.findings.map((finding) => ({ ...finding, explanation: '', path: [], snippet: '' })),
    incomplete: [...report.incomplete],
    files: [...report.files],
    securityScore: report.securityScore ?? 0,
    riskScore: report.riskScore ?? 0,
    scoreFormula: report.scoreFormula,
    detectorsRun: [...report.detectorsRun],
    profiles: [...report.profiles],
    ...(report.gasScore !== null && { gasFindings: [...report.gas] }),
  };
}

function fileStem(title: string): string {
  return title.replace(/\.(sol|vy|json|zip)$/i, '').replace(/[^\w-]+/g, '-').replace(/^-+|-+$/g, '').slice(0, 60) || 'scan';
}
