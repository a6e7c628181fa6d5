import { defineErrors } from '../../platform/errors/index.ts';

/** Errors of reports, by code. */
export const reportErrors = defineErrors({
  REPORT_NOT_FOUND: [404, 'Report not found'],
  REPORT_NOT_READY: [400, 'The report is not ready yet'],
  REPORT_VERSION_NOT_FOUND: [404, 'The report has no such version'],
  REPORT_FILE_GONE: [410, 'The file of this report is not in the storage any more'],
  REPORT_SECTION_UNKNOWN: [422, 'No section has this name'],
  REPORT_PERIOD_INVALID: [422, 'The period ends before it begins, or is longer than two years'],
  REPORT_TEMPLATE_NOT_FOUND: [404, 'Report template not found'],
  REPORT_SCHEDULE_INVALID: [422, 'The schedule is no cron expression of five fields'],
});
