import { postToDiscord } from '../../clients/discord/index.ts';
import { postToSlack } from '../../clients/slack/index.ts';
import { createMailer, MailRefused, type SmtpServer } from '../../clients/smtp/index.ts';
import { sendTelegram } from '../../clients/telegram/index.ts';
import type { Config } from '../../platform/config/index.ts';
import type { Storage } from '../../platform/storage/index.ts';
import type { Attachment, ChannelKind, ChannelSettings, Message } from './notification.types.ts';

/** A refusal that another try would only meet again. */
export class Refused extends Error {}

/** A channel with what is needed to use it. */
export interface Target {
  readonly kind: ChannelKind;
  readonly settings: ChannelSettings;
  /** Webhook address or bot token, opened; null where the configured one is used. */
  readonly secret: string | null;
  /** Set up by the operator, so that private addresses are meant. */
  readonly isTrusted: boolean;
}

type SenderConfig = Pick<Config, 'SMTP_HOST' | 'SMTP_PORT' | 'SMTP_SECURE' | 'SMTP_USER' | 'SMTP_PASSWORD' | 'SMTP_FROM' | 'TELEGRAM_API_URL' | 'TELEGRAM_BOT_TOKEN' | 'NOTIFICATION_EMAILS'>;

/** The mail server that the configuration names, null without one. */
export function smtpServer(config: SenderConfig): SmtpServer | null {
  if (config.SMTP_HOST === undefined) return null;
  return { host: config.SMTP_HOST, port: config.SMTP_PORT, isSecure: config.SMTP_SECURE, user: config.SMTP_USER, password: config.SMTP_PASSWORD, from: config.SMTP_FROM };
}

/** 2xx is done; 408, 429 and 5xx pass; anything else says that the address or the token is wrong. */
function judge({ status, text }: { status: number; text: string }): void {
  if (status >= 200 && status < 300) return;
  const said = `answered ${status}${text === '' ? '' : `: ${text.slice(0, 200)}`}`;
  if (status === 408 || status === 429 || status >= 500) throw new Error(said);
  throw new Refused(said);
}

/** Sends messages; which way is the channel's kind. */
export class Sender {
  readonly #config: SenderConfig;
  readonly #storage: Storage;

  constructor(config: SenderConfig, storage: Storage) {
    this.#config = config;
    this.#storage = storage;
  }

  /** @throws Refused when it makes no sense to try again, any other Error when it does */
  async send(target: Target, message: Omit<Message, 'key'>, deliveryId: string): Promise<void> {
    const { kind, secret, settings, isTrusted } = target;
    if (kind === 'email') return await this.#mail(settings, message, deliveryId);
    if (kind === 'telegram') {
      const token = secret ?? this.#config.TELEGRAM_BOT_TOKEN;
      if (token === undefined || settings.chatId === undefined) throw new Refused('no bot token or chat: set TELEGRAM_BOT_TOKEN and TELEGRAM_CHAT_ID');
      return judge(await sendTelegram({ apiUrl: this.#config.TELEGRAM_API_URL, token, chatId: settings.chatId }, message));
    }
    if (secret === null) throw new Refused('the channel has no webhook address');
    judge(await (kind === 'slack' ? postToSlack : postToDiscord)(secret, message, isTrusted));
  }

  async #mail(settings: ChannelSettings, message: Omit<Message, 'key'>, deliveryId: string): Promise<void> {
    const server = smtpServer(this.#config);
    if (server === null) throw new Refused('no mail server is configured: set SMTP_HOST');
    const to = message.to ?? settings.to ?? this.#config.NOTIFICATION_EMAILS ?? [];
    if (to.length === 0) throw new Refused('no recipient: give the channel addresses or set NOTIFICATION_EMAILS');
    const attachments = await Promise.all((message.attachments ?? []).map((file) => this.#read(file)));
    try {
      await createMailer(server).send({ to, subject: message.title, text: message.text, attachments, messageId: `<${deliveryId}@bulwark>` });
    } catch (error) {
      if (error instanceof MailRefused) throw new Refused(error.message, { cause: error });
      throw error;
    }
  }

  async #read({ hash, filename, contentType }: Attachment): Promise<{ filename: string; contentType: string; content: Uint8Array }> {
    const content = await this.#storage.get(hash);
    if (content === null) throw new Refused(`the file ${filename} is not there any more`);
    return { filename, contentType, content };
  }
}
