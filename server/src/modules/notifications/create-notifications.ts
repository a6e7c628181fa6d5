import { isUuid } from '../../lib/uuid.ts';
import { requirePermission } from '../../platform/auth/index.ts';
import type { Bus } from '../../platform/bus/index.ts';
import type { Config } from '../../platform/config/index.ts';
import type { Clock, UserCtx } from '../../platform/context/index.ts';
import type { Database } from '../../platform/db/index.ts';
import { newUuid } from '../../platform/ids.ts';
import type { Jobs } from '../../platform/jobs/index.ts';
import { createSecretBox } from '../../platform/secrets/index.ts';
import type { Storage } from '../../platform/storage/index.ts';
import type { Audit } from '../audit/index.ts';
import { ChannelDirectory } from './channel-directory.ts';
import { ChannelService, permission } from './channel.service.ts';
import { defineDeliverJob } from './deliver.jobs.ts';
import { countDead, findDelivery, listDeliveries, reviveDelivery } from './delivery.repository.ts';
import { MessageQueue } from './message-queue.ts';
import { notificationErrors } from './notification.errors.ts';
import type { Notifications } from './notification.operations.ts';
import type { Delivery, Message } from './notification.types.ts';
import { Sender } from './sender.ts';

const dayMs = 86_400_000;
/** About half an hour of tries: 2 s, 4 s, 8 s … never more than five minutes apart. */
const patience = { limit: 12, delaySeconds: 2 };

/** What the module stands on. */
export interface NotificationsParts {
  readonly db: Database;
  readonly jobs: Jobs;
  readonly bus: Bus;
  readonly storage: Storage;
  readonly audit: Audit;
  readonly clock: Clock;
  readonly config: Config;
  /** How often a delivery is tried again; about half an hour in all when absent. */
  readonly retry?: { readonly limit: number; readonly delaySeconds: number };
}

/** Builds notifications and defines their job. */
export function createNotifications(parts: NotificationsParts): Notifications {
  const { db, jobs, bus, storage, audit, clock, config } = parts;
  const box = createSecretBox({ current: config.encryptionKey, ...(config.ENCRYPTION_KEYS_OLD !== undefined && { old: config.ENCRYPTION_KEYS_OLD }) });
  const channels = new ChannelDirectory({ sql: db.sql, config, box });
  const service = new ChannelService({ db, config, clock, audit, box, channels });
  const job = defineDeliverJob({ sql: db.sql, channels, sender: new Sender(config, storage), bus, clock, retry: parts.retry ?? patience });
  jobs.define(job);

  const queue = new MessageQueue({ jobs, job, channels, clock });
  const get = async (ctx: UserCtx, id: string): Promise<Delivery> => {
    requirePermission(ctx, permission);
    const delivery = isUuid(id) ? await findDelivery(db.sql, id) : null;
    if (delivery === null) throw notificationErrors.DELIVERY_NOT_FOUND({ details: { delivery_id: id.slice(0, 100) } });
    return delivery;
  };

  return {
    async listChannels(ctx) {
      requirePermission(ctx, permission);
      return await channels.list();
    },
    listIntegrations(ctx) {
      requirePermission(ctx, permission);
      return channels.integrations();
    },
    createChannel: (ctx, input) => service.create(ctx, input),
    updateChannel: (ctx, id, changes) => service.update(ctx, id, changes),
    removeChannel: (ctx, id) => service.remove(ctx, id),
    async testChannel(ctx, id) {
      requirePermission(ctx, permission);
      const channel = await service.get(id);
      const message: Message = { key: `test:${newUuid()}`, title: 'Bulwark: test message', text: `${ctx.principal.username} asked for this to see whether the channel “${channel.name}” works.` };
      const [deliveryId = ''] = await db.transaction((tx) => queue.add(tx, message, [channel]));
      return await get(ctx, deliveryId);
    },
    async listDeliveries(ctx, filter) {
      requirePermission(ctx, permission);
      return await listDeliveries(db.sql, filter);
    },
    getDelivery: get,
    async retryDelivery(ctx, id) {
      await get(ctx, id);
      await db.transaction(async (tx) => {
        if ((await reviveDelivery(tx, id)) === null) throw notificationErrors.DELIVERY_NOT_DEAD({ details: { delivery_id: id } });
        await queue.again(tx, id);
        await audit.record(tx, ctx, { eventType: 'UPDATE', resourceType: 'notification_delivery', resourceId: id, description: 'Sent a dead delivery again', status: 'success' });
      });
      return await get(ctx, id);
    },
    notify: (tx, message, names) => queue.addByName(tx, message, names),
    countDead: () => countDead(db.sql, new Date(clock.now() - dayMs)),
  };
}
