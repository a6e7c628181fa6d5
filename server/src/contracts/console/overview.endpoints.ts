import { endpoint } from '../kit/index.ts';
import { statistics } from './scans.wire.ts';

/** Numbers of the first page that belong to no other chapter. */
export const overviewEndpoints = [
  endpoint('GET /api/console/v1/overview/statistics', {
    guide: 'console#overview',
    summary: 'Counts over the caller\'s scans and their findings',
    reply: statistics,
    run: (m, ctx) => m.scanner.statistics(ctx),
    present: (result) => result,
  }),
];
