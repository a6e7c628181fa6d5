import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Caller } from '../support/server.ts';
import { openLive } from './live-client.ts';
import { liveStage } from './live-stage.ts';
import { vulnerableSource } from './scan-samples.ts';
import { assertShape, assertTimestamp } from './shape.ts';

const stage = liveStage();

async function scan(caller: Caller): Promise<string> {
  const reply = await caller.inject({ method: 'POST', url: '/api/scanner/analyze', payload: { source_code: vulnerableSource } });
  return reply.json<{ scan_id: string }>().scan_id;
}

const metricsUpdate = { type: 'metrics_update', timestamp: 'x', data: { active_threats: null, scans_running: 0, mev_profit: null, system_health: 100, cpu_usage: 1, memory_usage: 1, active_connections: 1 } };

test('the dashboard gets metrics_update every second, unasked, and the guide\'s subscribe_dashboard changes nothing', async () => {
  const client = await openLive(stage.url, '/ws/dashboard', { token: stage.alice.token });
  client.send({ type: 'subscribe_dashboard', user_id: stage.alice.userId });
  const first = await client.next(({ type }) => type === 'metrics_update');
  assertShape(first, metricsUpdate);
  assertTimestamp(first.timestamp);
  await client.next((frame) => frame.type === 'metrics_update' && frame !== first);
  client.send({ type: 'subscribe_dashboard', user_id: stage.bob.userId });
  await client.next(({ type }) => type === 'error');
  client.ws.close();
});

test('scan progress reaches its owner and nobody else', async () => {
  const [mine, other] = [await openLive(stage.url, '/ws/dashboard', { token: stage.alice.token }), await openLive(stage.url, '/ws/dashboard', { token: stage.bob.token })];
  const id = await scan(stage.alice);
  const done = await mine.next((frame) => frame.type === 'scan_progress' && (frame.data as { scan_id: string; status: string }).scan_id === id && (frame.data as { status: string }).status === 'completed');
  assertShape(done, { type: 'scan_progress', timestamp: 'x', data: { scan_id: 'x', status: 'completed', progress: 100, stage: 'x' } });
  // Bob's own scan comes after Alice's: whatever was to reach him of hers would stand before it.
  const own = await scan(stage.bob);
  await other.next((frame) => frame.type === 'scan_progress' && (frame.data as { scan_id: string; status: string }).status === 'completed');
  const seen = other.frames.filter(({ type }) => type === 'scan_progress').map(({ data }) => (data as { scan_id: string }).scan_id);
  assert.deepEqual([...new Set(seen)], [own]);
  for (const client of [mine, other]) client.ws.close();
});

test('channels of the dashboard are left and joined by name; mempool and MEV say that nothing feeds them', async () => {
  const dashboard = await openLive(stage.url, '/ws/dashboard', { token: stage.alice.token });
  dashboard.send({ type: 'unsubscribe', channels: ['system_metrics'] });
  assert.deepEqual(await dashboard.next(({ type }) => type === 'unsubscribed'), { type: 'unsubscribed', channels: ['system_metrics'], not_available: [] });
  dashboard.send({ type: 'subscribe', channel: 'threat_alerts' });
  assert.deepEqual(await dashboard.next(({ type }) => type === 'subscribed'), { type: 'subscribed', channels: ['threat_alerts'], not_available: ['threat_alerts'] });
  dashboard.send({ type: 'subscribe', channel: 'constructor' });
  await dashboard.next(({ type }) => type === 'error');
  dashboard.ws.close();
  for (const [path, channel] of [['/ws/mempool', 'pending_transactions'], ['/ws/mev', 'arbitrage_opportunities']] as const) {
    const client = await openLive(stage.url, path, { token: stage.alice.token });
    client.send({ type: 'subscribe', channels: [channel] });
    assert.deepEqual((await client.next(({ type }) => type === 'subscribed')).not_available, [channel]);
    client.ws.close();
  }
});

test('without a valid token each socket closes with 1008; the first frame may bring one; a ping is answered all the same', async () => {
  for (const path of ['/ws/dashboard', '/ws/mempool', '/ws/mev', '/ws', '/c/scorpius/ws', '/c/scorpius/ws/dashboard']) {
    const invalid = await openLive(stage.url, path, { token: 'nonsense' });
    assert.equal(await invalid.closed, 1008);
    const silent = await openLive(stage.url, path);
    silent.send({ type: 'ping' });
    assert.deepEqual(await silent.next(() => true), { type: 'pong' });
    silent.send({ type: 'subscribe', channel: 'scan_progress' });
    assert.equal(await silent.closed, 1008);
  }
  const late = await openLive(stage.url, '/ws/dashboard');
  late.send({ type: 'auth', token: stage.alice.token });
  await late.next(({ type }) => type === 'metrics_update');
  late.ws.close();
});

test('the published client on /ws: a channel per frame, answers as {type: channel, payload}', async () => {
  const client = await openLive(stage.url, '/ws', { token: stage.alice.token });
  for (const channel of ['scan_progress', 'scan_results', 'performance_metrics', 'system_health']) client.send({ type: 'subscribe', channel });
  await client.next((frame) => frame.type === 'subscribed' && (frame.channels as string[])[0] === 'system_health');
  const id = await scan(stage.alice);
  assertShape(await client.next(({ type }) => type === 'scan_progress'), { type: 'scan_progress', payload: { scan_id: id, scanId: id, status: 'x', progress: 0 } });
  const result = await client.next(({ type }) => type === 'scan_results');
  assertShape(result, { type: 'scan_results', payload: { id, status: 'completed', vulnerabilities: [{ id: 'x', severity: 'high' }], risk_score: 1 } });
  assertShape(await client.next(({ type }) => type === 'performance_metrics'), { type: 'performance_metrics', payload: { cpu_usage: 1 } });
  assertShape(await client.next(({ type }) => type === 'system_health'), { type: 'system_health', payload: { status: 'healthy', services: [{ service: 'x' }] } });
  client.send({ type: 'unsubscribe', channel: 'performance_metrics' });
  await client.next(({ type }) => type === 'unsubscribed');
  client.ws.close();
});

test('signing out closes the sockets of the session', async () => {
  const carol = await stage.server.user('carol');
  const client = await openLive(stage.url, '/ws/dashboard', { token: carol.token });
  await client.next(({ type }) => type === 'metrics_update');
  assert.equal((await carol.inject({ method: 'POST', url: '/api/auth/logout' })).statusCode, 200);
  assert.equal(await client.closed, 1008);
});
