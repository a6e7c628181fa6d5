import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

/** What a stub of Slack, Discord and Telegram was sent. */
export interface Received {
  readonly path: string;
  readonly body: Record<string, unknown>;
}

/** A local server that takes messages as the real ones do. */
export interface HttpInbox {
  readonly url: string;
  readonly received: readonly Received[];
  /** Answers of the next requests, one each; 200 when there are none. */
  readonly answers: number[];
  close(): void;
}

export async function startHttpInbox(): Promise<HttpInbox> {
  const received: Received[] = [];
  const answers: number[] = [];
  const server = createServer((request, response) => {
    let text = '';
    request.on('data', (chunk: Buffer) => (text += chunk.toString('utf8')));
    request.on('end', () => {
      received.push({ path: request.url ?? '', body: JSON.parse(text) as Record<string, unknown> });
      response.writeHead(answers.shift() ?? 200, { 'content-type': 'application/json' }).end('{"ok":true}');
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, received, answers, close: () => void server.close() };
}

/** A mail as it arrived. */
export interface ReceivedMail {
  readonly to: readonly string[];
  /** Headers and body. */
  readonly source: string;
}

/** A real mail server. */
export interface MailInbox {
  readonly port: number;
  readonly mails: readonly ReceivedMail[];
  /** Addresses that do not exist here. */
  readonly unknown: Set<string>;
  close(): Promise<void>;
}

export async function startMailInbox(): Promise<MailInbox> {
  const mails: ReceivedMail[] = [];
  const unknown = new Set<string>();
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo({ address }, _session, done) {
      done(unknown.has(address) ? Object.assign(new Error('No such user here'), { responseCode: 550 }) : undefined);
    },
    onData(stream, session, done) {
      let source = '';
      stream.on('data', (chunk: Buffer) => (source += chunk.toString('utf8')));
      stream.on('end', () => {
        mails.push({ to: session.envelope.rcptTo.map(({ address }) => address), source });
        done();
      });
    },
  });
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  const { port } = server.server.address() as AddressInfo;
  return { port, mails, unknown, close: () => new Promise((resolve) => server.close(() => resolve())) };
}
