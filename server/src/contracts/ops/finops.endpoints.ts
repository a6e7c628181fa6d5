import { type Endpoint, planned } from '../kit/index.ts';

/** Cloud cost, credits and ways to save. */
export const finopsEndpoints: readonly Endpoint[] = [
  planned('GET /api/v1/finops/summary', { guide: 'ops#core-endpoints-priority-high', summary: 'Cost summary' }),
  planned('GET /api/v1/finops/credits', { guide: 'ops#core-endpoints-priority-high', summary: 'Cloud credits' }),
  planned('GET /api/v1/finops/breakdown', { guide: 'ops#core-endpoints-priority-high', summary: 'Cost breakdown' }),
  planned('GET /api/v1/finops/recommendations', { guide: 'ops#advanced-features-priority-low', summary: 'Cost recommendations' }),
  planned('GET /api/v1/finops/ics-credits', { guide: 'ops#documentation-references', summary: 'Balance and burn rate of credits' }),
  planned('GET /api/v1/finops/cost-breakdown', { guide: 'ops#documentation-references', summary: 'Cost breakdown, by its longer path' }),
  planned('GET /api/v1/finops/ics', { guide: 'ops#frontend-code-reference', summary: 'Balance and burn rate of credits, by the shorter path' }),
  planned('GET /api/v1/finops/forecast', { guide: 'ops#frontend-code-reference', summary: 'Cost forecast' }),
  planned('GET /api/v1/recommendations', { guide: 'ops#frontend-code-reference', summary: 'Cost recommendations, by the older path' }),
  planned('PATCH /api/v1/recommendations/:id/status', { guide: 'ops#frontend-code-reference', summary: 'Set the state of a recommendation' }),
];
