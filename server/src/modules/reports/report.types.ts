import type { UserCtx } from '../../platform/context/index.ts';

/** What a report is about. The first five are the guide's, the last two its published client's. */
export const reportTypes = ['incident_summary', 'sla_report', 'vulnerability_report', 'cost_report', 'custom', 'weekly_ops', 'monthly_finops'] as const;
/** One of them. */
export type ReportType = (typeof reportTypes)[number];

/** How a report is written. */
export const reportFormats = ['pdf', 'html', 'json', 'markdown'] as const;
/** One of them. */
export type ReportFormat = (typeof reportFormats)[number];

/** Days in UTC, both inclusive: `YYYY-MM-DD`. */
export interface Period {
  readonly start: string;
  readonly end: string;
}

/** A cell or a figure; numbers stay as the source gave them. */
export type Cell = string | number | null;

/** One line or row of bars. */
export interface Series {
  readonly name: string;
  readonly points: readonly { readonly label: string; readonly value: number }[];
}

/** What a section says. */
export interface SectionContent {
  /** Key figures, told again when they change between versions. */
  readonly figures: readonly { readonly label: string; readonly value: Cell; readonly unit?: string | undefined }[];
  readonly tables: readonly { readonly title: string; readonly columns: readonly string[]; readonly rows: readonly (readonly Cell[])[] }[];
  readonly charts: readonly { readonly title: string; readonly kind: 'bar' | 'line'; readonly unit: string; readonly series: readonly Series[] }[];
  readonly notes: readonly string[];
}

/** Where the content of a section comes from: bound to other modules by the composition root. */
export interface SectionSource {
  /** `incidents`. */
  readonly id: string;
  readonly title: string;
  /** What one must hold for it to be written. */
  readonly permission: string;
  /** True when it tells of the caller's own things, so that nobody else may read the report. */
  readonly isPersonal: boolean;
  /** The same numbers as the API gives this caller at this moment. */
  build(ctx: UserCtx, period: Period): Promise<SectionContent>;
}

/** A section of a finished report; without content it says why there is none. */
export interface Section {
  readonly id: string;
  readonly title: string;
  readonly content: SectionContent | null;
  readonly missing: string | null;
}

/** A report's content, before it is written in a format. */
export interface ReportDocument {
  readonly title: string;
  readonly type: ReportType;
  readonly period: Period;
  readonly introduction: string;
  readonly generatedBy: string;
  /** UTC ISO 8601. */
  readonly generatedAt: string;
  readonly version: number;
  readonly sections: readonly Section[];
}

/** A report, without its file. */
export interface Report {
  /** UUID. */
  readonly id: string;
  readonly name: string;
  readonly type: ReportType;
  readonly format: ReportFormat;
  readonly status: 'generating' | 'completed' | 'failed';
  /** 0–100. */
  readonly percent: number;
  readonly stage: string;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly sections: readonly string[];
  readonly isPersonal: boolean;
  readonly periodStart: string;
  readonly periodEnd: string;
  readonly recipients: readonly string[];
  readonly templateId: string | null;
  /** 0 until the first is there. */
  readonly version: number;
  readonly generatedBy: string;
  readonly createdAt: Date;
  readonly generatedAt: Date | null;
  /** Bytes. */
  readonly fileSize: number | null;
  readonly error: string | null;
}

/** A report to be made. Without sections its type decides; without a period the last 30 days, for a week or month the last or current one. */
export interface NewReport {
  readonly name?: string | undefined;
  readonly type: ReportType;
  readonly format: ReportFormat;
  readonly parameters?: Readonly<Record<string, unknown>> | undefined;
  readonly sections?: readonly string[] | undefined;
  readonly periodStart?: string | undefined;
  readonly periodEnd?: string | undefined;
  /** `YYYY-MM`, in place of a period. */
  readonly month?: string | undefined;
  readonly recipients?: readonly string[] | undefined;
}

/** One version of a report's file. */
export interface ReportVersion {
  /** UUID. */
  readonly id: string;
  readonly reportId: string;
  readonly version: number;
  readonly format: ReportFormat;
  readonly fileSize: number;
  /** Key figures that differ from the version before. */
  readonly changes: readonly string[];
  readonly generatedBy: string;
  readonly generatedAt: Date;
}

/** Which reports. */
export interface ReportFilter {
  readonly type?: ReportType | undefined;
  readonly status?: Report['status'] | undefined;
  readonly limit: number;
  readonly offset: number;
}

/** A field that a template asks for. */
export interface TemplateField {
  readonly name: string;
  readonly label: string;
  readonly type: 'text' | 'number' | 'date' | 'select' | 'boolean';
  readonly required: boolean;
  readonly default_value?: unknown;
  readonly options?: readonly string[] | undefined;
  readonly validation?: unknown;
}

/** How reports of a kind are made; with a cron expression also when, and for whom. */
export interface ReportTemplate {
  /** UUID. */
  readonly id: string;
  readonly name: string;
  readonly type: ReportType;
  readonly description: string;
  /** Introduction, with `{{name}}`, `{{period_start}}`, `{{period_end}}` and the parameters by name. */
  readonly templateContent: string;
  readonly defaultParameters: Readonly<Record<string, unknown>>;
  readonly fields: readonly TemplateField[];
  readonly sections: readonly string[];
  readonly format: ReportFormat;
  readonly recipients: readonly string[];
  /** Five fields, UTC; null for templates that are used by hand. */
  readonly scheduleCron: string | null;
  readonly createdBy: string;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** A template to be made or to take the place of another. */
export type NewTemplate = Omit<ReportTemplate, 'id' | 'createdBy' | 'createdAt' | 'updatedAt'>;

/** A file to be sent. */
export interface ReportFile {
  readonly filename: string;
  readonly contentType: string;
  readonly content: Uint8Array;
}
