import { defineErrors } from '../../platform/errors/index.ts';

/** Errors of the scanner, by code. */
export const scanErrors = defineErrors({
  SCAN_NOT_FOUND: [404, 'Scan not found'],
  SCAN_ALREADY_ENDED: [409, 'The scan has already ended'],
  SCAN_NOT_COMPLETED: [409, 'The scan has no results yet'],
  SCAN_TIMEOUT: [422, 'The scan took longer than its limit'],
  SCAN_OUT_OF_MEMORY: [422, 'The scan needed more memory than its limit'],
  UPLOAD_NOT_FOUND: [404, 'Upload not found'],
  UPLOAD_UNSUPPORTED_TYPE: [415, 'Only .sol, .vy, .json and .zip sources are accepted'],
  UPLOAD_TOO_LARGE: [413, 'The file is larger than 10 MB'],
  UPLOAD_EMPTY: [400, 'The file is empty'],
  UPLOAD_MALFORMED: [400, 'The file cannot be read as contract sources'],
  FINDING_NOT_FOUND: [404, 'Finding not found'],
  UNKNOWN_DETECTOR: [422, 'No detector has this id'],
  SOURCE_NOT_FOUND: [404, 'No verified source is known for this address'],
  SOURCE_PROVIDER_FAILED: [502, 'The provider of verified sources did not answer properly'],
});
