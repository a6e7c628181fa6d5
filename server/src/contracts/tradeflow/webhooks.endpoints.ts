import { type Endpoint, planned } from '../kit/index.ts';

/** Trading signals that arrive by webhook, and their log. */
export const webhooksEndpoints: readonly Endpoint[] = [
  planned('POST /api/unify/v1/webhook/{broker}', { guide: 'tradeflow#-support', summary: 'A trading signal, signed', access: 'public' }),
  planned('POST /api/unify/v1/test-webhook', { guide: 'tradeflow#-support', summary: 'Check a signal without placing an order' }),
  planned('GET /api/unify/v1/api/logs/webhooks', { guide: 'tradeflow#-update-api-client', summary: 'Log of received webhooks' }),
  planned('POST /api/webhook/test', { guide: 'tradeflow#-update-api-client', summary: 'Check a signal, from the page origin' }),
  planned('GET /api/webhooks/logs', { guide: 'tradeflow#-update-api-client', summary: 'Log of received webhooks, from the page origin' }),
];
