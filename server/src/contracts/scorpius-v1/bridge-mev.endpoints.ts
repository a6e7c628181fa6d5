import { type Endpoint, planned } from '../kit/index.ts';

const guide = 'scorpius-v1#bridge--mev-apis-python-only';

/** Bridge and MEV. */
export const bridgeMevEndpoints: readonly Endpoint[] = [
  planned('POST /api/v1/bridge/analyze', { guide, summary: 'Risks of a bridge transfer' }),
  planned('GET /api/v1/bridge/opportunities', { guide, summary: 'Price differences between chains' }),
  planned('GET /api/v1/mev/opportunities', { guide, summary: 'MEV opportunities' }),
  planned('POST /api/v1/mev/analyze', { guide, summary: 'Analyses MEV strategies' }),
  planned('GET /api/v1/mev/strategies', { guide, summary: 'MEV strategies' }),
];
