import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { TestContext } from 'node:test';
import { WebSocket, type ClientOptions } from 'ws';
import type { Principal } from '../../src/platform/context/index.ts';
import type { Log } from '../../src/platform/log/index.ts';
import { createHub, type Connection, type CreateHubOptions, type Hub, type SocketDefinition } from '../../src/platform/realtime/index.ts';

/** Who the token `good` stands for. */
export const alice: Principal = {
  userId: 'u-alice', serialId: 1, username: 'alice', email: 'a@example.org', roles: [], permissions: new Set(), via: 'access-token', sessionId: 's-1',
};

function quietLog(faults: object[] = []): Log {
  const ignore = (): void => undefined;
  const log: Log = { trace: ignore, debug: ignore, info: ignore, warn: ignore, fatal: ignore, error: (facts: object | string) => void faults.push(Object(facts)), child: () => log };
  return log;
}

/** A hub on a real server, with one socket at `/ws/test`. */
export interface House {
  readonly hub: Hub;
  readonly server: Server;
  readonly port: number;
  readonly faults: { err?: unknown }[];
  readonly opened: Connection[];
  open(path: string, options?: ClientOptions, protocols?: string[]): Client;
}

/** A client that keeps what it got; `closed` gives the close code, or the HTTP status of a refused upgrade. */
export interface Client {
  readonly ws: WebSocket;
  readonly frames: unknown[];
  readonly closed: Promise<{ code: number; reason: string }>;
  frame(count: number): Promise<unknown>;
}

function client(ws: WebSocket): Client {
  const frames: unknown[] = [];
  ws.on('message', (data: Buffer) => void frames.push(JSON.parse(data.toString())));
  ws.on('error', () => undefined);
  const closed = new Promise<{ code: number; reason: string }>((resolve) => {
    ws.on('close', (code, reason) => resolve({ code, reason: reason.toString() }));
    ws.on('unexpected-response', (_request, response) => {
      resolve({ code: response.statusCode ?? 0, reason: '' });
      response.resume();
    });
  });
  const frame = async (count: number): Promise<unknown> => {
    while (frames.length < count) await once(ws, 'message');
    return frames[count - 1];
  };
  return { ws, frames, closed, frame };
}

/** Starts a hub that ends with the test. */
export async function house(t: TestContext, definition: Partial<SocketDefinition>, options: Partial<CreateHubOptions> = {}): Promise<House> {
  const faults: object[] = [];
  const opened: Connection[] = [];
  const hub = createHub({
    authenticate: (_request, token) => Promise.resolve(token === 'good' ? alice : null),
    isOriginAllowed: (origin) => origin === 'https://friend.example',
    log: quietLog(faults),
    ...options,
  });
  hub.define({
    path: '/ws/test', guide: 'test', access: 'optional', ...definition,
    async onOpen(connection) {
      opened.push(connection);
      await definition.onOpen?.(connection);
    },
  });
  const server = createServer((_request, response) => void response.end());
  hub.attach(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const clients: WebSocket[] = [];
  t.after(async () => {
    for (const ws of clients) ws.terminate();
    await hub.close();
    server.close();
  });
  const open: House['open'] = (path, clientOptions = {}, protocols = []) => {
    const ws = new WebSocket(`ws://127.0.0.1:${port}${path}`, protocols, { perMessageDeflate: false, ...clientOptions });
    clients.push(ws);
    return client(ws);
  };
  return { hub, server, port, faults, opened, open };
}

/** Waits for something that happens in the server. */
export async function until(isTrue: () => boolean): Promise<void> {
  while (!isTrue()) await sleep(5);
}

/** Sends every frame back. */
export const echo: Partial<SocketDefinition> = { onFrame: (connection, frame) => connection.send({ echo: frame ?? 'unparsed' }) };
/** Reads the topic `news`. */
export const reader: Partial<SocketDefinition> = {
  onOpen(connection) {
    connection.subscribe('news');
    connection.send('ready');
  },
};
