/**
 * Readers of scanner reports: pure computation from the bytes of a file to findings in one shape.
 */

/** Reads a report; which scanner wrote it is told by content. Throws {@link ReportRefused}. */
export { parseReport } from './parse-report.ts';
/** A file that is refused as a whole, with a message for the person who sent it. */
export { ReportRefused } from './report.ts';
/** The shapes of a report as read. */
export type { AffectedPackage, Cvss, FindingPlace, FindingSeverity, Outcome, ReportFinding, ReportFormat, ReportTarget, ScanReportFile } from './report.ts';
/** Caps on a report: bytes, nesting, findings, length of texts. */
export { reportLimits } from './limits.ts';
/** The name under which a package of several scanners is the same. */
export { comparableName } from './package-url.ts';
