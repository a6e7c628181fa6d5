import { defineErrors } from '../../platform/errors/index.ts';

/** Errors of notifications, by code. */
export const notificationErrors = defineErrors({
  CHANNEL_NOT_FOUND: [404, 'Channel not found'],
  CHANNEL_NAME_TAKEN: [409, 'Another channel has this name'],
  CHANNEL_READ_ONLY: [409, 'This channel is set up by the configuration'],
  CHANNEL_INCOMPLETE: [422, 'The channel cannot reach anybody as it is'],
  DELIVERY_NOT_FOUND: [404, 'Delivery not found'],
  DELIVERY_FAILED: [502, 'The message could not be delivered'],
  DELIVERY_NOT_DEAD: [409, 'Only a delivery that was given up can be sent again'],
});
