import { defineErrors } from '../../platform/errors/index.ts';

/** Errors of environments and teams, by code. */
export const organisationErrors = defineErrors({
  UNIT_NOT_FOUND: [404, 'Environment or team not found'],
  UNIT_NAME_TAKEN: [409, 'This name is taken'],
});
