import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { incidentsDemo } from '../../src/demo/incidents.ts';
import { tasksDemo } from '../../src/demo/tasks.ts';
import { createDice } from '../../src/demo/dice.ts';
import type { Demonstration } from '../../src/demo/demonstration.ts';
import { type Caller, startTestServer, type TestServer } from '../support/server.ts';

const now = Date.parse('2099-05-20T12:00:00Z');
let server: TestServer;
let viewer: Caller;

async function demonstration(seed: number): Promise<Demonstration> {
  const principal = await server.app.modules.identity.actAs('admin');
  assert.ok(principal !== null);
  const ctx = { principal, requestId: 'test', signal: new AbortController().signal, clock: { now: () => now }, ip: null, userAgent: null };
  return { app: server.app, ctx, seed, dice: createDice(seed), now: new Date(now), at: (moment) => ({ ...ctx, clock: { now: () => moment.getTime() } }) };
}

before(async () => {
  server = await startTestServer({ roles: ['web'], clock: { now: () => now }, env: { JWT_EXPIRATION_HOURS: '720', REGISTRATION: 'open' } });
  viewer = await server.user('vera', ['viewer']);
  await incidentsDemo(await demonstration(5));
  await tasksDemo(await demonstration(5));
});
after(() => server.close());

async function get<T>(url: string): Promise<T> {
  const reply = await viewer.inject({ method: 'GET', url });
  assert.equal(reply.statusCode, 200, reply.body);
  return reply.json<T>();
}

interface Incident {
  readonly id: string; readonly jira_id: string; readonly title: string; readonly squad: string; readonly environment: string; readonly created_at: string; readonly resolved_at: string | null; readonly status: string; readonly root_cause: string | null;
}

async function everyIncident(): Promise<Incident[]> {
  const pages = await Promise.all([0, 100].map((offset) => get<Incident[]>(`/api/v1/infra/incidents?limit=100&offset=${offset}`)));
  return pages.flat();
}

test('the demonstration: at least a hundred incidents with timeline and evidence, twelve weeks of tasks, and it is not added twice', async () => {
  const incidents = await everyIncident();
  assert.ok(incidents.length >= 100);
  for (const { resolved_at: resolved, status } of incidents) assert.equal(resolved !== null, status === 'resolved' || status === 'closed');
  const [resolved] = incidents.filter(({ status }) => status === 'resolved');
  assert.ok(resolved !== undefined && (await get<unknown[]>(`/api/v1/infra/incidents/${resolved.id}/evidence`)).length > 0);
  const levels = await get<{ total_requested_hours: number; week_start: string }[]>('/api/v1/infra/sla-metrics');
  assert.equal(levels.length, 12);
  for (const level of levels) assert.ok(level.total_requested_hours > 0, level.week_start);
  assert.equal(await incidentsDemo(await demonstration(5)), null);
  assert.equal(await tasksDemo(await demonstration(5)), null);
});

test('the dashboard counts what the lists show', async () => {
  const summary = await get<Record<string, number>>('/api/v1/dashboard/summary');
  const week = (await everyIncident()).filter(({ created_at: at }) => Date.parse(at) >= now - 7 * 86_400_000);
  const [level] = await get<{ sla_percentage: number }[]>('/api/v1/infra/sla-metrics?weeks=1');
  assert.equal(summary.weekly_incidents, week.length);
  assert.equal(summary.sla_percentage, level?.sla_percentage);
  assert.deepEqual(Object.keys(summary), ['weekly_incidents', 'sla_percentage', 'aws_opex_mtd', 'aws_budget_variance', 'ics_credits_remaining']);
});

test('the timeline merges incidents, deployments and uptime requests, newest first, and narrows', async () => {
  const entries = await get<{ event_type: string; created_at: string; environment: string; severity: string }[]>('/api/v1/timeline?limit=200');
  assert.ok(new Set(entries.map(({ event_type: type }) => type)).size >= 3);
  assert.deepEqual(entries.map(({ created_at: at }) => at), entries.map(({ created_at: at }) => at).sort().reverse());
  const deployments = await get<{ event_type: string }[]>('/api/v1/timeline?event_type=deployment&limit=10');
  assert.ok(deployments.length > 0 && deployments.every(({ event_type: type }) => type === 'deployment'));
  const staging = await get<{ environment: string }[]>('/api/v1/timeline?environment=staging');
  assert.ok(staging.length > 0 && staging.every(({ environment }) => environment === 'staging'));
  assert.deepEqual(await get('/api/v1/timeline?start_date=2000-01-01&end_date=2000-02-01'), []);
});

test('the digests say what the data says, the same each time', async () => {
  const daily = await get<{ content: string; metadata: { new_incidents: number } }>('/api/v1/aiops/daily-summary');
  assert.deepEqual(await get('/api/v1/aiops/daily-summary'), daily);
  const day = (await everyIncident()).filter(({ created_at: at }) => Date.parse(at) >= now - 86_400_000);
  assert.equal(daily.metadata.new_incidents, day.length);
  assert.match(daily.content, new RegExp(`- ${day.length} new incident`));
  const weekly = await get<{ content: string; summary_type: string; metadata: { unresolved: number } }>('/api/v1/aiops/weekly-summary?environment=production');
  assert.equal(weekly.summary_type, 'weekly');
  assert.match(weekly.content, /Last 7 days in production/);
});

