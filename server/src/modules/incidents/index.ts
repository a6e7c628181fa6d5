/** The module's operations. */
export type { ActivityWindow, Incidents } from './incidents.operations.ts';
/** What the operations speak of. */
export type * from './incident.types.ts';
/** Evidence and its kinds. */
export type * from './evidence.types.ts';
/** Incidents that belong together. */
export type { CorrelatedGroup, Correlation, Pattern } from './correlate.ts';
/** Ranked possible causes. */
export type { Hypothesis, RootCauseAnalysis } from './root-cause.ts';
/** What Jira knows and does not know yet. */
export type { JiraStatus } from './jira-bridge.ts';
/** What happens to incidents, for everybody who wants to know. */
export * from './incident.events.ts';
/** Builds the module. */
export { createIncidents, type IncidentsParts } from './create-incidents.ts';
/** Codes that this module can answer with. */
export { incidentErrors } from './incident.errors.ts';
/** Largest file of evidence, in bytes. */
export { maxEvidenceBytes } from './evidence-file.ts';
