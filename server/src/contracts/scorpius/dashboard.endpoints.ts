import { type Endpoint, planned } from '../kit/index.ts';

const guide = 'scorpius#dashboard-routes-apidashboard';

/** Dashboard: figures, notifications, alerts. */
export const dashboardEndpoints: readonly Endpoint[] = [
  planned('GET /api/dashboard/stats', { guide, summary: 'Figures of the dashboard tiles' }),
  planned('GET /api/dashboard/live-stats', { guide, summary: 'Figures that change every second' }),
  planned('POST /api/dashboard/live-monitor', { guide, summary: 'Switches live updates on or off (page section 1, missing in the route list)' }),
  planned('GET /api/dashboard/notifications', { guide, summary: 'Notifications of the caller' }),
  planned('POST /api/dashboard/notifications/toggle', { guide, summary: 'Switches notifications; without a body the setting flips' }),
  planned('POST /api/dashboard/alerts/{id}/read', { guide, summary: 'Marks an alert as read (page section 1: POST /api/dashboard/alerts/{alert_id}/read)' }),
  planned('DELETE /api/dashboard/alerts/{id}', { guide, summary: 'Removes an alert (page section 1: DELETE /api/dashboard/alerts/{alert_id})' }),
  planned('GET /api/dashboard/network-analysis', { guide, summary: 'Network analysis, asked by the published client' }),
  planned('POST /api/dashboard/refresh', { guide, summary: 'Measures the dashboard figures anew, asked by the published client' }),
];
