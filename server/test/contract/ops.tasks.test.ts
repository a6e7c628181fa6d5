import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type Caller, startTestServer, type TestServer } from '../support/server.ts';
import { openLive } from './live-client.ts';

let server: TestServer;
let engineer: Caller;
let viewer: Caller;
// A Wednesday in the first week of a year.
let now = Date.parse('2099-01-07T12:00:00Z');

before(async () => {
  server = await startTestServer({ roles: ['web'], clock: { now: () => now }, env: { JWT_EXPIRATION_HOURS: '720' } });
  [engineer, viewer] = [await server.user('erin', ['engineer']), await server.user('vera', ['viewer'])];
});
after(() => server.close());

type Row = Record<string, unknown> & { id: string; jira_id: string };
const url = '/api/v1/infra/tasks';

async function post(fields: object): Promise<Row> {
  now += 1000;
  const reply = await engineer.inject({ method: 'POST', url, payload: { title: 'Rotate keys', description: '', priority: 'high', squad: 'Platform', ...fields } });
  assert.equal(reply.statusCode, 201, reply.body);
  return reply.json<Row>();
}

async function patch(id: string, payload: object): Promise<Row> {
  now += 1000;
  const reply = await engineer.inject({ method: 'PATCH', url: `${url}/${id}`, payload });
  assert.equal(reply.statusCode, 200, reply.body);
  return reply.json<Row>();
}

test('a task is created, with optional fields null rather than absent', async () => {
  const { id: _id, jira_id: key, created_at: createdAt, updated_at: updatedAt, ...rest } = await post({ estimated_hours: 7.25, due_date: '2099-02-01' });
  assert.match(key, /^TASK-\d{4,}$/);
  assert.equal(createdAt, updatedAt);
  assert.deepEqual(rest, {
    title: 'Rotate keys', description: '', status: 'todo', priority: 'high', squad: 'Platform', assignee: null, environment: null, estimated_hours: 7.25, actual_hours: null,
    due_date: '2099-02-01T00:00:00.000Z', completed_at: null, tags: [], sop_id: null,
  });
});

test('done sets completed_at, leaving it clears it; the client\'s blocked is the guide\'s review', async () => {
  const { id, jira_id: key } = await post({});
  const blocked = await patch(id, { status: 'blocked' });
  assert.equal(blocked.status, 'review');
  const done = await patch(key, { status: 'done', actual_hours: 3 });
  assert.deepEqual([done.status, done.actual_hours, done.completed_at], ['done', 3, done.updated_at]);
  assert.equal((await patch(id, { status: 'review' })).completed_at, null);
});

test('filters, order, paging and search', async () => {
  const squad = 'Lists';
  const low = await post({ squad, priority: 'low', title: 'Patch Kafka', assignee: 'bob', environment: 'dev' });
  const critical = await post({ squad, priority: 'critical', title: 'Write runbook', environment: 'production', tags: ['uptime'] });
  await patch(critical.id, { status: 'blocked' });
  const ids = async (query: string): Promise<string[]> => {
    now += 1000;
    const reply = await viewer.inject({ method: 'GET', url: `${url}?squad=${squad}&${query}` });
    assert.equal(reply.statusCode, 200, reply.body);
    return reply.json<Row[]>().map(({ id }) => id);
  };
  assert.deepEqual(await ids(''), [critical.id, low.id]);
  assert.deepEqual(await ids('assignee=bob'), [low.id]);
  assert.deepEqual(await ids('environment=sandbox'), [low.id]);
  assert.deepEqual(await ids('status=blocked'), [critical.id]);
  assert.deepEqual(await ids('status=todo'), [low.id]);
  assert.deepEqual(await ids('search=kaf'), [low.id]);
  assert.deepEqual(await ids('sort_by=priority&sort_order=asc'), [low.id, critical.id]);
  const page = (await viewer.inject({ method: 'GET', url: `${url}?squad=${squad}&page=1&limit=1` })).json<{ data: Row[]; pagination: { total_items: number } }>();
  assert.deepEqual([page.data.length, page.pagination.total_items], [1, 2]);
  const [uptime] = (await viewer.inject({ method: 'GET', url: '/api/v1/infra/uptime' })).json<Row[]>();
  assert.deepEqual([uptime?.jira_id, uptime?.requester, uptime?.requested_hours, uptime?.sla_met], [critical.jira_id, 'erin', 0, true]);
});

