import type { Endpoint } from '../kit/index.ts';
import { evidenceEndpoints } from './evidence.endpoints.ts';
import { incidentEndpoints } from './incidents.endpoints.ts';
import { metricEndpoints } from './metrics.endpoints.ts';
import { taskEndpoints } from './tasks.endpoints.ts';

/** Incidents, their evidence, tasks and service levels. */
export const infraEndpoints: readonly Endpoint[] = [
  ...incidentEndpoints,
  ...evidenceEndpoints,
  ...taskEndpoints,
  ...metricEndpoints,
];
