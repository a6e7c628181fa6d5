import { z } from 'zod';
import { iso, isoOrNull } from '../../lib/time.ts';
import type { Channel, Delivery } from '../../modules/notifications/index.ts';
import { endpoint, type Endpoint } from '../kit/index.ts';
import { channelChanges, channelRow, type ChannelRow, deliveryRow, type DeliveryRow, deliveryStatus, integrationRow, newChannel } from './notifications.wire.ts';

const guide = 'console#notifications';
const permission = 'admin:operations';
/** A UUID, or `env:slack` for a channel of the configuration. */
const byChannel = z.object({ id: z.string().min(1).max(100) });
const byId = z.object({ id: z.uuid() });

function presentChannel({ settings, createdAt, updatedAt, ...rest }: Channel): ChannelRow {
  const { to, chatId } = settings;
  return { ...rest, settings: { ...(to !== undefined && { to: [...to] }), ...(chatId !== undefined && { chatId }) }, createdAt: isoOrNull(createdAt), updatedAt: isoOrNull(updatedAt) };
}

function presentDelivery({ createdAt, attemptedAt, deliveredAt, key: _key, ...rest }: Delivery): DeliveryRow {
  return { ...rest, createdAt: iso(createdAt), attemptedAt: isoOrNull(attemptedAt), deliveredAt: isoOrNull(deliveredAt) };
}

const channelEndpoints: readonly Endpoint[] = [
  endpoint('GET /api/console/v1/channels', {
    guide,
    summary: 'Channels that people are told on, those of the configuration first',
    permission,
    reply: z.object({ items: z.array(channelRow), integrations: z.array(integrationRow) }),
    run: async (m, ctx) => ({ items: await m.notifications.listChannels(ctx), integrations: m.notifications.listIntegrations(ctx) }),
    present: ({ items, integrations }) => ({ items: items.map(presentChannel), integrations: integrations.map((one) => ({ ...one, variables: [...one.variables] })) }),
  }),
  endpoint('POST /api/console/v1/channels', {
    guide,
    summary: 'Makes a channel; its secret is stored sealed and never shown',
    permission,
    status: 201,
    body: newChannel,
    reply: channelRow,
    run: (m, ctx, { body }) => m.notifications.createChannel(ctx, body),
    present: presentChannel,
  }),
  endpoint('PATCH /api/console/v1/channels/{id}', {
    guide,
    summary: 'Changes a channel; an absent secret stays as it is',
    permission,
    params: byChannel,
    body: channelChanges,
    reply: channelRow,
    run: (m, ctx, { params, body }) => m.notifications.updateChannel(ctx, params.id, body),
    present: presentChannel,
  }),
  endpoint('DELETE /api/console/v1/channels/{id}', {
    guide,
    summary: 'Removes a channel; its lines in the ledger stay',
    permission,
    params: byChannel,
    status: 204,
    reply: z.undefined(),
    run: (m, ctx, { params }) => m.notifications.removeChannel(ctx, params.id),
    present: () => undefined,
  }),
  endpoint('POST /api/console/v1/channels/{id}/test', {
    guide,
    summary: 'Sends a test message through the ledger',
    permission,
    params: byChannel,
    status: 202,
    reply: deliveryRow,
    run: (m, ctx, { params }) => m.notifications.testChannel(ctx, params.id),
    present: presentDelivery,
  }),
];

/** Channels and the ledger of what was sent on them. */
export const notificationEndpoints: readonly Endpoint[] = [
  ...channelEndpoints,
  endpoint('GET /api/console/v1/deliveries', {
    guide,
    summary: 'The delivery ledger, newest first',
    permission,
    query: z.object({
      status: deliveryStatus.optional(),
      channel: z.string().max(100).optional(),
      limit: z.coerce.number().int().min(1).max(100).default(25),
      offset: z.coerce.number().int().min(0).max(1_000_000).default(0),
    }),
    reply: z.object({ items: z.array(deliveryRow), total: z.int() }),
    run: (m, ctx, { query }) => m.notifications.listDeliveries(ctx, query),
    present: ({ items, total }) => ({ items: items.map(presentDelivery), total }),
  }),
  endpoint('GET /api/console/v1/deliveries/{id}', {
    guide,
    summary: 'One line of the ledger',
    permission,
    params: byId,
    reply: deliveryRow,
    run: (m, ctx, { params }) => m.notifications.getDelivery(ctx, params.id),
    present: presentDelivery,
  }),
  endpoint('POST /api/console/v1/deliveries/{id}/retry', {
    guide,
    summary: 'Sends a dead delivery again',
    permission,
    params: byId,
    status: 202,
    reply: deliveryRow,
    run: (m, ctx, { params }) => m.notifications.retryDelivery(ctx, params.id),
    present: presentDelivery,
  }),
];
