import { STATUS_CODES, type IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';

const BEARER_PROTOCOL = 'bearer.';

/** Path and query of an upgrade request; null when they are no URL. A slash at the end does not matter. */
export function urlOf(request: IncomingMessage): URL | null {
  const url = URL.parse(request.url ?? '', 'http://localhost');
  if (url !== null && url.pathname.length > 1) url.pathname = url.pathname.replace(/\/+$/, '');
  return url;
}

function offeredProtocols(request: IncomingMessage): string[] {
  const header = request.headers['sec-websocket-protocol'];
  return header === undefined ? [] : header.split(',').map((name) => name.trim());
}

function cookieOf(request: IncomingMessage, name: string): string | null {
  for (const pair of request.headers.cookie?.split(';') ?? []) {
    const [key, ...value] = pair.split('=');
    if (key?.trim() === name) return value.join('=').trim();
  }
  return null;
}

function bearerOf(request: IncomingMessage): string | null {
  return /^Bearer +(\S+)$/i.exec(request.headers.authorization ?? '')?.[1] ?? null;
}

/** The credential of an upgrade request: `Authorization: Bearer`, `?token=`, subprotocol `bearer.<token>`, cookie `session_token`. */
export function tokenOf(request: IncomingMessage, url: URL): string | null {
  const protocol = offeredProtocols(request).find((name) => name.startsWith(BEARER_PROTOCOL));
  const token = bearerOf(request) ?? url.searchParams.get('token') ?? protocol?.slice(BEARER_PROTOCOL.length) ?? cookieOf(request, 'session_token');
  return token === '' ? null : token;
}

/** The first offered name that is no credential; browsers insist that one of the offered is confirmed, so a lone credential is. */
export function chooseProtocol(offered: ReadonlySet<string>): string | false {
  for (const name of offered) if (!name.startsWith(BEARER_PROTOCOL)) return name;
  return offered.values().next().value ?? false;
}

/** The chosen subprotocol as the dialects see it: never a credential. */
export function protocolName(chosen: string): string {
  return chosen.startsWith(BEARER_PROTOCOL) ? '' : chosen;
}

/** True for a page that this very server served. */
export function isSameOrigin(request: IncomingMessage, origin: string): boolean {
  return request.headers.host !== undefined && URL.parse(origin)?.host === request.headers.host;
}

/** Answers an upgrade request with an HTTP error and ends the connection. */
export function refuseUpgrade(socket: Duplex, status: number, code: string): void {
  const body = JSON.stringify({ error: code });
  // Ends both halves: a peer that never closes its own would keep the connection for ever.
  socket.once('finish', () => socket.destroy());
  socket.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\nConnection: close\r\nContent-Type: application/json\r\n` +
      `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );
}
