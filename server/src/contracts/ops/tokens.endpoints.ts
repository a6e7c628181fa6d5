import { type Endpoint, planned } from '../kit/index.ts';

/** API tokens: list, create, revoke. */
export const tokensEndpoints: readonly Endpoint[] = [
  planned('GET /api/v1/admin/tokens', { guide: 'ops#additional-features-priority-medium', summary: 'List API tokens' }),
  planned('POST /api/v1/admin/tokens', { guide: 'ops#additional-features-priority-medium', summary: 'Create an API token, shown once' }),
  planned('DELETE /api/v1/admin/tokens/:id', { guide: 'ops#additional-features-priority-medium', summary: 'Revoke a token' }),
  planned('GET /api/v1/admin-extended/api-tokens', { guide: 'ops#frontend-code-reference', summary: 'List API tokens, as the client spells it' }),
  planned('POST /api/v1/admin-extended/api-tokens', { guide: 'ops#frontend-code-reference', summary: 'Create an API token, as the client spells it' }),
  planned('DELETE /api/v1/admin/api-tokens/:id', { guide: 'ops#frontend-code-reference', summary: 'Revoke a token, as the client spells it' }),
];
