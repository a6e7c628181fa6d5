import { iso, isoOrNull } from '../../lib/time.ts';
import { defineEvent } from '../../platform/bus/types.ts';
import type { Alert } from './alerting.types.ts';

/** An alert as events carry it: dates as UTC ISO 8601 strings. */
export type AlertSnapshot = Omit<Alert, 'triggeredAt' | 'acknowledgedAt' | 'resolvedAt'> & {
  readonly triggeredAt: string;
  readonly acknowledgedAt: string | null;
  readonly resolvedAt: string | null;
};

/** A limit was passed. */
export const alertRaised = defineEvent<AlertSnapshot>('alert.raised');
/** Somebody has seen it, or it is over. */
export const alertChanged = defineEvent<AlertSnapshot>('alert.changed');

/** The alert with its dates as strings. */
export function toAlertSnapshot({ triggeredAt, acknowledgedAt, resolvedAt, ...rest }: Alert): AlertSnapshot {
  return { ...rest, triggeredAt: iso(triggeredAt), acknowledgedAt: isoOrNull(acknowledgedAt), resolvedAt: isoOrNull(resolvedAt) };
}
