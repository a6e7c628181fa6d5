import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { test } from 'node:test';
import type { WebSocket } from 'ws';
import { echo, house, reader, until } from '../../../test/support/hub-house.ts';

test('a reader that does not read is dropped, not buffered without end', async (t) => {
  const { open, hub } = await house(t, reader, { limits: { maxBufferedBytes: 256 * 1024, closeWithinMs: 200 } });
  const [slow, quick] = [open('/ws/test'), open('/ws/test')];
  await Promise.all([slow.frame(1), quick.frame(1)]);
  slow.ws.pause();
  const message = 'x'.repeat(60_000);
  let published = 0;
  while (hub.stats().dropped === 0) {
    hub.publish('news', message);
    published += 1;
    await quick.frame(published + 1);
    assert.ok(published < 5000, 'the slow reader was never dropped');
  }
  await until(() => hub.stats().connections === 1);
  assert.equal(quick.frames.length, published + 1, 'the quick reader got all of it');
});

test('giant messages close with 1009, also in fragments', async (t) => {
  const { open } = await house(t, echo);
  const whole = open('/ws/test');
  await once(whole.ws, 'open');
  whole.ws.send('x'.repeat(65 * 1024));
  assert.equal((await whole.closed).code, 1009);
  const parts = open('/ws/test');
  await once(parts.ws, 'open');
  for (let n = 0; n < 10; n += 1) parts.ws.send('x'.repeat(10_000), { fin: false });
  assert.equal((await parts.closed).code, 1009);
});

/** A socket that has been upgraded and then speaks in raw bytes. */
async function rawSocket(port: number, headers = ''): Promise<{ socket: Socket; received: Buffer[] }> {
  const socket = connect(port, '127.0.0.1');
  const received: Buffer[] = [];
  socket.on('error', () => undefined);
  socket.write(`GET /ws/test HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n${headers}\r\n`);
  await once(socket, 'data');
  socket.on('data', (data: Buffer) => void received.push(data));
  return { socket, received };
}

function maskedFrame(head: number, payload: Buffer): Buffer {
  return Buffer.concat([Buffer.from([head, 0x80 | payload.length, 0, 0, 0, 0]), payload]);
}

function closeCode(received: readonly Buffer[]): number {
  return Buffer.concat(received).readUInt16BE(2);
}

test('bad UTF-8 closes with 1007, broken frames with 1002', async (t) => {
  const { port } = await house(t, echo);
  const cases = [
    [maskedFrame(0x81, Buffer.from([0xc3, 0x28])), 1007],
    [Buffer.from([0x81, 0x01, 0x41]), 1002], // not masked
    [maskedFrame(0xc1, Buffer.from('{}')), 1002], // compressed, though nothing was agreed
    [maskedFrame(0x83, Buffer.from('{}')), 1002], // unknown kind
  ] as const;
  for (const [bytes, code] of cases) {
    const { socket, received } = await rawSocket(port);
    socket.write(bytes);
    await once(socket, 'close');
    assert.equal(closeCode(received), code);
  }
});

test('compression is never agreed', async (t) => {
  const { open } = await house(t, echo);
  const { ws } = open('/ws/test', { perMessageDeflate: true });
  await once(ws, 'open');
  assert.equal(ws.extensions, '');
});

test('a flood of messages or pings closes with 1008, within the allowance nothing happens', async (t) => {
  const { open } = await house(t, { ...echo, framesPerMinute: 20 });
  const polite = open('/ws/test');
  await once(polite.ws, 'open');
  for (let n = 0; n < 20; n += 1) polite.ws.send('1');
  await polite.frame(20);
  for (const flood of [(ws: WebSocket) => ws.send('1'), (ws: WebSocket) => ws.ping()]) {
    const { ws, closed, frames } = open('/ws/test');
    await once(ws, 'open');
    for (let n = 0; n < 50; n += 1) flood(ws);
    assert.equal((await closed).code, 1008);
    assert.ok(frames.length <= 20);
  }
});

