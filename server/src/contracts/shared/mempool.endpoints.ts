import { type Endpoint, planned } from '../kit/index.ts';

/** Pending transactions: one list that guide scorpius reads bare and guide scorpius-x reads in `data`. */
export const mempoolEndpoints: readonly Endpoint[] = [
  planned('GET /api/mempool/transactions', { guide: 'scorpius#mempool-routes-apimempool scorpius-x#making-direct-api-calls', summary: 'Pending transactions, newest first' }),
];
