import { z } from 'zod';
import type { Bus } from '../../platform/bus/index.ts';
import type { Clock } from '../../platform/context/index.ts';
import type { Sql } from '../../platform/db/types.ts';
import { AppError } from '../../platform/errors/index.ts';
import type { JobDefinition, JobEffect } from '../../platform/jobs/index.ts';
import type { ChannelDirectory } from './channel-directory.ts';
import { buryDelivery, type DeliveryRow, findDeliveryRow, noteAttempt } from './delivery.repository.ts';
import { notificationErrors } from './notification.errors.ts';
import { type DeliverySnapshot, notificationBuried, notificationDelivered } from './notification.events.ts';
import type { Delivery } from './notification.types.ts';
import { Refused, type Sender } from './sender.ts';

const input = z.object({ deliveryId: z.uuid() });
export type DeliverInput = z.output<typeof input>;

export interface DeliverJobParts {
  readonly sql: Sql;
  readonly channels: ChannelDirectory;
  readonly sender: Sender;
  readonly bus: Bus;
  readonly clock: Clock;
  readonly retry: { readonly limit: number; readonly delaySeconds: number };
}

function toSnapshot({ id, channelName, title, lastError }: Delivery): DeliverySnapshot {
  return { id, channelName, title, lastError };
}

/** Why it failed, in words that hold no address and no token. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown failure';
  const cause = error instanceof AppError ? error.cause : undefined;
  const code = cause instanceof Error ? ((cause as NodeJS.ErrnoException).code ?? null) : null;
  return `${error.message}${code === null ? '' : ` (${code})`}`.slice(0, 500);
}

function isFinal(error: unknown): boolean {
  return error instanceof Refused || (error instanceof AppError && error.code === 'TARGET_NOT_ALLOWED');
}

/** The job `notification.deliver`: sends one line of the ledger, again and again until it arrives or is given up. */
export function defineDeliverJob({ sql, channels, sender, bus, clock, retry }: DeliverJobParts): JobDefinition<DeliverInput> {
  const end = (row: DeliveryRow, status: 'delivered' | 'dead', error: string | null): JobEffect => async (tx) => {
    const delivery = await noteAttempt(tx, row.id, { status, error, at: new Date(clock.now()) });
    return delivery === null ? undefined : () => bus.publish(status === 'dead' ? notificationBuried : notificationDelivered, toSnapshot(delivery));
  };
  return {
    name: 'notification.deliver',
    input,
    concurrency: 4,
    retryLimit: retry.limit,
    retryDelaySeconds: retry.delaySeconds,
    expireInSeconds: 120,
    async run({ input: { deliveryId } }) {
      const row = await findDeliveryRow(sql, deliveryId);
      if (row === null || row.status === 'delivered') return async () => undefined;
      try {
        const target = await channels.target(row.channel);
        if (target === null) throw new Refused('the channel is gone or switched off');
        await sender.send(target, row.message, row.id);
        return end(row, 'delivered', null);
      } catch (error) {
        if (isFinal(error)) return end(row, 'dead', reasonOf(error));
        await noteAttempt(sql, row.id, { status: 'retrying', error: reasonOf(error), at: new Date(clock.now()) });
        // The queue keeps what failed too, and must learn no more than the ledger.
        throw notificationErrors.DELIVERY_FAILED({ message: reasonOf(error), cause: error });
      }
    },
    async onDead(tx, { input: { deliveryId } }, reason) {
      const delivery = await buryDelivery(tx, deliveryId, reason);
      return delivery === null ? undefined : () => bus.publish(notificationBuried, toSnapshot(delivery));
    },
  };
}
