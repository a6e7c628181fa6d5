import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Caller } from '../support/server.ts';
import { openLive } from './live-client.ts';
import { liveStage } from './live-stage.ts';
import { vulnerableSource } from './scan-samples.ts';
import { assertShape, assertTimestamp } from './shape.ts';

const stage = liveStage();

async function scan(caller: Caller): Promise<string> {
  const reply = await caller.inject({ method: 'POST', url: '/api/v1/scanner/scan', payload: { contractCode: vulnerableSource } });
  return reply.json<{ data: { scanId: string } }>().data.scanId;
}

const at = '2024-01-01T00:00:00Z';

test('the protocol as the guide prints it: welcome, authenticate, subscribe, heartbeat', async () => {
  const client = await openLive(stage.url, '/api/v1/ws');
  const { timestamp, ...welcome } = await client.next(() => true);
  assert.deepEqual(welcome, { type: 'connection_established', service: 'system', data: { message: 'Connected to Python WebSocket server', serverMode: 'python' } });
  assertTimestamp(timestamp);

  client.send({ type: 'authenticate', service: 'auth', data: { token: stage.alice.token }, timestamp: at });
  const { timestamp: _authTime, ...authenticated } = await client.next(({ type }) => type === 'auth_success');
  assert.deepEqual(authenticated, { type: 'auth_success', service: 'auth', data: { authenticated: true } });

  for (const service of ['scanner', 'honeypot', 'mempool', 'forensics']) {
    client.send({ type: 'subscribe', service, data: { action: 'subscribe' }, timestamp: at });
    const { timestamp: _time, ...confirmed } = await client.next((frame) => frame.type === 'subscription_confirmed' && frame.service === service);
    assert.deepEqual(confirmed, { type: 'subscription_confirmed', service, data: { service, subscribed: true } });
  }
  client.send({ type: 'unsubscribe', service: 'honeypot', data: { action: 'unsubscribe' }, timestamp: at });
  const { timestamp: _time, ...cancelled } = await client.next(({ type }) => type === 'subscription_cancelled');
  assert.deepEqual(cancelled, { type: 'subscription_cancelled', service: 'honeypot', data: { service: 'honeypot', subscribed: false } });

  client.send({ type: 'heartbeat', service: 'system', data: { timestamp: at }, timestamp: at });
  const beat = await client.next(({ type }) => type === 'heartbeat_response');
  assertShape(beat, { type: 'heartbeat_response', service: 'system', data: { timestamp: at }, timestamp: at });
  assert.equal(beat.service, 'system');

  const id = await scan(stage.alice);
  const progress = await client.next((frame) => frame.type === 'scan_progress' && (frame.data as { status: string }).status === 'completed');
  assertShape(progress, { type: 'scan_progress', service: 'scanner', data: { scanId: id, progress: 100, currentPlugin: null, stage: 'x' }, timestamp: at });
  assert.equal((progress.data as { scanId: string }).scanId, id);
  client.ws.close();
});

/** The frames that the guide prints under WebSocket Protocol, in order, as they stand there. */
function printedFrames(): { type: string; service: string; data: object }[] {
  const guide = readFileSync(join(import.meta.dirname, '../../../docs/guides/scorpius-v1.md'), 'utf8');
  const [, chapter = ''] = guide.split('## WebSocket Protocol');
  return [...(chapter.split('## FastAPI Example')[0] ?? '').matchAll(/```json\n([^]*?)```/g)].map(([, json = '']) => JSON.parse(json) as { type: string; service: string; data: object });
}

