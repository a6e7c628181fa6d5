import assert from 'node:assert/strict';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { test } from 'node:test';
import { alice, echo, house, reader, until, type Client } from '../../../test/support/hub-house.ts';

test('a frame goes in parsed and an answer comes back; what is no JSON arrives as undefined', async (t) => {
  const { open } = await house(t, echo);
  const { ws, frame } = open('/ws/test');
  await once(ws, 'open');
  ws.send('{"a":1}');
  ws.send('{"a":');
  ws.send(Buffer.from('{}'), { binary: true });
  await frame(3);
  assert.deepEqual(await frame(1), { echo: { a: 1 } });
  assert.deepEqual(await frame(2), { echo: 'unparsed' });
  assert.deepEqual(await frame(3), { echo: 'unparsed' });
});

test('unknown paths are refused by HTTP before the upgrade', async (t) => {
  const { open } = await house(t, echo);
  assert.equal((await open('/ws/other').closed).code, 404);
  assert.equal((await open('/').closed).code, 404);
});

test('foreign origins are refused, allowed and own ones pass', async (t) => {
  const { open, port } = await house(t, echo);
  assert.equal((await open('/ws/test', { origin: 'https://evil.example' }).closed).code, 403);
  assert.equal((await open('/ws/test', { origin: 'null' }).closed).code, 403);
  await once(open('/ws/test', { origin: 'https://friend.example' }).ws, 'open');
  await once(open('/ws/test', { origin: `http://127.0.0.1:${port}` }).ws, 'open');
});

test('a credential is found wherever clients put it', async (t) => {
  const { open, opened } = await house(t, { access: 'required', onOpen: (connection) => connection.send(connection.principal?.username) });
  assert.equal(await open('/ws/test?token=good').frame(1), 'alice');
  assert.equal(await open('/ws/test/', { headers: { authorization: 'Bearer good' } }).frame(1), 'alice');
  assert.equal(await open('/ws/test', { headers: { cookie: 'a=b; session_token=good' } }).frame(1), 'alice');
  const alone = open('/ws/test', {}, ['bearer.good']);
  assert.equal(await alone.frame(1), 'alice');
  assert.equal(alone.ws.protocol, 'bearer.good');
  const both = open('/ws/test', {}, ['bearer.good', 'ops']);
  assert.equal(await both.frame(1), 'alice');
  assert.equal(both.ws.protocol, 'ops');
  assert.deepEqual(opened.map((connection) => connection.subprotocol), ['', '', '', '', 'ops']);
});

test('without a valid credential a required socket is closed with 1008, so that browsers see why', async (t) => {
  const { open, opened } = await house(t, { ...echo, access: 'required' });
  assert.deepEqual(await open('/ws/test').closed, { code: 1008, reason: 'Unauthorized' });
  assert.deepEqual(await open('/ws/test?token=bad').closed, { code: 1008, reason: 'Unauthorized' });
  assert.equal(opened.length, 0);
});

test('when credentials cannot be checked the upgrade is refused with 503', async (t) => {
  const { open, faults } = await house(t, echo, { authenticate: () => Promise.reject(new Error('database away')) });
  assert.equal((await open('/ws/test?token=good').closed).code, 503);
  assert.equal(faults.length, 1);
});

test('a first-frame socket is closed when nobody authenticates in time, and kept when somebody does', async (t) => {
  const { open } = await house(t, {
    access: 'first-frame',
    onFrame(connection, frame) {
      if ((frame as { token?: string }).token === 'good') connection.principal = alice;
      connection.send('ok');
    },
  }, { limits: { authenticateWithinMs: 300 } });
  const silent = open('/ws/test');
  const known = open('/ws/test');
  await once(known.ws, 'open');
  known.ws.send('{"token":"good"}');
  await known.frame(1);
  assert.deepEqual(await silent.closed, { code: 1008, reason: 'Unauthorized' });
  known.ws.send('{}');
  await known.frame(2);
});

