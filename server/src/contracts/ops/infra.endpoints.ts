import { type Endpoint, planned } from '../kit/index.ts';

/** Incidents, their evidence, tasks and service levels. */
export const infraEndpoints: readonly Endpoint[] = [
  planned('GET /api/v1/infra/incidents', { guide: 'ops#core-endpoints-priority-high', summary: 'List incidents, newest first' }),
  planned('POST /api/v1/infra/incidents', { guide: 'ops#core-endpoints-priority-high', summary: 'Create an incident' }),
  planned('GET /api/v1/infra/incidents/:id', { guide: 'ops#documentation-references', summary: 'One incident' }),
  planned('PATCH /api/v1/infra/incidents/:id', { guide: 'ops#core-endpoints-priority-high', summary: 'Update an incident' }),
  planned('GET /api/v1/infra/incidents/:id/evidence', { guide: 'ops#core-endpoints-priority-high', summary: 'Evidence of an incident' }),
  planned('POST /api/v1/infra/incidents/:id/evidence', { guide: 'ops#core-endpoints-priority-high', summary: 'Add evidence: a file or text' }),
  planned('GET /api/v1/infra/tasks', { guide: 'ops#core-endpoints-priority-high', summary: 'List tasks' }),
  planned('POST /api/v1/infra/tasks', { guide: 'ops#documentation-references', summary: 'Create a task' }),
  planned('PATCH /api/v1/infra/tasks/:id', { guide: 'ops#documentation-references', summary: 'Update a task' }),
  planned('GET /api/v1/infra/sla-metrics', { guide: 'ops#core-endpoints-priority-high', summary: 'Service level per week' }),
  planned('GET /api/v1/infra/metrics', { guide: 'ops#documentation-references', summary: 'Latest infrastructure metrics' }),
  planned('GET /api/v1/infra/metrics/:name/timeseries', { guide: 'ops#frontend-code-reference', summary: 'One metric over time' }),
  planned('GET /api/v1/infra/uptime', { guide: 'ops#frontend-code-reference', summary: 'Uptime requests' }),
  planned('GET /api/v1/evidence/incident/:id', { guide: 'ops#frontend-code-reference', summary: 'Evidence of an incident, by its older path' }),
  planned('POST /api/v1/evidence/incident/:id', { guide: 'ops#frontend-code-reference', summary: 'Add evidence as JSON' }),
  planned('GET /api/v1/evidence/metrics', { guide: 'ops#frontend-code-reference', summary: 'Evidence metrics' }),
];
