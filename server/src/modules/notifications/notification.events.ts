import { defineEvent } from '../../platform/bus/types.ts';

/** A delivery as events carry it. */
export interface DeliverySnapshot {
  readonly id: string;
  readonly channelName: string;
  readonly title: string;
  readonly lastError: string | null;
}

/** A message arrived at its channel. */
export const notificationDelivered = defineEvent<DeliverySnapshot>('notification.delivered');
/** A message was given up; the ledger keeps it. */
export const notificationBuried = defineEvent<DeliverySnapshot>('notification.buried');
