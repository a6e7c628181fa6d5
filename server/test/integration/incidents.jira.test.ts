import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { test, type TestContext } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { JiraStub } from '../support/jira.ts';
import { startTestServer, type TestServer } from '../support/server.ts';
import { presentIncident } from '../../src/contracts/ops/incident.words.ts';
import { jiraDeliveryFailed } from '../../src/modules/incidents/index.ts';

const secret = 'a secret of sixteen letters';
const base = '/api/v1/infra/incidents';
const asked = { title: 'Payments fail', description: 'Every third payment fails', severity: 'critical', squad: 'Core Team', environment: 'staging' };

type Row = Record<string, unknown> & { id: string; jira_id: string; status: string };

/** The administrator as a caller of modules. */
async function adminOf(server: TestServer) {
  const principal = await server.app.modules.identity.actAs('admin');
  assert.ok(principal !== null);
  return { principal, requestId: 'test', signal: new AbortController().signal, clock: { now: Date.now }, ip: null, userAgent: null };
}

interface Stage {
  readonly jira: JiraStub;
  readonly server: TestServer;
  report(): Promise<Row>;
  read(id: string): Promise<Row>;
  patch(id: string, payload: object): Promise<Row>;
  /** Asks again until it holds. */
  until(holds: () => Promise<boolean> | boolean): Promise<void>;
  poll(): Promise<void>;
}

async function stage(t: TestContext): Promise<Stage> {
  const jira = await JiraStub.start();
  const server = await startTestServer({ env: { JIRA_API_URL: jira.url, JIRA_API_TOKEN: 'jira-token', JIRA_EMAIL: 'bot@example.test', JIRA_PROJECT_KEY: 'OPS', JIRA_WEBHOOK_SECRET: secret } });
  t.after(async () => {
    await server.close();
    await jira[Symbol.asyncDispose]();
  });
  // Not over HTTP, whose limit of a hundred a minute is for people.
  const read = async (id: string): Promise<Row> => ({ ...presentIncident(await server.app.modules.incidents.get(await adminOf(server), id)) });
  return {
    jira, server, read,
    async report() {
      const reply = await server.admin.inject({ method: 'POST', url: base, payload: asked });
      assert.equal(reply.statusCode, 200, reply.body);
      return reply.json<Row>();
    },
    async patch(id, payload) {
      const reply = await server.admin.inject({ method: 'PATCH', url: `${base}/${id}`, payload });
      assert.equal(reply.statusCode, 200, reply.body);
      return reply.json<Row>();
    },
    async until(holds) {
      const end = Date.now() + 60_000;
      while (!(await holds())) {
        assert.ok(Date.now() < end, `still not so: ${holds.toString()}\n${jira.requests.map(({ line }) => line).join('\n')}`);
        await sleep(50);
      }
    },
    async poll() {
      await server.app.modules.incidents.jira.poll(await adminOf(server));
    },
  };
}

function issueOf(jira: JiraStub, key: string) {
  const issue = jira.issues.get(key);
  assert.ok(issue !== undefined, `Jira has no ${key}`);
  return issue;
}

test('an incident gets the key of its issue; changes and comments go there, and everything is told once', async (t) => {
  const { jira, server, report, patch, until } = await stage(t);
  const { id, jira_id: key } = await report();
  assert.equal(key, 'OPS-1');
  const issue = issueOf(jira, key);
  assert.deepEqual([issue.fields.summary, (issue.fields.priority as { name: string }).name, issue.fields.project, issue.fields.issuetype], ['Payments fail', 'Highest', { key: 'OPS' }, { name: 'Task' }]);
  assert.deepEqual(issue.fields.labels, ['bulwark', `bulwark-${id}`, 'squad:Core-Team', 'env:staging']);
  assert.equal(jira.requests[0]?.authorization, `Basic ${Buffer.from('bot@example.test:jira-token').toString('base64')}`);
  assert.deepEqual((await server.admin.inject({ method: 'GET', url: '/api/v1/admin/audit-logs?resource_type=incident' })).json<{ action_description: string }[]>()[0]?.action_description, 'Created incident OPS-1');

  await patch(id, { status: 'investigating', title: 'Payments fail at night', severity: 'high' });
  await until(() => issue.state === 1 && issue.fields.summary === 'Payments fail at night' && (issue.fields.priority as { name: string }).name === 'High');
  await patch(id, { status: 'resolved' });
  await until(() => issue.state === 2);
  await server.app.modules.incidents.comment(await adminOf(server), id, 'It was the disk');
  await until(() => issue.comments.length === 1);
  assert.match(JSON.stringify(issue.comments[0]?.body), /admin: It was the disk/);
  await sleep(300);
  assert.equal(issue.comments.length, 1);
});

