import { type Endpoint, planned } from '../kit/index.ts';

/** Alert thresholds, report templates, environments and teams. */
export const adminEndpoints: readonly Endpoint[] = [
  planned('GET /api/v1/admin/alert-thresholds', { guide: 'ops#documentation-references', summary: 'List alert thresholds' }),
  planned('POST /api/v1/admin/alert-thresholds', { guide: 'ops#documentation-references', summary: 'Create an alert threshold' }),
  planned('PATCH /api/v1/admin/alert-thresholds/:id', { guide: 'ops#documentation-references', summary: 'Update an alert threshold' }),
  planned('DELETE /api/v1/admin/alert-thresholds/:id', { guide: 'ops#documentation-references', summary: 'Remove an alert threshold' }),
  planned('GET /api/v1/admin/report-templates', { guide: 'ops#documentation-references', summary: 'List report templates' }),
  planned('POST /api/v1/admin/report-templates', { guide: 'ops#documentation-references', summary: 'Create a report template' }),
  planned('PUT /api/v1/admin/report-templates/:id', { guide: 'ops#frontend-code-reference', summary: 'Replace a report template' }),
  planned('DELETE /api/v1/admin/report-templates/:id', { guide: 'ops#documentation-references', summary: 'Remove a report template' }),
  planned('GET /api/v1/admin-extended/environments', { guide: 'ops#frontend-code-reference', summary: 'List environments' }),
  planned('GET /api/v1/admin-extended/teams', { guide: 'ops#frontend-code-reference', summary: 'List teams' }),
  planned('GET /api/v1/admin-extended/alert-thresholds', { guide: 'ops#frontend-code-reference', summary: 'List alert thresholds, as the client spells it' }),
  planned('POST /api/v1/admin-extended/alert-thresholds', { guide: 'ops#frontend-code-reference', summary: 'Create an alert threshold, as the client spells it' }),
  planned('PUT /api/v1/admin-extended/alert-thresholds/:id', { guide: 'ops#frontend-code-reference', summary: 'Update an alert threshold, as the client spells it' }),
];
