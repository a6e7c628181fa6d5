import { type Endpoint, planned } from '../kit/index.ts';

/** Metrics, profit and loss, trades and strategies. */
export const analyticsEndpoints: readonly Endpoint[] = [
  planned('GET /api/unify/v1/metrics', { guide: 'tradeflow#2-analytics--metrics', summary: 'Trading metrics; Prometheus text when the Accept header asks for it' }),
  planned('GET /api/unify/v1/reports/pnl', { guide: 'tradeflow#2-analytics--metrics', summary: 'Profit and loss per day' }),
  planned('GET /api/unify/v1/analytics/trades', { guide: 'tradeflow#2-analytics--metrics', summary: 'List trades' }),
  planned('GET /api/unify/v1/analytics/strategies', { guide: 'tradeflow#2-analytics--metrics', summary: 'Results per strategy' }),
  planned('GET /api/unify/v1/api/overview', { guide: 'tradeflow#-update-api-client', summary: 'Numbers of the dashboard' }),
  planned('GET /api/unify/v1/api/reports/pnl', { guide: 'tradeflow#-update-api-client', summary: 'Profit and loss, as the client spells it' }),
  planned('GET /api/unify/v1/api/analytics/metrics', { guide: 'tradeflow#-update-api-client', summary: 'Trading metrics, as the client spells it' }),
  planned('GET /api/unify/v1/api/analytics/trades', { guide: 'tradeflow#-update-api-client', summary: 'List trades, as the client spells it' }),
];
