import { type Endpoint, planned } from '../kit/index.ts';

/** Administration of users, health and logs. */
export const adminEndpoints: readonly Endpoint[] = [
  planned('GET /api/unify/v1/health', { guide: 'tradeflow#-support', summary: 'Health of the broker connections', access: 'public' }),
  planned('GET /api/unify/v1/logs', { guide: 'tradeflow#-support', summary: 'List log entries' }),
  planned('GET /api/unify/v1/admin/users', { guide: 'tradeflow#-support', summary: 'List users' }),
  planned('PUT /api/unify/v1/admin/users/{id}', { guide: 'tradeflow#-support', summary: 'Suspend a user or give a role' }),
  planned('GET /api/unify/v1/admin/stats', { guide: 'tradeflow#-support', summary: 'Numbers over all users' }),
  planned('GET /api/logs', { guide: 'tradeflow#-update-api-client', summary: 'List log entries, from the page origin' }),
  planned('GET /api/admin/users', { guide: 'tradeflow#-update-api-client', summary: 'List users, from the page origin' }),
  planned('GET /api/admin/stats', { guide: 'tradeflow#-update-api-client', summary: 'Numbers over all users, from the page origin' }),
  planned('GET /api/admin/accounts', { guide: 'tradeflow#-update-api-client', summary: 'Broker accounts of all users' }),
  planned('GET /api/admin/api_keys', { guide: 'tradeflow#-update-api-client', summary: 'API keys of all users, masked' }),
  planned('GET /api/admin/logs', { guide: 'tradeflow#-update-api-client', summary: 'Log entries of all users' }),
  planned('POST /api/admin/impersonate', { guide: 'tradeflow#-update-api-client', summary: 'Act as another user' }),
  planned('POST /auth/admin/login', { guide: 'tradeflow#-update-api-client', summary: 'Sign in as an administrator', access: 'public' }),
];
