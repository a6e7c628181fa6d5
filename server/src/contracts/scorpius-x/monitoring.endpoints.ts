import { type Endpoint, planned } from '../kit/index.ts';

const guide = 'scorpius-x#-monitoring-integration';

/** Usage events and error reports of the frontend. */
export const monitoringEndpoints: readonly Endpoint[] = [
  planned('POST /analytics/events', { guide, summary: 'Takes usage events of the frontend', access: 'public' }),
  planned('POST /api/v1/analytics/events', { guide, summary: 'The same below the base address of the guide', access: 'public' }),
  planned('POST /errors/report', { guide, summary: 'Takes error reports of the frontend', access: 'public' }),
  planned('POST /api/v1/errors/report', { guide, summary: 'The same below the base address of the guide', access: 'public' }),
];
