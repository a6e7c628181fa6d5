import { type Endpoint, planned } from '../kit/index.ts';

/** Broker accounts: connect, switch, synchronise. */
export const brokersEndpoints: readonly Endpoint[] = [
  planned('POST /api/unify/v1/register/tradelocker', { guide: 'tradeflow#1-broker-registration', summary: 'Connect a TradeLocker account' }),
  planned('POST /api/unify/v1/register/projectx', { guide: 'tradeflow#1-broker-registration', summary: 'Connect a ProjectX account' }),
  planned('POST /api/unify/v1/register/mtx', { guide: 'tradeflow#1-broker-registration', summary: 'Connect a MetaTrader account' }),
  planned('GET /api/unify/v1/accounts', { guide: 'tradeflow#-support', summary: 'List broker accounts' }),
  planned('GET /api/unify/v1/api/user/brokers', { guide: 'tradeflow#-update-api-client', summary: 'List broker accounts, as the client spells it' }),
  planned('POST /api/unify/v1/api/accounts/switch', { guide: 'tradeflow#-update-api-client', summary: 'Choose the active account' }),
  planned('GET /api/unify/v1/api/accounts/sync_results', { guide: 'tradeflow#-update-api-client', summary: 'Results of the last synchronisations' }),
  planned('POST /api/unify/v1/api/accounts/sync/{id}', { guide: 'tradeflow#-update-api-client', summary: 'Synchronise an account' }),
  planned('PATCH /api/accounts/{id}', { guide: 'tradeflow#-update-api-client', summary: 'Rename or change an account' }),
  planned('PATCH /api/accounts/{id}/toggle', { guide: 'tradeflow#-update-api-client', summary: 'Turn an account on or off' }),
  planned('DELETE /api/accounts/{id}', { guide: 'tradeflow#-update-api-client', summary: 'Disconnect an account' }),
  planned('POST /api/accounts/{id}/regenerate-api-key', { guide: 'tradeflow#-update-api-client', summary: 'Replace the key of an account' }),
];
