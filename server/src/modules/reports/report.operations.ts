import type { UserCtx } from '../../platform/context/index.ts';
import type { NewReport, NewTemplate, Report, ReportFile, ReportFilter, ReportTemplate, ReportVersion } from './report.types.ts';

/**
 * Reports made of what other modules say at that moment. Reading needs `read:reports` and, for the content, the right
 * to read each section; making `write:reports`; templates and schedules `admin:operations`. Without it FORBIDDEN.
 * Source: ops#additional-features-priority-medium.
 */
export interface Reports {
  /** Newest first; personal ones of others are left out. */
  list(ctx: UserCtx, filter: ReportFilter): Promise<{ readonly items: readonly Report[]; readonly total: number }>;
  /** Errors: REPORT_NOT_FOUND. */
  get(ctx: UserCtx, id: string): Promise<Report>;
  /** Queues a report. Errors: REPORT_SECTION_UNKNOWN, REPORT_PERIOD_INVALID. */
  generate(ctx: UserCtx, input: NewReport): Promise<{ readonly report: Report; readonly estimatedCompletion: Date }>;
  /** As a template says. Errors: REPORT_TEMPLATE_NOT_FOUND. */
  generateFrom(ctx: UserCtx, templateId: string): Promise<Report>;
  /** Makes a further version. Errors: REPORT_NOT_FOUND, REPORT_NOT_READY. */
  regenerate(ctx: UserCtx, id: string): Promise<Report>;
  /** Newest first. Errors: REPORT_NOT_FOUND. */
  versions(ctx: UserCtx, id: string): Promise<readonly ReportVersion[]>;
  /** The file of a version, the latest when null. Errors: REPORT_NOT_FOUND, REPORT_NOT_READY, REPORT_VERSION_NOT_FOUND, REPORT_FILE_GONE. */
  download(ctx: UserCtx, id: string, version: number | null): Promise<ReportFile>;
  /** Errors: REPORT_NOT_FOUND. */
  remove(ctx: UserCtx, id: string): Promise<void>;
  /** Sections that a report can have. */
  listSections(ctx: UserCtx): readonly { readonly id: string; readonly title: string; readonly permission: string }[];
  readonly templates: {
    list(ctx: UserCtx): Promise<readonly ReportTemplate[]>;
    /** Errors: REPORT_SCHEDULE_INVALID. */
    create(ctx: UserCtx, input: NewTemplate): Promise<ReportTemplate>;
    /** Errors: REPORT_TEMPLATE_NOT_FOUND, REPORT_SCHEDULE_INVALID. */
    replace(ctx: UserCtx, id: string, input: NewTemplate): Promise<ReportTemplate>;
    /** Reports made by it stay. Errors: REPORT_TEMPLATE_NOT_FOUND. */
    remove(ctx: UserCtx, id: string): Promise<void>;
    /** When a schedule fires next, UTC; null without one. */
    nextRun(template: ReportTemplate): Date | null;
  };
  /** Has the schedules of all templates run. */
  schedule(): Promise<void>;
}
