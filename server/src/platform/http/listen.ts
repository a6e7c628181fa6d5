import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { PlainResponse } from './plain-response.ts';

/** The open addresses of one app. */
export interface Listening {
  readonly servers: readonly Server[];
  /** `http://127.0.0.1:8000`, the main one first. */
  readonly urls: readonly string[];
  /** Stops accepting on the further addresses; the main one closes with the app. */
  close(): Promise<void>;
}

function urlOf(server: Server): string {
  const { address, port, family } = server.address() as AddressInfo;
  const host = address === '::' || address === '0.0.0.0' ? 'localhost' : address;
  return `http://${family === 'IPv6' && host.includes(':') ? `[${host}]` : host}:${port}`;
}

function listenOn(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host, port }, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

function closeServer(server: Server): Promise<void> {
  server.closeIdleConnections();
  return new Promise((resolve) => void server.close(() => resolve()));
}

/** Opens the main address and the further ones that guide scorpius names; all serve the same app. */
export async function listen(app: FastifyInstance, at: { host: string; port: number; furtherPorts: readonly number[] }): Promise<Listening> {
  await app.listen({ host: at.host, port: at.port });
  const further: Server[] = [];
  const close = async (): Promise<void> => {
    await Promise.all(further.map(closeServer));
  };
  try {
    for (const port of at.furtherPorts) {
      const server = createServer({ ServerResponse: PlainResponse }, (request, response) => app.routing(request, response));
      await listenOn(server, at.host, port);
      further.push(server);
    }
  } catch (error) {
    await close();
    throw error;
  }
  const servers = [app.server, ...further];
  return { servers, urls: servers.map(urlOf), close };
}
