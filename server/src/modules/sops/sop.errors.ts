import { defineErrors } from '../../platform/errors/index.ts';

/** Errors of procedures and their executions, by code. */
export const sopErrors = defineErrors({
  SOP_NOT_FOUND: [404, 'Procedure not found'],
  SOP_NOT_APPROVED: [409, 'Only an approved procedure can be executed'],
  SOP_HAS_NO_STEPS: [409, 'The procedure has no steps to execute'],
  SOP_STATUS_CONFLICT: [409, 'The procedure does not stand where this is possible'],
  SOP_OWN_APPROVAL: [403, 'Who wrote this version may not approve it'],
  SOP_NOT_REVIEWER: [403, 'This procedure names its reviewers, and you are none of them'],
  SOP_IMPORT_MALFORMED: [422, 'A file cannot be read as a procedure; nothing was imported'],
  EXECUTION_NOT_FOUND: [404, 'Execution not found'],
  EXECUTION_ENDED: [409, 'The execution has ended'],
  EXECUTION_PAUSED: [409, 'The execution is paused'],
  EXECUTION_NOT_PAUSED: [409, 'The execution is not paused'],
  EXECUTION_INCOMPLETE: [409, 'Steps are still open'],
  STEP_NOT_FOUND: [404, 'The execution has no such step'],
  STEP_SETTLED: [409, 'The step is settled already; reopen it first'],
  STEP_OPEN: [409, 'The step is open already'],
});
