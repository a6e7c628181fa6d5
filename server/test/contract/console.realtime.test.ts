import assert from 'node:assert/strict';
import { once } from 'node:events';
import { after, before, test } from 'node:test';
import { WebSocket } from 'ws';
import type { ScanRow } from '../../src/contracts/console/scans.wire.ts';
import { administratorPassword, type Caller, startTestServer, type TestServer } from '../support/server.ts';
import { type LiveClient, openLive } from './live-client.ts';
import { vulnerableSource } from './scan-samples.ts';

const path = '/api/console/v1/live';

let server: TestServer;
let alice: Caller;
let bob: Caller;
let url: string;

before(async () => {
  server = await startTestServer();
  alice = await server.user('alice');
  bob = await server.user('bob');
  [url = ''] = await server.listen();
});
after(() => server.close());

async function follow(caller: Caller, topics: readonly string[]): Promise<LiveClient> {
  const client = await openLive(url, path, { token: caller.token });
  await client.next(({ event }) => event === 'ready');
  client.send({ type: 'subscribe', topics });
  await client.next(({ event }) => event === 'subscribed');
  return client;
}

async function start(caller: Caller): Promise<string> {
  const reply = await caller.inject({ method: 'POST', url: '/api/console/v1/scans', payload: { target: { kind: 'source', filename: 'Live.sol', source: vulnerableSource } } });
  return reply.json<ScanRow>().id;
}

const isAbout = (id: string, event: string) => (frame: Record<string, unknown>) => frame.topic === 'scans' && frame.event === event && (frame.data as { id: string }).id === id;

test('a scan is told from queued to completed to deleted, as the rows of the list', async () => {
  const client = await follow(alice, ['scans']);
  const id = await start(alice);
  await client.next(isAbout(id, 'queued'));
  const { data } = await client.next(isAbout(id, 'completed'));
  const row = data as ScanRow;
  assert.deepEqual([row.status, row.percent, row.title], ['completed', 100, 'Live.sol']);
  const listed = await alice.inject({ url: '/api/console/v1/scans?limit=1' });
  assert.deepEqual(row, listed.json<{ items: ScanRow[] }>().items[0], 'a frame and a row of the list are the same');
  await alice.inject({ method: 'DELETE', url: `/api/console/v1/scans/${id}` });
  assert.deepEqual((await client.next(isAbout(id, 'deleted'))).data, { id });
  client.ws.close();
});

test('scans are told to their owner alone', async () => {
  const [mine, other] = [await follow(alice, ['scans']), await follow(bob, ['scans'])];
  const [first, second] = [await start(alice), await start(bob)];
  await Promise.all([mine.next(isAbout(first, 'completed')), other.next(isAbout(second, 'completed'))]);
  assert.ok(!JSON.stringify(mine.frames).includes(second) && !JSON.stringify(other.frames).includes(first));
  for (const client of [mine, other]) client.ws.close();
});

test('nothing comes before a topic is joined or after it was left', async () => {
  const client = await openLive(url, path, { token: alice.token });
  const witness = await follow(alice, ['scans']);
  const unheard = await start(alice);
  await witness.next(isAbout(unheard, 'completed'));
  client.send({ type: 'subscribe', topics: ['scans', 'system'] });
  await client.next(({ topic, event }) => topic === 'system' && event === 'metrics');
  client.send({ type: 'unsubscribe', topics: ['scans', 'system'] });
  await client.next(({ event }) => event === 'unsubscribed');
  const late = await start(alice);
  await witness.next(isAbout(late, 'completed'));
  client.send({ type: 'ping' });
  await client.next(({ event }) => event === 'pong');
  assert.equal(client.frames.some(({ topic }) => topic === 'scans'), false);
  for (const each of [client, witness]) each.ws.close();
});

test('what is not understood is answered, not punished', async () => {
  const client = await follow(alice, ['scans']);
  for (const wrong of ['not json', { type: 'subscribe', topics: ['weather'] }, { type: 'subscribe', topics: [] }, 7, null]) {
    const count = client.frames.filter(({ event }) => event === 'error').length;
    client.send(wrong);
    await client.next(() => client.frames.filter(({ event }) => event === 'error').length > count);
  }
  client.ws.close();
});

test('a browser comes in by its cookie, and is out with its session', async () => {
  const login = await server.inject({ method: 'POST', url: '/api/console/v1/auth/login', payload: { username: 'admin', password: administratorPassword } });
  const cookie = String(login.headers['set-cookie']).split(';')[0] ?? '';
  const ws = new WebSocket(`${url.replace(/^http/, 'ws')}${path}`, { headers: { cookie, origin: url } });
  await once(ws, 'open');
  const closed = once(ws, 'close');
  await server.inject({ method: 'POST', url: '/api/console/v1/auth/logout', headers: { cookie } });
  const [code] = (await closed) as [number];
  assert.equal(code, 1008);
});

test('nobody comes in without a session, and no page from elsewhere with one', async () => {
  const anonymous = new WebSocket(`${url.replace(/^http/, 'ws')}${path}`);
  const [code] = (await once(anonymous, 'close')) as [number];
  assert.equal(code, 1008);
  const foreign = new WebSocket(`${url.replace(/^http/, 'ws')}${path}?token=${alice.token}`, { headers: { origin: 'https://elsewhere.example' } });
  const [, response] = (await once(foreign, 'unexpected-response')) as [unknown, { statusCode: number }];
  assert.equal(response.statusCode, 403);
});
