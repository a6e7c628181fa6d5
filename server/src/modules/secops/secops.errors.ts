import { defineErrors } from '../../platform/errors/index.ts';

/** Errors of security operations, by code. */
export const secopsErrors = defineErrors({
  ASSET_NOT_FOUND: [404, 'Asset not found'],
  VULNERABILITY_NOT_FOUND: [404, 'Vulnerability not found'],
  VULNERABILITY_STATE: [409, 'The vulnerability cannot go from its state to that one'],
  SOURCE_CANNOT_SPLIT: [409, 'The sources cannot be split off'],
  IMPORT_NOT_FOUND: [404, 'Import not found'],
  IMPORT_ALREADY_ENDED: [409, 'The import has already ended'],
  REPORT_UNKNOWN: [415, 'The file is not a report of a known scanner'],
  REPORT_MALFORMED: [422, 'The report cannot be read'],
  REPORT_UNSAFE: [422, 'The report is refused'],
  REPORT_TOO_LARGE: [413, 'The report is too large'],
  REPORT_TOO_COSTLY: [422, 'Reading the report took longer or more memory than its limit'],
  TECHNIQUE_UNKNOWN: [422, 'No technique of MITRE ATT&CK has this id'],
  DETECTION_NOT_FOUND: [404, 'Detection not found'],
  STIX_MALFORMED: [422, 'The file is not a STIX bundle of MITRE ATT&CK'],
});