test('a peer that has gone without a word is let go', async (t) => {
  const { port, hub, open } = await house(t, echo, { limits: { heartbeatMs: 100 } });
  const { socket } = await rawSocket(port); // answers no ping
  const living = open('/ws/test'); // ws answers by itself
  await once(living.ws, 'open');
  await once(socket, 'close');
  await until(() => hub.stats().connections === 1);
});

test('too many sockets from one address are refused, and a place is given back', async (t) => {
  const { open, hub } = await house(t, echo, { limits: { maxPerAddress: 2 } });
  const [a, b] = [open('/ws/test'), open('/ws/test')];
  await Promise.all([once(a.ws, 'open'), once(b.ws, 'open')]);
  assert.equal((await open('/ws/test').closed).code, 429);
  a.ws.close();
  await a.closed;
  await until(() => hub.stats().connections === 1);
  await once(open('/ws/test').ws, 'open');
});

test('behind a proxy callers are told apart by X-Forwarded-For, otherwise the header means nothing', async (t) => {
  const proxied = await house(t, echo, { limits: { maxPerAddress: 1 }, trustsProxy: true });
  await once(proxied.open('/ws/test', { headers: { 'x-forwarded-for': '192.0.2.1, 10.0.0.1' } }).ws, 'open');
  await once(proxied.open('/ws/test', { headers: { 'x-forwarded-for': '192.0.2.2' } }).ws, 'open');
  assert.equal((await proxied.open('/ws/test', { headers: { 'x-forwarded-for': '192.0.2.1' } }).closed).code, 429);
  const direct = await house(t, echo, { limits: { maxPerAddress: 1 } });
  await once(direct.open('/ws/test', { headers: { 'x-forwarded-for': '192.0.2.1' } }).ws, 'open');
  assert.equal((await direct.open('/ws/test', { headers: { 'x-forwarded-for': '192.0.2.2' } }).closed).code, 429);
});

test('an upgrade that is none is answered and ended', async (t) => {
  const { port, open } = await house(t, echo);
  for (const request of ['GET /ws/test HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n', 'GET //[ HTTP/1.1\r\nHost: x\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\n']) {
    const socket = connect(port, '127.0.0.1');
    socket.write(request);
    const [answer] = (await once(socket, 'data')) as [Buffer];
    assert.match(answer.toString(), /^HTTP\/1\.1 40[04] /);
    socket.destroy();
  }
  await once(open('/ws/test').ws, 'open');
});

test('subscriptions without end close the socket', async (t) => {
  const { open, hub } = await house(t, {
    onFrame(connection) {
      for (let n = 0; n < 100; n += 1) connection.subscribe(`topic-${n}`);
    },
  }, { limits: { maxTopics: 50 } });
  const { ws, closed } = open('/ws/test');
  await once(ws, 'open');
  ws.send('1');
  assert.equal((await closed).code, 1008);
  assert.equal(hub.hasSubscribers('topic-1'), false);
});

test('a refused peer that never closes its half of the connection is let go', async (t) => {
  const { port, server } = await house(t, echo);
  const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
  socket.on('error', () => undefined);
  socket.write('GET /ws/other HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n');
  const open = (): Promise<number> => new Promise((resolve, reject) => server.getConnections((error, count) => (error === null ? resolve(count) : reject(error))));
  await once(socket, 'data');
  while ((await open()) > 0) await sleep(5);
  socket.destroy();
});

test('a peer that goes away while it is being authenticated gives its place back', async (t) => {
  const gate = Promise.withResolvers<null>();
  let asked = 0;
  const { port, open, hub } = await house(t, echo, { limits: { maxPerAddress: 1 }, authenticate: () => ((asked += 1) === 1 ? gate.promise : Promise.resolve(null)) });
  const socket = connect(port, '127.0.0.1');
  socket.write('GET /ws/test HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n');
  await until(() => asked === 1);
  socket.destroy();
  assert.equal((await open('/ws/test').closed).code, 429, 'its place is still taken');
  gate.resolve(null);
  await until(() => hub.stats().connections === 0);
  for (;;) {
    const next = open('/ws/test');
    if ((await Promise.race([once(next.ws, 'open').then(() => 0), next.closed.then(({ code }) => code)])) === 0) return;
    await sleep(5);
  }
});
