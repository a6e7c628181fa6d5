import { type Endpoint, planned } from '../kit/index.ts';

const guide = 'scorpius#mempool-routes-apimempool';

/** Mempool monitor. GET /api/mempool/transactions is shared with guide scorpius-x. */
export const mempoolEndpoints: readonly Endpoint[] = [
  planned('POST /api/mempool/track-contract', { guide, summary: 'Watches a contract with alert thresholds' }),
  planned('POST /api/mempool/monitor/{address}', { guide, summary: "Watches a contract, by the published client's path" }),
  planned('DELETE /api/mempool/track/{id}', { guide, summary: 'Stops watching a contract (page section 4: DELETE /api/mempool/track/{contract_id})' }),
  planned('GET /api/mempool/transaction/{tx_hash}/details', { guide, summary: 'A pending transaction and its analysis (page section 4)' }),
  planned('GET /api/mempool/alerts', { guide, summary: 'Alerts raised by pending transactions' }),
  planned('GET /api/mempool/live', { guide, summary: 'Live figures of the mempool' }),
  planned('POST /api/mempool/start', { guide, summary: 'Starts watching the mempool, asked by the published client' }),
  planned('GET /api/mempool/analytics', { guide, summary: 'Mempool figures over time, asked by the published client' }),
];
