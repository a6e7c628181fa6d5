import { type Endpoint, planned } from '../kit/index.ts';

/** Standard operating procedures and their executions. */
export const sopsEndpoints: readonly Endpoint[] = [
  planned('GET /api/v1/sops', { guide: 'ops#additional-features-priority-medium', summary: 'List procedures' }),
  planned('GET /api/v1/sops/:id', { guide: 'ops#additional-features-priority-medium', summary: 'One procedure' }),
  planned('POST /api/v1/sops/:id/execute', { guide: 'ops#additional-features-priority-medium', summary: 'Execute a procedure' }),
  planned('POST /api/v1/sops', { guide: 'ops#frontend-code-reference', summary: 'Create a procedure' }),
  planned('PUT /api/v1/sops/:id', { guide: 'ops#frontend-code-reference', summary: 'Replace a procedure' }),
  planned('DELETE /api/v1/sops/:id', { guide: 'ops#frontend-code-reference', summary: 'Remove a procedure' }),
  planned('POST /api/v1/sops/bulk-import', { guide: 'ops#frontend-code-reference', summary: 'Import many procedures' }),
  planned('GET /api/v1/sop-executions', { guide: 'ops#frontend-code-reference', summary: 'List executions' }),
  planned('POST /api/v1/sop-executions', { guide: 'ops#frontend-code-reference', summary: 'Start an execution' }),
  planned('PUT /api/v1/sop-executions/:id', { guide: 'ops#frontend-code-reference', summary: 'Update an execution' }),
];