test('correlation: those of a service and an hour belong together, those of another environment do not', async () => {
  const report = async (fields: object): Promise<string> => {
    const reply = await server.admin.inject({ method: 'POST', url: '/api/v1/infra/incidents', payload: { title: 'Checkout is slow', description: 'The checkout answers slowly for everybody', severity: 'high', squad: 'Checkout', environment: 'production', affected_services: ['checkout'], ...fields } });
    assert.equal(reply.statusCode, 200, reply.body);
    return reply.json<Incident>().id;
  };
  const [first, second] = [await report({}), await report({ title: 'Orders cannot be paid', description: 'Customers cannot pay their orders' })];
  const elsewhere = await report({ environment: 'staging' });
  const found = await get<{ total_incidents: number; correlated_groups: { squad: string; count: number; incidents: { id: string }[]; reasons: string[] }[]; patterns: unknown[] }>('/api/v1/aiops/correlate-incidents?hours=24');
  const group = found.correlated_groups.find(({ squad }) => squad === 'Checkout');
  assert.deepEqual(group?.incidents.map(({ id }) => id).sort(), [first, second].sort());
  assert.ok(group?.reasons.includes('service checkout') && !group.incidents.some(({ id }) => id === elsewhere));

  const deployed = await server.app.modules.incidents.recordDeployment((await demonstration(1)).at(new Date(now - 3_600_000)), { title: 'New image', description: '', service: 'checkout', squad: 'Checkout', environment: 'production', version: 'v9', url: null, deployedAt: null });
  const reply = await viewer.inject({ method: 'POST', url: `/api/v1/aiops/rca/${first}` });
  assert.equal(reply.statusCode, 200, reply.body);
  const analysis = reply.json<{ content: string; hypotheses: { rank: number; type: string; reference_id: string; score: number; reasons: string[] }[] }>();
  const [likeliest] = analysis.hypotheses;
  assert.deepEqual([likeliest?.type, likeliest?.reference_id], ['change', deployed.id]);
  // 5 for the service, 2 for the squad, 3 × (1 − 1/24) for the hour between.
  assert.equal(likeliest?.score, 9.88);
  assert.match(analysis.content, /1\. Deployment of checkout v9: New image/);
});

test('a like incident that was resolved lends its cause', async () => {
  const solved = (await everyIncident()).find(({ root_cause: cause }) => cause === 'A missing index makes the order history scan the whole table');
  assert.ok(solved !== undefined);
  const reply = await server.admin.inject({ method: 'POST', url: '/api/v1/infra/incidents', payload: { title: solved.title, description: 'The 95th percentile rose, database connections of the pool are all in use', severity: 'low', squad: 'Elsewhere', environment: 'development' } });
  const analysis = (await viewer.inject({ method: 'POST', url: `/api/v1/aiops/rca/${reply.json<Incident>().id}` })).json<{ hypotheses: { type: string; title: string }[] }>();
  assert.ok(analysis.hypotheses.some(({ type, title }) => type === 'known-cause' && title === solved.root_cause), JSON.stringify(analysis.hypotheses));
});

test('what is not there is 404', async () => {
  const cost = await viewer.inject({ method: 'POST', url: '/api/v1/aiops/explain-cost-anomaly', payload: { date: '2099-01-01' } });
  assert.deepEqual([cost.statusCode, cost.json<{ error: { code: string } }>().error.code], [404, 'NO_COST_DATA']);
  assert.equal((await viewer.inject({ method: 'POST', url: '/api/v1/aiops/rca/INC-1' })).statusCode, 404);
});

test('metrics are measured: now, as samples and over time', async () => {
  await server.app.modules.telemetry.record();
  const latest = await get<{ cpu_usage: number; memory_usage: number; metrics: { metric_name: string }[] }>('/api/v1/infra/metrics');
  assert.ok(latest.cpu_usage >= 0 && latest.memory_usage > 0 && latest.metrics.length >= 3);
  const elsewhere = await get<{ cpu_usage: null; metrics: unknown[] }>('/api/v1/infra/metrics?environment=staging');
  assert.deepEqual([elsewhere.cpu_usage, elsewhere.metrics], [null, []], 'nothing is measured there');
  const samples = await get<{ metric_name: string; value: number }[]>('/api/v1/evidence/metrics?metric_type=memory');
  assert.deepEqual(samples.map(({ metric_name: name }) => name), ['memory_usage']);
  // The end of a series is exclusive, and here time stands still.
  const series = await server.app.modules.telemetry.series((await demonstration(1)).ctx, { name: 'memory_usage', from: new Date(now - 3_600_000), to: new Date(now + 1000), aggregation: 'max', points: 10 });
  assert.deepEqual(series.map(({ value }) => value), [samples[0]?.value]);
  assert.deepEqual(await get('/api/v1/infra/metrics/cpu_usage/timeseries?environment=staging'), { metric_name: 'cpu_usage', data_points: [], aggregation: 'avg' });
  assert.equal((await viewer.inject({ method: 'GET', url: '/api/v1/infra/metrics/nothing/timeseries' })).statusCode, 404);
});

test('registration: where it is open, an account of one\'s own that can sign in; an address only once', async () => {
  const payload = { email: 'newcomer@example.test', password: 'a long enough password', name: 'New Comer' };
  const made = await server.inject({ method: 'POST', url: '/api/v1/auth/register', payload });
  assert.equal(made.statusCode, 201, made.body);
  const { user } = made.json<{ user: { email: string; name: string; permissions: string[] } }>();
  assert.deepEqual([user.email, user.name, user.permissions.includes('write:incidents')], [payload.email, payload.name, false]);
  assert.equal((await server.inject({ method: 'POST', url: '/api/v1/auth/login', payload })).statusCode, 200);
  assert.equal((await server.inject({ method: 'POST', url: '/api/v1/auth/register', payload })).json<{ error: { code: string } }>().error.code, 'EMAIL_TAKEN');
  const alike = await server.inject({ method: 'POST', url: '/api/v1/auth/register', payload: { ...payload, email: 'newcomer@elsewhere.test' } });
  assert.equal(alike.statusCode, 201, 'another address with the same first part');
});
