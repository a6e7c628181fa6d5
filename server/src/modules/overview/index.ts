/** The module: what is drawn from several others. */
export { createOverview, type Overview, type OverviewParts } from './create-overview.ts';
/** What its operations speak of, and the ports that others fill. */
export type * from './overview.types.ts';
