/** Ways to reach people. */
export const channelKinds = ['email', 'slack', 'discord', 'telegram'] as const;
/** One way to reach people. */
export type ChannelKind = (typeof channelKinds)[number];

/** What may be shown of a channel. */
export interface ChannelSettings {
  /** Recipients of an e-mail channel. */
  readonly to?: readonly string[] | undefined;
  /** Chat that a Telegram bot writes to. */
  readonly chatId?: string | undefined;
}

/** Somewhere that people are told of things. */
export interface Channel {
  /** UUID, or `env:slack` for a channel that the configuration sets up. */
  readonly id: string;
  readonly name: string;
  readonly kind: ChannelKind;
  readonly settings: ChannelSettings;
  /** True when a webhook address or a token of its own is stored, sealed. */
  readonly hasSecret: boolean;
  readonly isEnabled: boolean;
  readonly origin: 'environment' | 'administrator';
  readonly createdBy: string;
  readonly createdAt: Date | null;
  readonly updatedAt: Date | null;
}

/** A channel to be made. `secret`: the webhook address of Slack or Discord; a bot token in place of the configured bot. */
export interface NewChannel {
  readonly name: string;
  readonly kind: ChannelKind;
  readonly settings: ChannelSettings;
  readonly secret: string | null;
  readonly isEnabled: boolean;
}

/** Changes of a channel; what is absent stays. */
export type ChannelChanges = { readonly [K in keyof Omit<NewChannel, 'kind'>]?: NewChannel[K] | undefined };

/** A file that goes with a mail, kept in the storage. */
export interface Attachment {
  /** SHA-256 of the stored blob. */
  readonly hash: string;
  readonly filename: string;
  readonly contentType: string;
}

/** Something to be told. */
export interface Message {
  /** The same key is told once per channel, however often it is asked for. */
  readonly key: string;
  readonly title: string;
  /** Plain text. */
  readonly text: string;
  /** Recipients in place of an e-mail channel's own. */
  readonly to?: readonly string[] | undefined;
  readonly attachments?: readonly Attachment[] | undefined;
}

/** `retrying`: failed, and will be tried again; `dead`: given up. */
export type DeliveryStatus = 'queued' | 'retrying' | 'delivered' | 'dead';

/** One line of the ledger: one message on one channel. */
export interface Delivery {
  /** UUID. */
  readonly id: string;
  readonly channel: string;
  readonly channelName: string;
  readonly kind: string;
  readonly key: string;
  readonly title: string;
  readonly text: string;
  readonly status: DeliveryStatus;
  readonly attempts: number;
  readonly lastError: string | null;
  readonly createdAt: Date;
  readonly attemptedAt: Date | null;
  readonly deliveredAt: Date | null;
}

/** Which lines of the ledger. */
export interface DeliveryFilter {
  readonly status?: DeliveryStatus | undefined;
  readonly channel?: string | undefined;
  readonly limit: number;
  readonly offset: number;
}

/** Whether a kind can be used, and which variables set it up. */
export interface Integration {
  readonly kind: ChannelKind;
  readonly isConfigured: boolean;
  readonly variables: readonly string[];
}
