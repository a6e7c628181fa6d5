/** The module's operations. */
export type { Alerting } from './alerting.operations.ts';
/** What the operations speak of. */
export type * from './alerting.types.ts';
/** What happens to alerts, for everybody who wants to know. */
export { alertChanged, alertRaised, type AlertSnapshot } from './alerting.events.ts';
/** An alert in a title and a sentence. */
export { wording } from './evaluator.ts';
/** Builds the module. */
export { createAlerting, type AlertingParts } from './create-alerting.ts';
/** Codes that this module can answer with. */
export { alertingErrors } from './alerting.errors.ts';
