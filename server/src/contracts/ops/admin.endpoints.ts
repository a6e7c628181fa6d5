import { type Endpoint, planned } from '../kit/index.ts';

/** Report templates. */
export const adminEndpoints: readonly Endpoint[] = [
  planned('GET /api/v1/admin/report-templates', { guide: 'ops#documentation-references', summary: 'List report templates' }),
  planned('POST /api/v1/admin/report-templates', { guide: 'ops#documentation-references', summary: 'Create a report template' }),
  planned('PUT /api/v1/admin/report-templates/:id', { guide: 'ops#frontend-code-reference', summary: 'Replace a report template' }),
  planned('DELETE /api/v1/admin/report-templates/:id', { guide: 'ops#documentation-references', summary: 'Remove a report template' }),
];
