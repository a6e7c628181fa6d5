import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { openLive } from '../contract/live-client.ts';
import { type HttpInbox, startHttpInbox } from '../support/inbox.ts';
import { type Caller, startTestServer, type TestServer } from '../support/server.ts';

let http: HttpInbox;
let server: TestServer;
let viewer: Caller;
let shiftMs = 0;

interface AlertRow {
  readonly id: string;
  readonly metricName: string;
  readonly status: string;
  readonly value: number;
  readonly resolvedBy: string | null;
}

before(async () => {
  http = await startHttpInbox();
  server = await startTestServer({ env: { SLACK_WEBHOOK_URL: `${http.url}/slack` }, clock: { now: () => Date.now() + shiftMs } });
  // The tests decide when a round is run.
  await server.app.jobs.unschedule({ name: 'alerting.evaluate' } as never, 'minute');
  viewer = await server.user('vera', ['viewer']);
});
after(async () => {
  await server.close();
  http.close();
});

const evaluate = (): Promise<number> => server.app.modules.alerting.evaluate();
const alertsOf = async (metric: string): Promise<AlertRow[]> =>
  (await server.admin.inject({ url: '/api/console/v1/alerts?limit=100' })).json<{ items: AlertRow[] }>().items.filter(({ metricName }) => metricName === metric);

/** The latest alert on a metric. */
async function latest(metric: string): Promise<AlertRow> {
  const [alert] = await alertsOf(metric);
  assert.ok(alert !== undefined, `no alert on ${metric}`);
  return alert;
}

async function threshold(payload: object): Promise<{ id: string }> {
  const made = await server.admin.inject({ method: 'POST', url: '/api/v1/admin/alert-thresholds', payload });
  assert.equal(made.statusCode, 201, made.body);
  return made.json<{ id: string }>();
}

test('every metric that can be named is measured or says that there is no data', async () => {
  const metrics = (await viewer.inject({ url: '/api/console/v1/metrics' })).json<{ name: string; value: number | null }[]>();
  const values = Object.fromEntries(metrics.map(({ name, value }) => [name, value]));
  for (const name of ['cpu_usage', 'memory_usage', 'disk_usage', 'active_connections', 'queue_depth', 'failed_jobs', 'notification_dead_letters', 'error_rate']) assert.ok(typeof values[name] === 'number', `${name}: ${String(values[name])}`);
  assert.ok((values.memory_usage ?? 0) > 0 && (values.memory_usage ?? 0) <= 100);
});

test('a passed limit raises one alert, tells Slack and the socket, is acknowledged, and resolves by itself', async () => {
  const [url = ''] = await server.listen();
  const socket = await openLive(url, '/ws', { token: viewer.token });
  socket.send({ type: 'subscribe', channels: ['alerts', 'notifications'] });
  await socket.next(({ type }) => type === 'subscribed');
  const { id } = await threshold({ metric_name: 'memory', operator: 'greater_than', threshold_value: 0, severity: 'critical', environment: 'production', notification_channels: ['slack'], cooldown_minutes: 30 });
  assert.equal(await evaluate(), 1);
  assert.equal(await evaluate(), 0, 'it is open already');
  const alert = await latest('memory');
  assert.equal(alert.status, 'open');
  const live = await socket.next(({ type }) => type === 'alert');
  const data = live.data as Record<string, unknown>;
  assert.deepEqual([live.action, data.id, data.metric, data.threshold, data.operator, data.environment, data.severity], ['created', alert.id, 'memory', 0, '>', 'production', 'critical']);
  const notice = await socket.next(({ type }) => type === 'notification');
  assert.deepEqual([(notice.data as Record<string, unknown>).type, (notice.data as Record<string, unknown>).priority], ['error', 'urgent']);
  for (let tries = 0; tries < 200 && http.received.length === 0; tries += 1) await sleep(25);
  assert.match(String(http.received[0]?.body.text), /^\[critical\] memory is /);

  assert.equal((await viewer.inject({ method: 'POST', url: `/api/console/v1/alerts/${alert.id}/acknowledge` })).statusCode, 403);
  const seen = await server.admin.inject({ method: 'POST', url: `/api/console/v1/alerts/${alert.id}/acknowledge` });
  assert.equal(seen.json<AlertRow>().status, 'acknowledged');

  const raised = await server.admin.inject({ method: 'PATCH', url: `/api/v1/admin/alert-thresholds/${id}`, payload: { threshold_value: 101 } });
  assert.equal(raised.json<{ operator: string }>().operator, 'greater_than', 'the spelling that was sent');
  for (let round = 0; round < 3; round += 1) await evaluate();
  const over = await latest('memory');
  assert.deepEqual([over.status, over.resolvedBy], ['resolved', null]);
  assert.equal((await server.admin.inject({ method: 'POST', url: `/api/console/v1/alerts/${alert.id}/resolve` })).statusCode, 409);

  await server.admin.inject({ method: 'PATCH', url: `/api/v1/admin/alert-thresholds/${id}`, payload: { threshold_value: 0 } });
  assert.equal(await evaluate(), 0, 'the cooldown runs');
  shiftMs += 31 * 60_000;
  assert.equal(await evaluate(), 1, 'the cooldown is over');
  assert.equal((await alertsOf('memory')).length, 2);
  await server.admin.inject({ method: 'DELETE', url: `/api/v1/admin/alert-thresholds/${id}` });
  socket.ws.close();
});

test('no data is no breach: another environment, an unknown metric, a disabled threshold', async () => {
  await threshold({ metric_name: 'cpu_usage', operator: '>=', threshold_value: 0, severity: 'low', environment: 'staging' });
  await threshold({ metric_name: 'unheard_of', operator: '!=', threshold_value: -1, severity: 'low' });
  await threshold({ metric_name: 'disk_usage', operator: '>=', threshold_value: 0, severity: 'low', enabled: false });
  assert.equal(await evaluate(), 0);
  const rows = (await viewer.inject({ url: '/api/v1/admin/alert-thresholds?environment=staging' })).json<{ metric_name: string; last_value: number | null; evaluated_at: string | null }[]>();
  assert.equal(rows.length, 1);
  assert.deepEqual([rows[0]?.last_value, typeof rows[0]?.evaluated_at], [null, 'string']);
});

test('what nobody could be told of raises an alert by the threshold that every installation has', async () => {
  await server.db.transaction((tx) => server.app.modules.notifications.notify(tx, { key: 'x', title: 'x', text: 'x' }, ['pagerduty']));
  assert.equal(await evaluate(), 1);
  assert.equal((await alertsOf('notification_dead_letters')).length, 1);
});