test('what happens in Jira comes back by a signed webhook: state, fields, assignee, comments; an issue made there becomes an incident', async (t) => {
  const { jira, server, report, read, until } = await stage(t);
  const { id, jira_id: key } = await report();
  const hook = async (issueKey: string, headers?: Record<string, string>) => {
    const payload = JSON.stringify({ webhookEvent: 'jira:issue_updated', issue: { key: issueKey, fields: {} } });
    const signature = `sha256=${createHmac('sha256', secret).update(payload).digest('hex')}`;
    return await server.inject({ method: 'POST', url: '/api/v1/infra/jira/webhook', payload, headers: { 'content-type': 'application/json', ...(headers ?? { 'x-hub-signature': signature }) } });
  };
  jira.edit(key, { state: 2, summary: 'Renamed in Jira', assignee: { displayName: 'Jill' } });
  jira.comment(key, 'Seen in Jira');
  assert.equal((await hook(key)).statusCode, 202);
  await until(async () => (await read(id)).status === 'resolved');
  const taken = await read(id);
  assert.deepEqual([taken.title, taken.assignee, taken.severity], ['Renamed in Jira', 'Jill', 'critical']);
  assert.ok(taken.resolved_at !== null);
  await hook(key);
  await hook(key);
  const timeline = async () => {
    return await server.app.modules.incidents.timeline(await adminOf(server), id);
  };
  await sleep(500);
  assert.deepEqual((await timeline()).filter(({ kind }) => kind === 'comment').map(({ actor, note, origin }) => [actor, note, origin]), [['Jill', 'Seen in Jira', 'jira']]);

  const made = jira.make({ summary: 'Made in Jira', description: 'A long story', labels: ['bulwark', 'squad:Data', 'env:development'], priority: 'Low' });
  const other = jira.make({ summary: 'None of our business', description: 'Nothing', labels: [] });
  await hook(made);
  await hook(other);
  await until(async () => (await read(made).catch(() => null))?.title === 'Made in Jira');
  const adopted = await read(made);
  assert.deepEqual([adopted.jira_id, adopted.description, adopted.severity, adopted.squad, adopted.environment], [made, 'A long story', 'low', 'Data', 'development']);
  assert.equal((await server.admin.inject({ method: 'GET', url: `${base}/${other}` })).statusCode, 404);

  for (const headers of [{}, { 'x-hub-signature': 'sha256=00' }, { 'x-webhook-secret': 'wrong' }]) {
    const refused = await hook(key, headers);
    assert.deepEqual([refused.statusCode, refused.json<{ error: { code: string } }>().error.code], [401, 'JIRA_WEBHOOK_SIGNATURE']);
  }
  assert.equal((await hook(key, { 'x-webhook-secret': secret })).statusCode, 202);
});

test('what both sides changed is the later one\'s, field by field, and the timeline tells what gave way', async (t) => {
  const { jira, server, report, read, until, poll } = await stage(t);
  const { id, jira_id: key } = await report();
  jira.mood = 'down';
  const patched = await server.admin.inject({ method: 'PATCH', url: `${base}/${id}`, payload: { title: 'Ours, earlier', severity: 'low' } });
  assert.equal(patched.statusCode, 200);
  await sleep(50);
  jira.edit(key, { summary: 'Theirs, later' });
  jira.mood = 'well';
  await poll();
  await until(async () => (await read(id)).title === 'Theirs, later' && (issueOf(jira, key).fields.priority as { name: string }).name === 'Low');
  const events = await server.app.modules.incidents.timeline(await adminOf(server), id);
  assert.ok(events.some(({ note, origin }) => origin === 'jira' && note === 'title: Jira changed last, "Ours, earlier" gave way'), JSON.stringify(events));
});

for (const mood of ['down', 'slow', 'deaf'] as const) {
  test(`Jira ${mood}: the incident is there at once by our own key, somebody is told, and Jira gets exactly one issue later`, async (t) => {
    const { jira, server, report, read, until, poll } = await stage(t);
    const failures: string[] = [];
    server.app.bus.subscribe(jiraDeliveryFailed, ({ jiraId }) => void failures.push(jiraId));
    jira.mood = mood;
    const started = Date.now();
    const { id, jira_id: key } = await report();
    assert.ok(Date.now() - started < 10_000);
    assert.match(key, /^INC-\d+$/);
    assert.ok(failures.includes(key));
    const second = await report();
    assert.match(second.jira_id, /^INC-\d+$/, 'and the next one does not wait again');
    jira.mood = 'well';
    await poll();
    await until(async () => (await read(id)).jira_id.startsWith('OPS-') && (await read(second.id)).jira_id.startsWith('OPS-'));
    const made = [...jira.issues.values()].filter(({ fields }) => fields.labels.includes(`bulwark-${id}`));
    assert.equal(made.length, 1);
    assert.equal((await server.admin.inject({ method: 'GET', url: `${base}/${key}` })).json<Row>().id, id, 'the old key still leads there');
  });
}

test('without Jira the webhook says what to configure', async (t) => {
  const server = await startTestServer({ roles: ['web'] });
  t.after(() => server.close());
  const reply = await server.inject({ method: 'POST', url: '/api/v1/infra/jira/webhook', payload: {} });
  assert.deepEqual([reply.statusCode, reply.json<{ error: { code: string } }>().error.code], [503, 'INTEGRATION_NOT_CONFIGURED']);
});