test('a message reaches all subscribers of its topic and nobody else, in order', async (t) => {
  const { open, hub } = await house(t, {
    onOpen(connection) {
      connection.subscribe(connection.url.searchParams.get('topic') ?? '');
      connection.send('ready');
    },
  });
  const [a, b, c] = ['news', 'news', 'other'].map((topic) => open(`/ws/test?topic=${topic}`)) as [Client, Client, Client];
  await Promise.all([a, b, c].map((one) => one.frame(1)));
  assert.equal(hub.hasSubscribers('news'), true);
  assert.equal(hub.hasSubscribers('nothing'), false);
  for (let n = 0; n < 500; n += 1) hub.publish('news', { n });
  hub.publish('other', 'x');
  await Promise.all([a.frame(501), b.frame(501), c.frame(2)]);
  const expected = ['ready', ...Array.from({ length: 500 }, (_, n) => ({ n }))];
  assert.deepEqual(a.frames, expected);
  assert.deepEqual(b.frames, expected);
  assert.deepEqual(c.frames, ['ready', 'x']);
  assert.equal(hub.stats().sent, 3 + 1000 + 1);
});

test('leaving a topic, by word or by closing, ends the subscription', async (t) => {
  const { open, hub, opened } = await house(t, reader);
  const one = open('/ws/test');
  await one.frame(1);
  opened[0]?.unsubscribe('news');
  assert.equal(hub.hasSubscribers('news'), false);
  opened[0]?.subscribe('news');
  one.ws.close();
  await one.closed;
  await until(() => hub.stats().connections === 0);
  assert.equal(hub.hasSubscribers('news'), false);
  opened[0]?.subscribe('news');
  assert.equal(hub.hasSubscribers('news'), false, 'a closed socket cannot subscribe');
});

test('logout closes the sockets of that principal with 1008', async (t) => {
  const { open, hub } = await house(t, reader);
  const [mine, other] = [open('/ws/test?token=good'), open('/ws/test')];
  await Promise.all([mine.frame(1), other.frame(1)]);
  hub.closeWhere((principal) => principal.sessionId === 's-1', 'Logged out');
  assert.deepEqual(await mine.closed, { code: 1008, reason: 'Logged out' });
  hub.publish('news', 1);
  await other.frame(2);
});

test('a handler that throws closes its socket with 1011 and is logged; others live on', async (t) => {
  const { open, faults } = await house(t, {
    onFrame(connection, frame) {
      if (frame === 'die') throw new Error('bug');
      connection.send(frame);
    },
  });
  const [a, b] = [open('/ws/test'), open('/ws/test')];
  await Promise.all([once(a.ws, 'open'), once(b.ws, 'open')]);
  a.ws.send('"die"');
  assert.equal((await a.closed).code, 1011);
  assert.match(String(faults[0]?.err), /bug/);
  b.ws.send('"hello"');
  assert.equal(await b.frame(1), 'hello');
});

test('frames of one socket are handled one after the other, and its end last of all', async (t) => {
  const seen: unknown[] = [];
  const { open } = await house(t, {
    async onFrame(_connection, frame) {
      await sleep(frame === 1 ? 30 : 0);
      seen.push(frame);
    },
    onClose: () => void seen.push('closed'),
  });
  const { ws } = open('/ws/test');
  await once(ws, 'open');
  for (const n of [1, 2, 3]) ws.send(String(n));
  ws.close();
  await until(() => seen.length === 4);
  assert.deepEqual(seen, [1, 2, 3, 'closed']);
});

test('stopping closes everybody with 1001 and accepts nobody more', async (t) => {
  const { open, hub } = await house(t, reader);
  const one = open('/ws/test');
  await one.frame(1);
  hub.publish('news', 'last words');
  await hub.close();
  assert.equal((await one.closed).code, 1001);
  assert.deepEqual(one.frames, ['ready', 'last words']);
});

test('a path is defined once', async (t) => {
  const { hub } = await house(t, echo);
  assert.throws(() => hub.define({ path: '/ws/test', guide: 'x', access: 'optional' }), /defined twice/);
});

test('a message for several topics reaches a reader of two of them once, and only those who may have it', async (t) => {
  const { hub, open, opened } = await house(t, {
    onOpen(connection) {
      for (const topic of ['incidents', 'production']) connection.subscribe(topic);
      connection.send('ready');
    },
  });
  const known = open('/ws/test?token=good');
  await known.frame(1);
  const unknown = open('/ws/test');
  await unknown.frame(1);
  assert.equal(opened.length, 2);
  hub.publishToAny(['incidents', 'production', 'squad:a'], 'secret', ({ principal }) => principal !== null);
  hub.publish('incidents', 'for all');
  assert.equal(await known.frame(3), 'for all');
  assert.deepEqual(known.frames, ['ready', 'secret', 'for all']);
  assert.equal(await unknown.frame(2), 'for all');
});
