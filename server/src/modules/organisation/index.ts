/** The module's operations. */
export type { Organisation } from './organisation.operations.ts';
/** What the operations speak of. */
export type * from './organisation.types.ts';
/** Builds the module. */
export { createOrganisation } from './create-organisation.ts';
/** Codes that this module can answer with. */
export { organisationErrors } from './organisation.errors.ts';
