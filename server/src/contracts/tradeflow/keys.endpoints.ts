import { type Endpoint, planned } from '../kit/index.ts';

/** API keys: list, create, rotate, revoke. */
export const keysEndpoints: readonly Endpoint[] = [
  planned('GET /api/unify/v1/keys', { guide: 'tradeflow#-support', summary: 'List API keys, masked' }),
  planned('POST /api/unify/v1/keys', { guide: 'tradeflow#-support', summary: 'Create an API key, shown once' }),
  planned('PUT /api/unify/v1/keys/{id}/rotate', { guide: 'tradeflow#-support', summary: 'Replace an API key' }),
  planned('DELETE /api/unify/v1/keys/{id}', { guide: 'tradeflow#-support', summary: 'Revoke an API key' }),
  planned('GET /api/unify/v1/api/user/api_keys', { guide: 'tradeflow#-update-api-client', summary: 'List API keys, as the client spells it' }),
  planned('POST /api/unify/v1/api/user/api_keys/generate', { guide: 'tradeflow#-update-api-client', summary: 'Create an API key, as the client spells it' }),
  planned('DELETE /api/unify/v1/api/user/api_keys/{id}', { guide: 'tradeflow#-update-api-client', summary: 'Revoke an API key, as the client spells it' }),
];
