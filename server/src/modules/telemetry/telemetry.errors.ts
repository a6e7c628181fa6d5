import { defineErrors } from '../../platform/errors/index.ts';

/** Codes that this module can answer with. */
export const telemetryErrors = defineErrors({ METRIC_NOT_FOUND: [404, 'Nothing measures a metric of this name'] });
