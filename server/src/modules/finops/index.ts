/** The module's operations. */
export type { Finops } from './finops.operations.ts';
/** What the operations speak of. */
export type * from './import.types.ts';
/** What happens to imports and costs, for everybody who wants to know. */
export * from './import.events.ts';
/** Builds the module. */
export { createFinops, type FinopsParts } from './create-finops.ts';
/** Reads a FOCUS file block by block with flat memory; the command line does the same. Throws FocusError and COST_FILE_… errors. */
export { readFocus } from './focus-reader.ts';
/** Largest part of a file that is sent in parts, bytes. */
export { partBytes } from './import.service.ts';
/** Codes that this module can answer with. */
export { finopsErrors } from './finops.errors.ts';
