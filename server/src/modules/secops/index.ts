/** Takes a report out of gzip or a zip archive of one file, within caps. Throws ReportRefused. */
export { unpackReport } from './unpack-report.ts';
