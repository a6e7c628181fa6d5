import { defineErrors } from '../../platform/errors/index.ts';

/** Errors of FinOps, by code. */
export const finopsErrors = defineErrors({
  COST_FILE_MALFORMED: [422, 'The file is no FOCUS 1.0 data'],
  COST_FILE_TOO_LARGE: [413, 'The file is larger than allowed'],
  COST_FILE_EMPTY: [422, 'The file is empty'],
  COST_IMPORT_NOT_FOUND: [404, 'Import not found'],
  COST_IMPORT_ENDED: [409, 'The import has already ended'],
  COST_IMPORT_RUNNING: [409, 'The import is still running: cancel it first'],
  COST_IMPORT_FAILED: [422, 'The import could not be finished'],
  COST_PART_MISSING: [409, 'Parts of the file have not arrived'],
  BUDGET_NOT_FOUND: [404, 'Budget not found'],
  CREDIT_NOT_FOUND: [404, 'Credit not found'],
  RECOMMENDATION_NOT_FOUND: [404, 'Recommendation not found'],
  NO_COST_DATA: [404, 'No cost is known for this day'],
  COST_EXPLORER_FAILED: [502, 'AWS Cost Explorer did not answer properly'],
});
