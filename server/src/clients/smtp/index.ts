import type { Transporter } from 'nodemailer';

/** A mail server of the operator. */
export interface SmtpServer {
  readonly host: string;
  readonly port: number;
  /** TLS from the first byte (port 465); otherwise STARTTLS when the server offers it. */
  readonly isSecure: boolean;
  readonly user: string | undefined;
  readonly password: string | undefined;
  /** Sender: `Bulwark <ops@example.org>`. */
  readonly from: string;
}

/** One mail; the text is plain. */
export interface Mail {
  readonly to: readonly string[];
  readonly subject: string;
  readonly text: string;
  readonly html?: string | undefined;
  readonly attachments?: readonly { readonly filename: string; readonly contentType: string; readonly content: Uint8Array }[];
  /** Stays the same over repetitions, so that mail programs show a repeated delivery once. */
  readonly messageId: string;
}

/** A mail that the server refused for good (5xx), so that sending it again makes no sense. */
export class MailRefused extends Error {}

/** Sends mail through one server. */
export interface Mailer {
  /** @throws MailRefused, or an Error worth another try (no connection, time-out, 4xx) */
  send(mail: Mail): Promise<void>;
}

const connectWithinMs = 10_000;
const answerWithinMs = 20_000;

async function open({ host, port, isSecure, user, password }: SmtpServer): Promise<Transporter> {
  const { createTransport } = await import('nodemailer');
  return createTransport({
    host, port, secure: isSecure,
    ...(user !== undefined && { auth: { user, pass: password ?? '' } }),
    connectionTimeout: connectWithinMs, greetingTimeout: connectWithinMs, socketTimeout: answerWithinMs,
    disableFileAccess: true, disableUrlAccess: true,
  });
}

/** RFC 5321: a code of 500 or more is permanent. */
function isRefusal(error: unknown): boolean {
  const code = (error as { responseCode?: unknown }).responseCode;
  return typeof code === 'number' && code >= 500;
}

/** The mail client, loaded at the first mail. */
export function createMailer(server: SmtpServer): Mailer {
  return {
    async send({ to, subject, text, html, attachments = [], messageId }) {
      const transport = await open(server);
      try {
        await transport.sendMail({
          from: server.from, to: [...to], subject, text, messageId,
          ...(html !== undefined && { html }),
          attachments: attachments.map(({ filename, contentType, content }) => ({ filename, contentType, content: Buffer.from(content) })),
        });
      } catch (cause) {
        const reason = cause instanceof Error ? cause.message : String(cause);
        throw isRefusal(cause) ? new MailRefused(reason, { cause }) : new Error(`The mail server: ${reason}`, { cause });
      } finally {
        transport.close();
      }
    },
  };
}
