import { z } from 'zod';

/** Shapes of channels and deliveries on the wire. Times are UTC ISO 8601 with Z. */

export const channelKind = z.enum(['email', 'slack', 'discord', 'telegram']);
const settings = z.object({ to: z.array(z.string()).optional(), chatId: z.string().optional() });

export const channelRow = z.object({
  id: z.string(),
  name: z.string(),
  kind: channelKind,
  settings,
  hasSecret: z.boolean(),
  isEnabled: z.boolean(),
  origin: z.enum(['environment', 'administrator']),
  createdBy: z.string(),
  createdAt: z.iso.datetime().nullable(),
  updatedAt: z.iso.datetime().nullable(),
});

export const integrationRow = z.object({ kind: channelKind, isConfigured: z.boolean(), variables: z.array(z.string()) });

export const deliveryStatus = z.enum(['queued', 'retrying', 'delivered', 'dead']);
export const deliveryRow = z.object({
  id: z.uuid(),
  channel: z.string(),
  channelName: z.string(),
  kind: z.string(),
  title: z.string(),
  text: z.string(),
  status: deliveryStatus,
  attempts: z.int(),
  lastError: z.string().nullable(),
  createdAt: z.iso.datetime(),
  attemptedAt: z.iso.datetime().nullable(),
  deliveredAt: z.iso.datetime().nullable(),
});

const name = z.string().trim().min(1).max(100);
const newSettings = z.strictObject({ to: z.array(z.email().max(254)).max(50).optional(), chatId: z.string().trim().min(1).max(64).optional() });
const secret = z.string().trim().min(1).max(2_000).nullable();

/** `secret`: the webhook address of Slack or Discord, or a bot token of its own for Telegram. */
export const newChannel = z.strictObject({ name, kind: channelKind, settings: newSettings.default({}), secret: secret.default(null), isEnabled: z.boolean().default(true) });
export const channelChanges = z.strictObject({ name: name.optional(), settings: newSettings.optional(), secret: secret.optional(), isEnabled: z.boolean().optional() });

export type ChannelKind = z.output<typeof channelKind>;
export type ChannelRow = z.output<typeof channelRow>;
export type IntegrationRow = z.output<typeof integrationRow>;
export type DeliveryStatus = z.output<typeof deliveryStatus>;
export type DeliveryRow = z.output<typeof deliveryRow>;
export type NewChannel = z.input<typeof newChannel>;
export type ChannelChanges = z.input<typeof channelChanges>;
