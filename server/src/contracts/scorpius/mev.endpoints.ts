import { type Endpoint, planned } from '../kit/index.ts';

const guide = 'scorpius#mev-routes-apimev';

/** MEV operations: strategies, performance, opportunities. */
export const mevEndpoints: readonly Endpoint[] = [
  planned('GET /api/mev/strategies', { guide, summary: 'Strategies of the caller' }),
  planned('POST /api/mev/strategies/deploy', { guide, summary: 'Deploys an arbitrage, liquidation or sandwich strategy' }),
  planned('POST /api/mev/deploy-strategy', { guide, summary: "The same as POST /api/mev/strategies/deploy, by the published client's path" }),
  planned('POST /api/mev/strategies/{strategy_id}/toggle', { guide, summary: 'Pauses, resumes or stops by action (page section 3)' }),
  planned('POST /api/mev/strategies/{id}/pause', { guide, summary: 'Pauses a strategy' }),
  planned('POST /api/mev/strategies/{id}/resume', { guide, summary: 'Resumes a strategy' }),
  planned('POST /api/mev/strategies/{id}/stop', { guide, summary: 'Stops a strategy' }),
  planned('GET /api/mev/performance', { guide, summary: 'Profit and executions over all strategies' }),
  planned('GET /api/mev/performance/live', { guide, summary: 'The same figures, polled every second (page section 3)' }),
  planned('GET /api/mev/opportunities', { guide, summary: 'Opportunities seen now' }),
];
