import { defineErrors } from '../../platform/errors/index.ts';

/** Errors of alerting, by code. */
export const alertingErrors = defineErrors({
  THRESHOLD_NOT_FOUND: [404, 'Alert threshold not found'],
  ALERT_NOT_FOUND: [404, 'Alert not found'],
  ALERT_ALREADY_RESOLVED: [409, 'The alert is resolved already'],
});
