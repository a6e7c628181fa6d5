import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Caller } from '../support/server.ts';
import { type LiveFrame, openLive } from './live-client.ts';
import { liveStage } from './live-stage.ts';
import { vulnerableSource } from './scan-samples.ts';
import { assertShape, assertTimestamp } from './shape.ts';

const stage = liveStage();

async function scan(caller: Caller): Promise<string> {
  const reply = await caller.inject({ method: 'POST', url: '/api/v1/scan/start', payload: { target: vulnerableSource, scan_type: 'full', depth: 5 } });
  return reply.json<{ data: { id: string } }>().data.id;
}

/** As the guide's handler writes it. */
const systemMetrics = { event: 'system_metrics', data: { cpu_usage: 1, memory_usage: 1, disk_usage: 1, network_io: 1, active_connections: 1, response_time: 1 }, timestamp: 'x' };
const notMeasured = ['disk_usage', 'network_io', 'response_time'];

interface ScanRow {
  readonly id: string;
  readonly status: string;
  readonly vulnerabilities: readonly unknown[];
}

const rowsOf = (frame: LiveFrame): readonly ScanRow[] => (frame.event === 'scan_results' ? (frame.data as ScanRow[]) : []);

test('a client that only listens gets everything, every second', async () => {
  const client = await openLive(stage.url, '/ws', { token: stage.alice.token });
  const first = await client.next(({ event }) => event === 'system_metrics');
  assertShape(first, systemMetrics, notMeasured);
  assert.deepEqual(Object.keys(first), ['event', 'data', 'timestamp']);
  assertTimestamp(first.timestamp);
  await client.next((frame) => frame.event === 'system_metrics' && frame !== first);
  assert.deepEqual((await client.next(({ event }) => event === 'scan_results')).data, []);
  client.ws.close();
});

test('scan_results carries the findings to the owner alone', async () => {
  const [mine, other] = [await openLive(stage.url, '/ws', { token: stage.alice.token, protocols: ['scorpius-x'] }), await openLive(stage.url, '/ws', { token: stage.bob.token, protocols: ['scorpius-x'] })];
  await Promise.all([mine, other].map((client) => client.next(({ event }) => event === 'scan_results')));
  const id = await scan(stage.alice);
  const done = await mine.next((frame) => rowsOf(frame).some((row) => row.id === id && row.status === 'completed'));
  assert.ok((rowsOf(done)[0]?.vulnerabilities.length ?? 0) > 0);
  const own = await scan(stage.bob);
  await other.next((frame) => rowsOf(frame).some((row) => row.status === 'completed'));
  assert.deepEqual([...new Set(other.frames.flatMap(rowsOf).map((row) => row.id))], [own]);
  for (const client of [mine, other]) client.ws.close();
});

test('a subscription narrows what is pushed', async () => {
  const client = await openLive(stage.url, '/ws', { token: stage.alice.token, protocols: ['scorpius-x'] });
  client.send({ type: 'subscribe', events: ['scan_results'] });
  const answer = await client.next(({ event }) => event === 'subscribed');
  assert.deepEqual(answer.data, { events: ['scan_results'] });
  const seen = client.frames.length;
  const id = await scan(stage.alice);
  await client.next((frame) => rowsOf(frame).some((row) => row.id === id && row.status === 'completed'));
  assert.ok(client.frames.slice(seen).every(({ event }) => event === 'scan_results'));
  client.ws.close();
});

test('the shared socket finds the dialect by subprotocol, first frame or silence, and a guess gives way', async () => {
  const byProtocol = await openLive(stage.url, '/ws', { token: stage.alice.token, protocols: ['scorpius-v1'] });
  assert.equal((await byProtocol.next(() => true)).type, 'connection_established');
  const byChannels = await openLive(stage.url, '/ws', { token: stage.alice.token });
  byChannels.send({ type: 'subscribe', channels: ['incidents'] });
  assert.deepEqual(await byChannels.next(() => true), { type: 'subscribed', channels: ['incidents'] });
  const byChannel = await openLive(stage.url, '/ws', { token: stage.alice.token });
  byChannel.send({ type: 'subscribe', channel: 'scan_progress' });
  assert.equal((await byChannel.next(() => true)).type, 'subscribed');
  const byService = await openLive(stage.url, '/ws', { token: stage.alice.token });
  byService.send({ type: 'heartbeat', service: 'system', data: {}, timestamp: new Date().toISOString() });
  await byService.next(({ type }) => type === 'heartbeat_response');

  const slow = await openLive(stage.url, '/ws', { token: stage.alice.token });
  await slow.next(({ event }) => event === 'scan_results');
  slow.send({ type: 'subscribe', channels: ['incidents'] });
  assert.deepEqual(await slow.next(({ type }) => type === 'subscribed'), { type: 'subscribed', channels: ['incidents'] });

  const strange = await openLive(stage.url, '/ws', { token: stage.alice.token });
  strange.send({ hello: 'world' });
  assert.equal((await strange.next(() => true)).type, 'error');
  strange.send('not JSON');
  await strange.next((frame) => frame.message === 'A frame must be a JSON object');
  for (const client of [byProtocol, byChannels, byChannel, byService, slow, strange]) client.ws.close();
});

test('sockets of the published client answer a ping to anybody and tell scans to a known caller', async () => {
  for (const path of ['/ws/ws/scanner', '/ws/ws/ws/scanner', '/ws/ws/honeypot', '/ws/ws/mempool', '/api/mempool/ws']) {
    const client = await openLive(stage.url, path);
    client.send(path.endsWith('mempool') ? { type: 'message', data: { type: 'ping' } } : { type: 'ping', timestamp: 1 });
    assert.deepEqual(await client.next(() => true), { type: 'pong' });
    client.ws.close();
  }
  const client = await openLive(stage.url, '/ws/ws/scanner', { token: stage.alice.token });
  client.send({ type: 'ping' });
  await client.next(({ type }) => type === 'pong');
  const id = await scan(stage.alice);
  const frame = await client.next(({ event }) => event === 'scan_progress');
  assertShape(frame, { type: 'scan_progress', event: 'scan_progress', data: { scan_id: id, progress: 1, status: 'x' }, timestamp: 'x', id });
  client.ws.close();
});
