import type { UserCtx } from '../../platform/context/index.ts';
import type { Tx } from '../../platform/db/types.ts';
import type { Channel, ChannelChanges, Delivery, DeliveryFilter, Integration, Message, NewChannel } from './notification.types.ts';

/**
 * Telling people of things, and the ledger of it: at least once, once per key and channel, tried again with growing
 * pauses, given up in the end. Operations with a caller need `admin:operations`; without it FORBIDDEN.
 */
export interface Notifications {
  /** Channels of the configuration first, then those of administrators, by name. */
  listChannels(ctx: UserCtx): Promise<readonly Channel[]>;
  /** Which kinds the configuration sets up, and by which variables. */
  listIntegrations(ctx: UserCtx): readonly Integration[];
  /** Errors: CHANNEL_NAME_TAKEN, CHANNEL_INCOMPLETE, TARGET_NOT_ALLOWED for a webhook that may not be called. The secret is stored sealed. */
  createChannel(ctx: UserCtx, input: NewChannel): Promise<Channel>;
  /** Errors: as {@link createChannel}, CHANNEL_NOT_FOUND, CHANNEL_READ_ONLY. */
  updateChannel(ctx: UserCtx, id: string, changes: ChannelChanges): Promise<Channel>;
  /** Errors: CHANNEL_NOT_FOUND, CHANNEL_READ_ONLY. */
  removeChannel(ctx: UserCtx, id: string): Promise<void>;
  /** Sends a test message through the ledger like any other. Errors: CHANNEL_NOT_FOUND. */
  testChannel(ctx: UserCtx, id: string): Promise<Delivery>;
  /** Newest first. */
  listDeliveries(ctx: UserCtx, filter: DeliveryFilter): Promise<{ readonly items: readonly Delivery[]; readonly total: number }>;
  /** Errors: DELIVERY_NOT_FOUND. */
  getDelivery(ctx: UserCtx, id: string): Promise<Delivery>;
  /** Sends a dead delivery again. Errors: DELIVERY_NOT_FOUND, DELIVERY_NOT_DEAD. */
  retryDelivery(ctx: UserCtx, id: string): Promise<Delivery>;
  /**
   * Queues a message on every channel that the names mean (an id, a channel's name, a kind), in the transaction of
   * what it tells of. A name that means none leaves a dead line that says so. For other modules.
   */
  notify(tx: Tx, message: Message, channels: readonly string[]): Promise<void>;
  /** Deliveries given up within the last 24 hours: a metric. */
  countDead(): Promise<number>;
}
