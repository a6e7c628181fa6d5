import { alertChanged, alertRaised, type AlertSnapshot, wording } from '../../modules/alerting/index.ts';
import { notificationBuried } from '../../modules/notifications/index.ts';
import { feed, type Feed, type OpsEvent } from './live.ts';

const priorities = { critical: 'urgent', high: 'high', medium: 'normal', low: 'low' } as const;

/** An alert in the words of the guide's WebSocket document. */
function alertEvent(alert: AlertSnapshot, action: OpsEvent['action']): OpsEvent {
  const data = {
    id: alert.id, metric: alert.metricName, value: alert.lastValue, threshold: alert.thresholdValue, operator: alert.operator, environment: alert.environment, severity: alert.severity,
    status: alert.status, resource_id: alert.thresholdId, resource_type: 'threshold', triggered_at: alert.triggeredAt, acknowledged_at: alert.acknowledgedAt, resolved_at: alert.resolvedAt,
  };
  return { type: 'alert', action, data, channels: ['alerts', ...(alert.environment === 'all' ? [] : [alert.environment])] };
}

function alertNotification(alert: AlertSnapshot): OpsEvent {
  const { title, text } = wording(alert);
  const data = {
    id: alert.id, title, message: text, type: alert.severity === 'critical' || alert.severity === 'high' ? 'error' : 'warning',
    priority: priorities[alert.severity], actionUrl: '/alerts', metadata: { alert_id: alert.id, metric: alert.metricName, environment: alert.environment },
  };
  return { type: 'notification', action: 'created', data, channels: ['notifications'] };
}

/** Alerts, and what people could not be told of. */
export const alertFeeds: readonly Feed[] = [
  feed(alertRaised, (alert) => alertEvent(alert, 'created')),
  feed(alertRaised, alertNotification),
  feed(alertChanged, (alert) => alertEvent(alert, 'updated')),
  feed(notificationBuried, ({ id, channelName, title, lastError }) => ({
    type: 'notification', action: 'created', channels: ['notifications'],
    data: { id, title: `Could not be delivered on ${channelName}`, message: `${title}${lastError === null ? '' : `: ${lastError}`}`, type: 'error', priority: 'high', actionUrl: '/alerts', metadata: { delivery_id: id } },
  })),
];
