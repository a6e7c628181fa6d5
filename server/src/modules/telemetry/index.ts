/** The module: measured numbers now and over time. */
export { createTelemetry, type Telemetry, type TelemetryParts } from './create-telemetry.ts';
/** What its operations speak of. */
export type * from './telemetry.types.ts';
