import { type Endpoint, planned } from '../kit/index.ts';

const guide = 'scorpius-v1#mempool-api';

/** Mempool. */
export const mempoolEndpoints: readonly Endpoint[] = [
  planned('GET /api/v1/mempool/current', { guide, summary: 'Mempool now' }),
  planned('POST /api/v1/mempool/analyze', { guide, summary: 'Analyses pending transactions' }),
  planned('POST /api/v1/mempool/subscribe', { guide, summary: 'Subscribes to mempool updates' }),
];
