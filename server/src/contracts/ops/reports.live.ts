import { reportEnded } from '../../modules/reports/index.ts';
import { feed, type Feed } from './live.ts';

/** A report that is there, or could not be made, told to whom asked for it. */
export const reportFeeds: readonly Feed[] = [
  feed(reportEnded, ({ id, name, status, userId, error }) => ({
    type: 'notification', action: 'created', channels: ['notifications'], readerId: userId,
    data: status === 'completed'
      ? { id, title: 'Report ready', message: name, type: 'success', priority: 'normal', actionUrl: `/reports/${id}`, metadata: { report_id: id } }
      : { id, title: 'Report failed', message: `${name}: ${error ?? 'unknown reason'}`, type: 'error', priority: 'high', actionUrl: `/reports/${id}`, metadata: { report_id: id } },
  })),
];
