/** The module: measured numbers now and over time. */
export { createTelemetry, type Telemetry, type TelemetryParts } from './create-telemetry.ts';
/** Codes that this module can answer with. */
export { telemetryErrors } from './telemetry.errors.ts';
/** What its operations speak of. */
export type * from './telemetry.types.ts';
