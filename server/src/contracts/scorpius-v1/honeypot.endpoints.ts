import { type Endpoint, planned } from '../kit/index.ts';

const guide = 'scorpius-v1#honeypot-api';

/** Honeypot analyses. */
export const honeypotEndpoints: readonly Endpoint[] = [
  planned('POST /api/v1/honeypot/analyze', { guide, summary: 'Starts a honeypot analysis' }),
  planned('GET /api/v1/honeypot/results', { guide, summary: 'Honeypot analyses of the caller' }),
  planned('GET /api/v1/honeypot/analysis/{id}', { guide, summary: 'One honeypot analysis' }),
];
