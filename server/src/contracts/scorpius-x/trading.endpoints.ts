import { type Endpoint, planned } from '../kit/index.ts';

const guide = 'scorpius-x#trading-endpoints';

/** Trading. */
export const tradingEndpoints: readonly Endpoint[] = [
  planned('GET /api/v1/trading/stats', { guide, summary: 'Profit, trades and success rate' }),
  planned('POST /api/v1/trading/strategies/toggle', { guide, summary: 'Switches a strategy on or off' }),
  planned('GET /api/v1/trading/bots', { guide, summary: 'Bots and their state' }),
  planned('GET /api/v1/trading/transactions', { guide, summary: 'Latest transactions of the bots, the REST twin of trading_transactions' }),
];
