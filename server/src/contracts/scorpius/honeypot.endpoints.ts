import { type Endpoint, planned } from '../kit/index.ts';

const guide = 'scorpius#-11-trap-grid-page-trapgrid';

/** Trap grid: honeypot events. */
export const honeypotEndpoints: readonly Endpoint[] = [
  planned('GET /api/honeypot/events', { guide, summary: 'Trap events, newest first; the page lists them although the guide names only the single event' }),
  planned('GET /api/honeypot/events/{event_id}', { guide, summary: 'A trap event' }),
];
