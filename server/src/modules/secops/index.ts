/** The module's operations. */
export type { Secops } from './secops.operations.ts';
/** What the operations speak of. */
export type * from './secops.types.ts';
/** The words of assets, vulnerabilities and detections, and what lists can be sorted by. */
export { assetSorts, assetStatuses, assetTypes, detectionSeverities, detectionStatuses, environments, riskLevels, severities, vulnerabilitySorts, vulnerabilityStatuses } from './secops.types.ts';
/** What happens to assets, vulnerabilities and imports, for everybody who wants to know. */
export * from './secops.events.ts';
/** Builds the module. */
export { createSecops, type SecopsParts } from './create-secops.ts';
/** Takes a report out of gzip or a zip archive of one file, within caps. Throws ReportRefused. */
export { unpackReport } from './unpack-report.ts';
