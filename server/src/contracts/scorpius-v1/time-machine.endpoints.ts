import { type Endpoint, planned } from '../kit/index.ts';

const guide = 'scorpius-v1#time-machine-api';

/** Time machine: queries into the past. */
export const timeMachineEndpoints: readonly Endpoint[] = [
  planned('POST /api/v1/time-machine/query', { guide, summary: 'Asks for a balance, contract, transaction or block of the past' }),
  planned('GET /api/v1/time-machine/history', { guide, summary: 'Queries of the caller' }),
];
