import { type Endpoint, planned } from '../kit/index.ts';

/** What the dashboard shows at once: summary, timeline, digests. */
export const overviewEndpoints: readonly Endpoint[] = [
  planned('GET /api/v1/dashboard/summary', { guide: 'ops#frontend-code-reference', summary: 'Numbers of the dashboard' }),
  planned('GET /api/v1/timeline', { guide: 'ops#frontend-code-reference', summary: 'Events over time' }),
  planned('GET /api/v1/aiops/daily-summary', { guide: 'ops#frontend-code-reference', summary: 'Digest of the day' }),
  planned('GET /api/v1/aiops/weekly-summary', { guide: 'ops#frontend-code-reference', summary: 'Digest of the week' }),
  planned('GET /api/v1/aiops/correlate-incidents', { guide: 'ops#frontend-code-reference', summary: 'Incidents that belong together' }),
  planned('POST /api/v1/aiops/rca/:incident_id', { guide: 'ops#frontend-code-reference', summary: 'Root cause analysis of an incident' }),
  planned('POST /api/v1/aiops/explain-cost-anomaly', { guide: 'ops#frontend-code-reference', summary: 'Explain a cost anomaly' }),
];
