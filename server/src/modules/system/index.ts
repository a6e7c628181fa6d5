/** Builds the module, and what it is built of. */
export { createSystem, type SystemParts } from './create-system.ts';
/** The module's operations and what they answer. */
export type { PartHealth, System, SystemMetrics } from './system.operations.ts';
