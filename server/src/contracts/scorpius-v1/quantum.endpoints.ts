import { type Endpoint, planned } from '../kit/index.ts';

const guide = 'scorpius-v1#quantum-api';

/** Quantum resistance. */
export const quantumEndpoints: readonly Endpoint[] = [
  planned('POST /api/v1/quantum/analyze', { guide, summary: 'How long an algorithm resists a quantum computer' }),
];
