import { type Endpoint, planned } from '../kit/index.ts';
import { evidenceEndpoints } from './evidence.endpoints.ts';
import { incidentEndpoints } from './incidents.endpoints.ts';
import { taskEndpoints } from './tasks.endpoints.ts';

/** Incidents, their evidence, tasks and service levels. */
export const infraEndpoints: readonly Endpoint[] = [
  ...incidentEndpoints,
  ...evidenceEndpoints,
  ...taskEndpoints,
  planned('GET /api/v1/infra/metrics', { guide: 'ops#documentation-references', summary: 'Latest infrastructure metrics' }),
  planned('GET /api/v1/infra/metrics/:name/timeseries', { guide: 'ops#frontend-code-reference', summary: 'One metric over time' }),
  planned('GET /api/v1/evidence/metrics', { guide: 'ops#frontend-code-reference', summary: 'Evidence metrics' }),
];
