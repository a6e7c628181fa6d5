/** The module's operations. */
export type { Finops } from './finops.operations.ts';
/** Imports: what the operations speak of. */
export type * from './import.types.ts';
/** An import and whether it is new. */
export type { StartedImport } from './import.service.ts';
/** Costs: what the operations speak of. */
export type * from './cost.types.ts';
/** Budgets and credits: what the operations speak of. */
export type * from './budget.types.ts';
/** Recommendations: what the operations speak of. */
export type * from './recommendation.types.ts';
/** A file being made while it is sent. */
export type { CostExport } from './cost-exporter.ts';
/** What happens to imports and costs, for everybody who wants to know. */
export * from './import.events.ts';
/** Builds the module. */
export { createFinops, type FinopsParts } from './create-finops.ts';
/** Reads a FOCUS file block by block with flat memory; the command line does the same. Throws FocusError and COST_FILE_… errors. */
export { readFocus } from './focus-reader.ts';
/** Largest part of a file that is sent in parts, bytes. */
export { partBytes } from './import.service.ts';
/** The guide's word for a provider as the data names it. */
export { providerKind } from './provider-kind.ts';
/** The same words give the same UUID. */
export { contentId } from './content-id.ts';
/** Codes that this module can answer with. */
export { finopsErrors } from './finops.errors.ts';
