import { type Endpoint, planned } from '../kit/index.ts';

const guide = 'scorpius-x#websocket-events';

/** Bridge network. */
export const bridgeEndpoints: readonly Endpoint[] = [
  planned('GET /api/v1/bridge/metrics', { guide, summary: 'Figures of the bridges, the REST twin of bridge_metrics' }),
  planned('GET /api/v1/bridge/transfers', { guide, summary: 'Transfers under way, the REST twin of bridge_transfers' }),
];
