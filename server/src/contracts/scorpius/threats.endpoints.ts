import { type Endpoint, planned } from '../kit/index.ts';

const guide = 'scorpius#real-time-data-streams';

/** Threats and analytics, asked only by the published client. */
export const threatsEndpoints: readonly Endpoint[] = [
  planned('GET /api/threats/zero-day', { guide, summary: 'New kinds of attack, asked by the published client' }),
  planned('GET /api/threats/active', { guide, summary: 'Active threats, asked by the published client' }),
  planned('POST /api/threats/report', { guide, summary: 'Reports a threat, asked by the published client' }),
  planned('GET /api/analytics/comprehensive', { guide, summary: 'Analytics over all chapters, asked by the published client' }),
  planned('GET /api/analytics/summary', { guide, summary: 'Analytics in short, asked by the published client' }),
];
