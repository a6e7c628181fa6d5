import assert from 'node:assert/strict';
import { once } from 'node:events';
import { test } from 'node:test';
import { WebSocket } from 'ws';
import type { ScanRow } from '../../src/contracts/console/scans.wire.ts';
import { administratorPassword, type Caller } from '../support/server.ts';
import { type LiveClient, openLive } from './live-client.ts';
import { liveStage } from './live-stage.ts';
import { vulnerableSource } from './scan-samples.ts';

const path = '/api/console/v1/live';

const stage = liveStage();

async function follow(caller: Caller, topics: readonly string[]): Promise<LiveClient> {
  const client = await openLive(stage.url, path, { token: caller.token });
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
  const client = await follow(stage.alice, ['scans']);
  const id = await start(stage.alice);
  await client.next(isAbout(id, 'queued'));
  const { data } = await client.next(isAbout(id, 'completed'));
  const row = data as ScanRow;
  assert.deepEqual([row.status, row.percent, row.title], ['completed', 100, 'Live.sol']);
  const listed = await stage.alice.inject({ url: '/api/console/v1/scans?limit=1' });
  assert.deepEqual(row, listed.json<{ items: ScanRow[] }>().items[0], 'a frame and a row of the list are the same');
  await stage.alice.inject({ method: 'DELETE', url: `/api/console/v1/scans/${id}` });
  assert.deepEqual((await client.next(isAbout(id, 'deleted'))).data, { id });
  client.ws.close();
});

test('scans are told to their owner alone', async () => {
  const [mine, other] = [await follow(stage.alice, ['scans']), await follow(stage.bob, ['scans'])];
  const [first, second] = [await start(stage.alice), await start(stage.bob)];
  await Promise.all([mine.next(isAbout(first, 'completed')), other.next(isAbout(second, 'completed'))]);
  assert.ok(!JSON.stringify(mine.frames).includes(second) && !JSON.stringify(other.frames).includes(first));
  for (const client of [mine, other]) client.ws.close();
});

test('nothing comes before a topic is joined or after it was left', async () => {
  const client = await openLive(stage.url, path, { token: stage.alice.token });
  const witness = await follow(stage.alice, ['scans']);
  const unheard = await start(stage.alice);
  await witness.next(isAbout(unheard, 'completed'));
  client.send({ type: 'subscribe', topics: ['scans', 'system'] });
  await client.next(({ topic, event }) => topic === 'system' && event === 'metrics');
  client.send({ type: 'unsubscribe', topics: ['scans', 'system'] });
  await client.next(({ event }) => event === 'unsubscribed');
  const late = await start(stage.alice);
  await witness.next(isAbout(late, 'completed'));
  client.send({ type: 'ping' });
  await client.next(({ event }) => event === 'pong');
  assert.equal(client.frames.some(({ topic }) => topic === 'scans'), false);
  for (const each of [client, witness]) each.ws.close();
});

test('what is not understood is answered, not punished', async () => {
  const client = await follow(stage.alice, ['scans']);
  for (const wrong of ['not json', { type: 'subscribe', topics: ['weather'] }, { type: 'subscribe', topics: [] }, 7, null]) {
    const count = client.frames.filter(({ event }) => event === 'error').length;
    client.send(wrong);
    await client.next(() => client.frames.filter(({ event }) => event === 'error').length > count);
  }
  client.ws.close();
});

test('a browser comes in by its cookie, and is out with its session', async () => {
  const login = await stage.server.inject({ method: 'POST', url: '/api/console/v1/auth/login', payload: { username: 'admin', password: administratorPassword } });
  const cookie = String(login.headers['set-cookie']).split(';')[0] ?? '';
  const ws = new WebSocket(`${stage.url.replace(/^http/, 'ws')}${path}`, { headers: { cookie, origin: stage.url } });
  await once(ws, 'open');
  const closed = once(ws, 'close');
  await stage.server.inject({ method: 'POST', url: '/api/console/v1/auth/logout', headers: { cookie } });
  const [code] = (await closed) as [number];
  assert.equal(code, 1008);
});

test('nobody comes in without a session, and no page from elsewhere with one', async () => {
  const anonymous = new WebSocket(`${stage.url.replace(/^http/, 'ws')}${path}`);
  const [code] = (await once(anonymous, 'close')) as [number];
  assert.equal(code, 1008);
  const foreign = new WebSocket(`${stage.url.replace(/^http/, 'ws')}${path}?token=${stage.alice.token}`, { headers: { origin: 'https://elsewhere.example' } });
  const [, response] = (await once(foreign, 'unexpected-response')) as [unknown, { statusCode: number }];
  assert.equal(response.statusCode, 403);
});
