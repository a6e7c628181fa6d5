/** The module's operations. */
export type { Sops } from './sop.operations.ts';
/** What the operations speak of. */
export type * from './sop.types.ts';
/** What the operations speak of, for executions. */
export type * from './execution.types.ts';
/** What a checklist says of one step. */
export type { StepCheck } from './execution.service.ts';
/** How an execution went, in the guide's words. */
export { resultOf } from './execution.machine.ts';
/** A procedure as the guide writes it: what bodies and files are read by. */
export { sopDocument } from './sop-document.ts';
/** The guide's categories. */
export { sopCategories } from './sop.types.ts';
/** What happens to executions. */
export * from './sop.events.ts';
/** Builds the module. */
export { createSops, type SopsParts } from './create-sops.ts';
/** Codes that this module can answer with. */
export { sopErrors } from './sop.errors.ts';
