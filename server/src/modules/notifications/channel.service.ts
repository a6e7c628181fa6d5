import { requirePermission } from '../../platform/auth/index.ts';
import type { Config } from '../../platform/config/index.ts';
import type { Clock, UserCtx } from '../../platform/context/index.ts';
import { type Database, isUniqueViolation, type Tx } from '../../platform/db/index.ts';
import { newUuid } from '../../platform/ids.ts';
import { assertAllowedTarget } from '../../platform/net/index.ts';
import type { SecretBox } from '../../platform/secrets/index.ts';
import type { Audit } from '../audit/index.ts';
import { type ChannelDirectory, secretContext } from './channel-directory.ts';
import { type ChannelRow, deleteChannelRow, findChannelRow, insertChannelRow, updateChannelRow } from './channel.repository.ts';
import { notificationErrors } from './notification.errors.ts';
import type { Channel, ChannelChanges, NewChannel } from './notification.types.ts';

/** Who may set up where people are told of things. */
export const permission = 'admin:operations';

export interface ChannelServiceParts {
  readonly db: Database;
  readonly config: Config;
  readonly clock: Clock;
  readonly audit: Audit;
  readonly box: SecretBox;
  readonly channels: ChannelDirectory;
}

/** Channels of administrators: made, changed, removed. */
export class ChannelService {
  readonly #parts: ChannelServiceParts;
  constructor(parts: ChannelServiceParts) {
    this.#parts = parts;
  }

  async create(ctx: UserCtx, input: NewChannel): Promise<Channel> {
    requirePermission(ctx, permission);
    const id = newUuid();
    this.#assertUsable(input, input.secret);
    const now = new Date(this.#parts.clock.now());
    const row: ChannelRow = { ...input, id, secret: this.#seal(input.secret, id), createdBy: ctx.principal.username, createdAt: now, updatedAt: now };
    await this.#write(ctx, { eventType: 'CREATE', id, name: input.name }, (tx) => insertChannelRow(tx, row));
    return await this.get(id);
  }

  async update(ctx: UserCtx, id: string, changes: ChannelChanges): Promise<Channel> {
    requirePermission(ctx, permission);
    const before = await this.#own(id);
    const { secret, ...rest } = changes;
    const merged: ChannelRow = { ...before, ...Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined)) };
    const opened = before.secret === null ? null : this.#parts.box.open(before.secret, secretContext(id));
    this.#assertUsable(merged, secret === undefined ? opened : secret);
    const change = { name: merged.name, settings: merged.settings, isEnabled: merged.isEnabled, updatedAt: new Date(this.#parts.clock.now()), ...(secret !== undefined && { secret: this.#seal(secret, id) }) };
    await this.#write(ctx, { eventType: 'UPDATE', id, name: merged.name }, (tx) => updateChannelRow(tx, id, change));
    return await this.get(id);
  }

  async remove(ctx: UserCtx, id: string): Promise<void> {
    requirePermission(ctx, permission);
    const { name } = await this.#own(id);
    await this.#write(ctx, { eventType: 'DELETE', id, name }, (tx) => deleteChannelRow(tx, id));
  }

  async get(id: string): Promise<Channel> {
    const channel = await this.#parts.channels.find(id);
    if (channel === null) throw notificationErrors.CHANNEL_NOT_FOUND({ details: { channel_id: id.slice(0, 100) } });
    return channel;
  }

  async #own(id: string): Promise<ChannelRow> {
    const channel = await this.get(id);
    if (channel.origin === 'environment') throw notificationErrors.CHANNEL_READ_ONLY({ details: { channel_id: id } });
    const row = await findChannelRow(this.#parts.db.sql, id);
    if (row === null) throw notificationErrors.CHANNEL_NOT_FOUND();
    return row;
  }

  #assertUsable({ kind, settings }: Pick<NewChannel, 'kind' | 'settings'>, secret: string | null): void {
    const { config } = this.#parts;
    const refuse = (field: string, message: string): Error => notificationErrors.CHANNEL_INCOMPLETE({ message, details: { field } });
    if (kind === 'email' && (settings.to ?? []).length === 0) throw refuse('settings.to', 'An e-mail channel needs at least one recipient');
    if (kind === 'telegram') {
      if (settings.chatId === undefined) throw refuse('settings.chatId', 'A Telegram channel needs the id of a chat');
      if (secret === null && config.TELEGRAM_BOT_TOKEN === undefined) throw refuse('secret', 'A Telegram channel needs a bot token, its own or TELEGRAM_BOT_TOKEN');
    }
    if (kind !== 'slack' && kind !== 'discord') return;
    if (secret === null) throw refuse('secret', 'This channel needs the address of a webhook');
    assertAllowedTarget(secret, config.ALLOW_PRIVATE_TARGETS);
  }

  #seal(secret: string | null, id: string): string | null {
    return secret === null ? null : this.#parts.box.seal(secret, secretContext(id));
  }

  async #write(ctx: UserCtx, { eventType, id, name }: { eventType: string; id: string; name: string }, work: (tx: Tx) => Promise<void>): Promise<void> {
    try {
      await this.#parts.db.transaction(async (tx) => {
        await work(tx);
        await this.#parts.audit.record(tx, ctx, { eventType, resourceType: 'notification_channel', resourceId: id, description: `Channel ${name}: ${eventType.toLowerCase()}`, status: 'success' });
      });
    } catch (error) {
      if (isUniqueViolation(error)) throw notificationErrors.CHANNEL_NAME_TAKEN({ details: { field: 'name' } });
      throw error;
    }
  }
}
