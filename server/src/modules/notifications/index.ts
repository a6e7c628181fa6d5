/** The module's operations. */
export type { Notifications } from './notification.operations.ts';
/** What the operations speak of. */
export type * from './notification.types.ts';
/** What happens to deliveries. */
export * from './notification.events.ts';
/** Builds the module. */
export { createNotifications, type NotificationsParts } from './create-notifications.ts';
/** Codes that this module can answer with. */
export { notificationErrors } from './notification.errors.ts';
