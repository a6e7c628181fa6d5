import { type Endpoint, planned } from '../kit/index.ts';

/** Orders, positions and risk limits. */
export const tradingEndpoints: readonly Endpoint[] = [
  planned('POST /api/unify/v1/order', { guide: 'tradeflow#-support', summary: 'Place an order' }),
  planned('DELETE /api/unify/v1/order/{orderId}', { guide: 'tradeflow#-support', summary: 'Cancel an order' }),
  planned('GET /api/unify/v1/orders', { guide: 'tradeflow#-support', summary: 'List orders' }),
  planned('GET /api/unify/v1/positions', { guide: 'tradeflow#-support', summary: 'List open positions' }),
  planned('PUT /api/unify/v1/positions/{positionId}', { guide: 'tradeflow#-support', summary: 'Change stop and target of a position' }),
  planned('DELETE /api/unify/v1/positions/{positionId}', { guide: 'tradeflow#-support', summary: 'Close a position' }),
  planned('GET /api/unify/v1/risk', { guide: 'tradeflow#-support', summary: 'Risk limits' }),
  planned('PUT /api/unify/v1/risk', { guide: 'tradeflow#-support', summary: 'Set risk limits' }),
  planned('GET /api/unify/v1/api/positions', { guide: 'tradeflow#-update-api-client', summary: 'List open positions, as the client spells it' }),
  planned('GET /api/unify/v1/api/orders', { guide: 'tradeflow#-update-api-client', summary: 'List orders, as the client spells it' }),
  planned('POST /api/unify/v1/api/orders/close', { guide: 'tradeflow#-update-api-client', summary: 'Close an order' }),
  planned('DELETE /api/unify/v1/api/orders/{id}', { guide: 'tradeflow#-update-api-client', summary: 'Cancel an order, as the client spells it' }),
  planned('GET /api/unify/v1/api/user/risk_config', { guide: 'tradeflow#-update-api-client', summary: 'Risk limits, as the client spells it' }),
  planned('PUT /api/unify/v1/api/user/risk_config', { guide: 'tradeflow#-update-api-client', summary: 'Set risk limits, as the client spells it' }),
  planned('POST /api/unify/v1/api/user/emergency_stop', { guide: 'tradeflow#-update-api-client', summary: 'Close everything and stop trading' }),
  planned('GET /api/positions', { guide: 'tradeflow#-update-api-client', summary: 'List open positions, from the page origin' }),
  planned('POST /api/positions/{id}/close', { guide: 'tradeflow#-update-api-client', summary: 'Close a position, from the page origin' }),
];
