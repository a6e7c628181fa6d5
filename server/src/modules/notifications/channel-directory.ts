import type { Config } from '../../platform/config/index.ts';
import type { Sql } from '../../platform/db/types.ts';
import type { SecretBox } from '../../platform/secrets/index.ts';
import { isUuid } from '../../lib/uuid.ts';
import { type ChannelRow, findChannelRow, listChannelRows } from './channel.repository.ts';
import type { Channel, ChannelKind, ChannelSettings, Integration } from './notification.types.ts';
import type { Target } from './sender.ts';

interface Configured {
  readonly kind: ChannelKind;
  readonly settings: ChannelSettings;
  readonly secret: string | null;
}

const variables: Readonly<Record<ChannelKind, readonly string[]>> = {
  email: ['SMTP_HOST', 'SMTP_PORT', 'SMTP_USER', 'SMTP_PASSWORD', 'SMTP_FROM', 'NOTIFICATION_EMAILS'],
  slack: ['SLACK_WEBHOOK_URL'],
  discord: ['DISCORD_WEBHOOK_URL'],
  telegram: ['TELEGRAM_BOT_TOKEN', 'TELEGRAM_CHAT_ID'],
};

function configured(config: Config): readonly Configured[] {
  const found: Configured[] = [];
  if (config.SMTP_HOST !== undefined) found.push({ kind: 'email', settings: { to: config.NOTIFICATION_EMAILS ?? [] }, secret: null });
  if (config.SLACK_WEBHOOK_URL !== undefined) found.push({ kind: 'slack', settings: {}, secret: config.SLACK_WEBHOOK_URL });
  if (config.DISCORD_WEBHOOK_URL !== undefined) found.push({ kind: 'discord', settings: {}, secret: config.DISCORD_WEBHOOK_URL });
  if (config.TELEGRAM_BOT_TOKEN !== undefined && config.TELEGRAM_CHAT_ID !== undefined) found.push({ kind: 'telegram', settings: { chatId: config.TELEGRAM_CHAT_ID }, secret: null });
  return found;
}

function fromConfiguration({ kind, settings }: Configured): Channel {
  return { id: `env:${kind}`, name: kind, kind, settings, hasSecret: true, isEnabled: true, origin: 'environment', createdBy: 'configuration', createdAt: null, updatedAt: null };
}

/** A channel without its secret. */
export function toChannel({ secret, ...row }: ChannelRow): Channel {
  return { ...row, hasSecret: secret !== null, origin: 'administrator' };
}

/** Secrets open only for the row they were sealed for. */
export const secretContext = (id: string): string => `notification-channel:${id}`;

/** Channels of the configuration and of administrators, as one list. */
export class ChannelDirectory {
  readonly #sql: Sql;
  readonly #config: Config;
  readonly #box: SecretBox;

  constructor(parts: { sql: Sql; config: Config; box: SecretBox }) {
    this.#sql = parts.sql;
    this.#config = parts.config;
    this.#box = parts.box;
  }

  async list(): Promise<readonly Channel[]> {
    return [...configured(this.#config).map(fromConfiguration), ...(await listChannelRows(this.#sql)).map(toChannel)];
  }

  async find(id: string): Promise<Channel | null> {
    if (!isUuid(id)) return configured(this.#config).map(fromConfiguration).find((channel) => channel.id === id) ?? null;
    const row = await findChannelRow(this.#sql, id);
    return row === null ? null : toChannel(row);
  }

  /** The enabled channels that a name means: an id, a channel's name, or a kind, which means every channel of it. */
  async resolve(name: string): Promise<readonly Channel[]> {
    const enabled = (await this.list()).filter(({ isEnabled }) => isEnabled);
    const wanted = name.toLowerCase();
    const named = enabled.filter((channel) => channel.id === name || (channel.origin === 'administrator' && channel.name.toLowerCase() === wanted));
    return named.length > 0 ? named : enabled.filter(({ kind }) => kind === wanted);
  }

  /** What is needed to use a channel now; null when it is gone or switched off. */
  async target(id: string): Promise<Target | null> {
    if (!isUuid(id)) {
      const found = configured(this.#config).find(({ kind }) => `env:${kind}` === id);
      return found === undefined ? null : { ...found, isTrusted: true };
    }
    const row = await findChannelRow(this.#sql, id);
    if (row === null || !row.isEnabled) return null;
    const secret = row.secret === null ? null : this.#box.open(row.secret, secretContext(row.id));
    return { kind: row.kind, settings: row.settings, secret, isTrusted: this.#config.ALLOW_PRIVATE_TARGETS };
  }

  integrations(): readonly Integration[] {
    const there = new Set(configured(this.#config).map(({ kind }) => kind));
    return (Object.keys(variables) as ChannelKind[]).map((kind) => ({ kind, isConfigured: there.has(kind), variables: variables[kind] }));
  }
}