test('who may not is told so, and what is wrong is named', async () => {
  assert.equal((await viewer.inject({ method: 'POST', url, payload: {} })).statusCode, 403);
  now += 60_000;
  for (const [payload, field] of [[{ title: '' }, 'title'], [{ priority: 'urgent' }, 'priority'], [{ estimated_hours: -1 }, 'estimated_hours'], [{ estimated_hours: '5' }, 'estimated_hours'], [{ due_date: 'soon' }, 'due_date']] as const) {
    const reply = await engineer.inject({ method: 'POST', url, payload: { title: 'x', description: '', priority: 'low', squad: 's', ...payload } });
    assert.deepEqual([reply.statusCode, reply.json<{ error: { details: { field: string } } }>().error.details.field], [422, field]);
  }
  const missing = await engineer.inject({ method: 'PATCH', url: `${url}/TASK-1`, payload: { title: 'y' } });
  assert.deepEqual([missing.statusCode, missing.json<{ error: { code: string } }>().error.code], [404, 'TASK_NOT_FOUND']);
});

test('service levels: twelve weeks from Monday to Sunday, newest first, across the new year, as the guide computes them', async () => {
  const squad = 'Levels';
  const made = async (at: string, fields: object, end?: object): Promise<void> => {
    const kept = now;
    now = Date.parse(at);
    const { id } = (await server.app.modules.tasks.create(await contextOf(), { title: 't', description: '', status: 'todo', priority: 'low', squad, assignee: null, environment: 'production', estimatedHours: null, actualHours: null, tags: [], sopId: null, dueDate: null, ...fields }));
    if (end !== undefined) await server.app.modules.tasks.update(await contextOf(), id, end);
    now = kept;
  };
  const contextOf = async () => {
    const principal = await server.app.modules.identity.actAs('erin');
    assert.ok(principal !== null);
    return { principal, requestId: 'test', signal: new AbortController().signal, clock: { now: () => now }, ip: null, userAgent: null };
  };
  await made('2099-01-05T00:00:00.000Z', { estimatedHours: '0.1' }, { status: 'done', actualHours: '0.1' });
  await made('2099-01-07T10:00:00.000Z', { estimatedHours: '0.2' }, { status: 'review', actualHours: '9' });
  await made('2099-01-04T23:59:59.999Z', { estimatedHours: '3' }, { status: 'done', actualHours: '1' });
  await made('2098-12-31T08:00:00.000Z', { estimatedHours: null, environment: 'staging' }, { status: 'done', actualHours: '0.5' });
  const read = async (query: string) => (await viewer.inject({ method: 'GET', url: `/api/v1/infra/sla-metrics?squad=${squad}${query}` })).json<Row[]>();
  const rows = await read('');
  assert.equal(rows.length, 12);
  const { created_at: at, ...first } = rows[0] ?? { created_at: '' };
  assert.deepEqual(first, { id: 'sla-2099-01-05', week_start: '2099-01-05', week_end: '2099-01-11', total_requested_hours: 0.3, total_delivered_hours: 0.1, sla_percentage: 33.33, squad, environment: null });
  assert.match(String(at), /Z$/);
  assert.deepEqual([rows[1]?.week_start, rows[1]?.total_requested_hours, rows[1]?.total_delivered_hours, rows[1]?.sla_percentage], ['2098-12-29', 3, 1.5, 50]);
  assert.deepEqual([rows[2]?.sla_percentage, rows[2]?.total_requested_hours], [100, 0], 'nothing was requested');
  assert.deepEqual((await read('&environment=staging&weeks=2')).map(({ total_delivered_hours: hours }) => hours), [0, 0.5]);
  for (const weeks of ['0', '53', 'x', '1.5']) assert.equal((await viewer.inject({ method: 'GET', url: `/api/v1/infra/sla-metrics?weeks=${weeks}` })).statusCode, 422, weeks);
});

test('changes of tasks reach the socket', async () => {
  const [address = ''] = await server.listen();
  const client = await openLive(address, '/ws', { token: viewer.token });
  client.send({ action: 'subscribe', topics: ['tasks'], filters: { squad: 'Live' } });
  await client.next(({ type }) => type === 'subscribed');
  await post({ squad: 'Other' });
  const created = await post({ squad: 'Live' });
  const event = await client.next(({ type }) => type === 'task');
  assert.deepEqual([event.action, event.data], ['created', created]);
  await patch(created.id, { status: 'done' });
  await client.next(({ action }) => action === 'updated');
  client.ws.close();
});
