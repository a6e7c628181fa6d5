import { type Endpoint, planned } from '../kit/index.ts';

const guide = 'scorpius-v1#forensics-api';

/** Forensics. */
export const forensicsEndpoints: readonly Endpoint[] = [
  planned('POST /api/v1/forensics/analyze', { guide, summary: 'Starts a forensic analysis of an address' }),
  planned('GET /api/v1/forensics/results', { guide, summary: 'Forensic analyses of the caller' }),
];
