import { type Endpoint, planned } from '../kit/index.ts';

/** Reports: list, generate, download, versions. */
export const reportsEndpoints: readonly Endpoint[] = [
  planned('GET /api/v1/reports', { guide: 'ops#additional-features-priority-medium', summary: 'List reports' }),
  planned('POST /api/v1/reports/generate', { guide: 'ops#additional-features-priority-medium', summary: 'Generate a report' }),
  planned('GET /api/v1/reports/:id/download', { guide: 'ops#additional-features-priority-medium', summary: 'Download a report' }),
  planned('GET /api/v1/reports/:id/versions', { guide: 'ops#advanced-features-priority-low', summary: 'Version history of a report' }),
  planned('POST /api/v1/reports/generate/weekly', { guide: 'ops#documentation-references', summary: 'Generate the weekly report' }),
  planned('POST /api/v1/reports/generate/monthly', { guide: 'ops#documentation-references', summary: 'Generate the monthly report' }),
  planned('POST /api/v1/reports/weekly/generate', { guide: 'ops#frontend-code-reference', summary: 'Generate the weekly report, as the client spells it' }),
  planned('POST /api/v1/reports/monthly/generate', { guide: 'ops#frontend-code-reference', summary: 'Generate the monthly report, as the client spells it' }),
];