test('every frame printed in the guide, sent and answered to the letter', async () => {
  const [authenticate, authSuccess, subscribe, heartbeat, heartbeatResponse, ...more] = printedFrames();
  assert.deepEqual([authenticate?.type, authSuccess?.type, subscribe?.type, heartbeat?.type, heartbeatResponse?.type, more], ['authenticate', 'auth_success', 'subscribe', 'heartbeat', 'heartbeat_response', []]);
  const client = await openLive(stage.url, '/api/v1/ws');
  client.send(JSON.stringify(authenticate).replace('your_bearer_token', stage.alice.token));
  assert.deepEqual({ ...(await client.next(({ type }) => type === 'auth_success')), timestamp: at }, authSuccess);
  client.send(subscribe);
  for (const service of subscribe?.service.split('|') ?? []) await client.next((frame) => frame.type === 'subscription_confirmed' && frame.service === service);
  client.send(heartbeat);
  assert.deepEqual({ ...(await client.next(({ type }) => type === 'heartbeat_response')), data: { timestamp: at }, timestamp: at }, heartbeatResponse);
  client.ws.close();
});

test("the guide's own socket test needs no token: a heartbeat is answered", async () => {
  const client = await openLive(stage.url, '/api/v1/ws');
  client.send({ type: 'heartbeat', service: 'system', data: {}, timestamp: new Date().toISOString() });
  await client.next(({ type }) => type === 'heartbeat_response');
  client.ws.close();
});

test('a subscription before authentication takes effect with it, and only then', async () => {
  const client = await openLive(stage.url, '/api/v1/ws');
  client.send({ type: 'subscribe', service: 'scanner', data: { action: 'subscribe' }, timestamp: at });
  await client.next(({ type }) => type === 'subscription_confirmed');
  const unseen = await scan(stage.alice);
  client.send({ type: 'authenticate', service: 'auth', data: { token: stage.bob.token }, timestamp: at });
  await client.next(({ type }) => type === 'auth_success');
  const own = await scan(stage.bob);
  await client.next((frame) => frame.type === 'scan_progress' && (frame.data as { status: string }).status === 'completed');
  const seen = client.frames.filter(({ type }) => type === 'scan_progress').map(({ data }) => (data as { scanId: string }).scanId);
  assert.ok(!seen.includes(unseen));
  assert.deepEqual([...new Set(seen)], [own]);
  client.ws.close();
});

test('another caller on the same socket does not go on reading the former one\'s scans', async () => {
  const client = await openLive(stage.url, '/api/v1/ws');
  client.send({ type: 'subscribe', service: 'scanner', data: {}, timestamp: at });
  for (const caller of [stage.alice, stage.bob]) {
    const accepted = client.frames.filter(({ type }) => type === 'auth_success').length;
    client.send({ type: 'authenticate', service: 'auth', data: { token: caller.token }, timestamp: at });
    await client.next(() => client.frames.filter(({ type }) => type === 'auth_success').length > accepted);
  }
  const foreign = await scan(stage.alice);
  const own = await scan(stage.bob);
  await client.next((frame) => frame.type === 'scan_progress' && (frame.data as { scanId: string; status: string }).scanId === own && (frame.data as { status: string }).status === 'completed');
  assert.ok(!client.frames.some(({ data }) => (data as { scanId?: string } | undefined)?.scanId === foreign));
  client.ws.close();
});

test('a bad token is told as auth_error and ends the socket; what is not understood is told too', async () => {
  const client = await openLive(stage.url, '/api/v1/ws');
  for (const frame of ['not JSON', [], { type: 'teleport', service: 'system' }, { type: 'subscribe', service: 'constructor' }]) client.send(frame);
  await client.next(() => client.frames.filter(({ type }) => type === 'error').length === 4);
  client.send({ type: 'authenticate', service: 'auth', data: { token: 'your_bearer_token' }, timestamp: at });
  const refused = await client.next(({ type }) => type === 'auth_error');
  assert.equal(refused.service, 'auth');
  assert.equal(await client.closed, 1008);
});

test('the settings page of the published client on /ws is told that settings are not changed there', async () => {
  const client = await openLive(stage.url, '/ws', { token: stage.alice.token });
  client.send({ type: 'update_settings', payload: { category: 'rpc', key: 'url', value: 'x' }, timestamp: Date.now() });
  const answer = await client.next(({ type }) => type === 'settings_updated');
  assert.equal((answer.payload as { success: boolean }).success, false);
  assert.equal(typeof answer.timestamp, 'number');
  client.ws.close();
});
