import { type Endpoint, planned } from '../kit/index.ts';

const guide = 'scorpius#time-machine-routes-apitime-machine';

/** Time machine: history, replay, attack analysis. */
export const timeMachineEndpoints: readonly Endpoint[] = [
  planned('GET /api/time-machine/blocks', { guide, summary: 'Blocks of a range' }),
  planned('POST /api/time-machine/replay-attack', { guide, summary: 'Replays a known attack over a block range' }),
  planned('POST /api/time-machine/replay', { guide, summary: 'Replays one transaction, asked by the published client' }),
  planned('GET /api/time-machine/attack/{id}', { guide, summary: 'A known attack' }),
  planned('GET /api/time-machine/attack/{attack_id}/analysis', { guide, summary: 'How a known attack worked, step by step (page section 5)' }),
  planned('POST /api/time-machine/analyze', { guide, summary: 'Trace and findings of one transaction' }),
  planned('GET /api/time-machine/analysis/{tx_hash}', { guide, summary: "The same as POST /api/time-machine/analyze, by the published client's path" }),
];
