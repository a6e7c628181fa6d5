import type { Clock } from '../../platform/context/index.ts';
import type { Tx } from '../../platform/db/types.ts';
import { newUuid } from '../../platform/ids.ts';
import type { JobDefinition, Jobs } from '../../platform/jobs/index.ts';
import type { ChannelDirectory } from './channel-directory.ts';
import type { DeliverInput } from './deliver.jobs.ts';
import { insertDeliveries } from './delivery.repository.ts';
import type { Channel, Message } from './notification.types.ts';

export interface MessageQueueParts {
  readonly jobs: Jobs;
  readonly job: JobDefinition<DeliverInput>;
  readonly channels: ChannelDirectory;
  readonly clock: Clock;
}

/** Writes messages into the ledger, each line with its job. */
export class MessageQueue {
  readonly #parts: MessageQueueParts;
  constructor(parts: MessageQueueParts) {
    this.#parts = parts;
  }

  /** One line per channel that has none of this key; returns the ids of those added. */
  async add(tx: Tx, { key: dedupeKey, ...message }: Message, targets: readonly Pick<Channel, 'id' | 'name' | 'kind'>[]): Promise<readonly string[]> {
    const { jobs, job, clock } = this.#parts;
    const createdAt = new Date(clock.now());
    const added = await insertDeliveries(tx, targets.map(({ id, name, kind }) => ({ id: newUuid(), channel: id, channelName: name, kind, dedupeKey, message, status: 'queued' as const, createdAt })));
    for (const { id } of added) await jobs.enqueue(job, { deliveryId: id }, { tx });
    return added.map(({ id }) => id);
  }

  /** On every channel that the names mean, each once; a name that means none leaves a dead line that says so. */
  async addByName(tx: Tx, message: Message, names: readonly string[]): Promise<void> {
    const seen = new Set<string>();
    for (const name of new Set(names)) {
      const meant = await this.#parts.channels.resolve(name);
      if (meant.length === 0) await this.#noteUnknown(tx, message, name);
      await this.add(tx, message, meant.filter(({ id }) => !seen.has(id)));
      for (const { id } of meant) seen.add(id);
    }
  }

  async again(tx: Tx, id: string): Promise<void> {
    await this.#parts.jobs.enqueue(this.#parts.job, { deliveryId: id }, { tx });
  }

  async #noteUnknown(tx: Tx, { key: dedupeKey, ...message }: Message, name: string): Promise<void> {
    const lastError = `no channel is called ${name}, and none of that kind is configured`;
    const createdAt = new Date(this.#parts.clock.now());
    await insertDeliveries(tx, [{ id: newUuid(), channel: `unknown:${name}`, channelName: name, kind: 'unknown', dedupeKey, message, status: 'dead', lastError, createdAt }]);
  }
}
