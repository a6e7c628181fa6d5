/** The module's operations. */
export type { Reports } from './report.operations.ts';
/** What the operations speak of. */
export type * from './report.types.ts';
/** The words for types and formats. */
export { reportFormats, reportTypes } from './report.types.ts';
/** What happens to reports. */
export * from './report.events.ts';
/** Builds the module. */
export { createReports, type ReportsParts } from './create-reports.ts';
/** Codes that this module can answer with. */
export { reportErrors } from './report.errors.ts';
