import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { openLive } from './live-client.ts';
import { type Caller, startTestServer, type TestServer } from '../support/server.ts';
import { type MailInbox, startMailInbox } from '../support/inbox.ts';
import { assertShape, assertTimestamp } from './shape.ts';

let mail: MailInbox;
let server: TestServer;
let engineer: Caller;
let other: Caller;

interface Row {
  readonly id: string;
  readonly title: string;
  readonly type: string;
  readonly report_type: string;
  readonly status: string;
  readonly format: string;
  readonly version: number;
  readonly generated_at: string;
  readonly error: string | null;
}

before(async () => {
  mail = await startMailInbox();
  server = await startTestServer({ env: { SMTP_HOST: '127.0.0.1', SMTP_PORT: String(mail.port) } });
  [engineer, other] = [await server.user('emil', ['engineer']), await server.user('otto', ['engineer'])];
  for (const severity of ['critical', 'high', 'high']) {
    const made = await engineer.inject({ method: 'POST', url: '/api/v1/infra/incidents', payload: { title: `A ${severity} <b>one</b>`, description: 'Something is wrong here', severity, squad: 'Platform', environment: 'production' } });
    assert.ok(made.statusCode < 300, made.body);
  }
});
after(async () => {
  await server.close();
  await mail.close();
});

const list = async (by = engineer): Promise<Row[]> => (await by.inject({ url: '/api/v1/reports' })).json<Row[]>();

async function ended(id: string): Promise<Row> {
  for (let tries = 0; tries < 600; tries += 1) {
    // The console's path has a wider limit of requests.
    const { status } = (await engineer.inject({ url: `/api/console/v1/reports/${id}` })).json<Row>();
    const row = status === 'generating' ? undefined : (await list()).find((report) => report.id === id);
    if (row !== undefined) return row;
    await sleep(50);
  }
  throw new Error('the report does not end');
}

async function generate(payload: object, by = engineer): Promise<string> {
  const asked = await by.inject({ method: 'POST', url: '/api/v1/reports/generate', payload });
  assert.equal(asked.statusCode, 202, asked.body);
  const body = asked.json<{ id: string; status: string; estimated_completion: string }>();
  assert.equal(body.status, 'generating');
  assertTimestamp(body.estimated_completion);
  return body.id;
}

const download = (id: string, by = engineer, query = '') => by.inject({ url: `/api/v1/reports/${id}/download${query}` });

function figuresIn(json: string): Map<string, unknown> {
  const { sections } = JSON.parse(json) as { sections: { content: { figures: { label: string; value: unknown }[] } }[] };
  return new Map(sections.flatMap(({ content }) => content.figures.map(({ label, value }) => [label, value] as const)));
}

/** The guide's model Report. */
const model = { id: '', name: '', title: '', type: '', status: '', format: '', file_url: '', file_size: 0, parameters: {}, generated_by: '', generated_at: '', period_start: '', period_end: '', version: 1 };

test('a report is asked for, followed, listed and fetched in every format, with the API\'s numbers', async () => {
  const ids = await Promise.all((['json', 'html', 'pdf', 'markdown'] as const).map((format) => generate({ name: 'Incidents <of> us', type: 'incident_summary', format })));
  for (const id of ids) {
    const row = await ended(id);
    assert.equal(row.status, 'completed', row.error ?? '');
    assertShape(row, model);
  }
  const fetched = await Promise.all(ids.map((id) => download(id)));
  const [html = '', , markdown = ''] = fetched.slice(1).map(({ body }) => body);
  const [json, , pdf] = fetched.map((reply) => ({ ...reply, headers: reply.headers, raw: reply.rawPayload }));
  assert.match(String(json?.headers['content-disposition']), /^attachment; filename="Incidents-of-us-v1\.json"/);
  const figures = figuresIn(String(json?.raw));
  const total = Number((await engineer.inject({ url: '/api/v1/infra/incidents?limit=1' })).headers['x-total-count']);
  assert.deepEqual([figures.get('Incidents'), figures.get('open')], [total, 3]);
  assert.match(html, /<svg viewBox[^]*<rect /);
  assert.ok(html.includes('A critical &lt;b&gt;one&lt;/b&gt;') && !/<script|<b>one|src=|@import/.test(html));
  assert.equal(pdf?.raw.subarray(0, 5).toString(), '%PDF-');
  assert.match(markdown, /^# Incidents \\<of\\> us/);
});

test('the cookie alone opens a download, because the published client sends no bearer there', async () => {
  const id = await generate({ name: 'By cookie', type: 'sla_report', format: 'json' });
  await ended(id);
  const login = await server.inject({ method: 'POST', url: '/api/compat/v1/auth/login', payload: { email: 'emil@example.test', password: 'emil has a long password' } });
  const cookie = String(login.headers['set-cookie']).split(';')[0] ?? '';
  assert.equal((await server.inject({ url: `/api/v1/reports/${id}/download`, headers: { cookie } })).statusCode, 200);
  assert.equal((await server.inject({ url: `/api/v1/reports/${id}/download` })).statusCode, 401);
});

test('weekly and monthly by both spellings; the client finds what it reads', async () => {
  for (const kind of ['weekly', 'monthly']) {
    const docs = await engineer.inject({ method: 'POST', url: `/api/v1/reports/generate/${kind}`, payload: { format: 'pdf' } });
    assert.equal(docs.statusCode, 202, docs.body);
    const client = await engineer.inject({ method: 'POST', url: `/api/compat/v1/reports/${kind}/generate`, payload: { format: 'markdown' } });
    assert.equal(client.statusCode, 200, client.body);
    const { data } = client.json<{ data: Row }>();
    assert.deepEqual([data.type, data.report_type, data.status, data.format], ['custom', kind === 'weekly' ? 'weekly_ops' : 'monthly_finops', 'generating', 'markdown']);
    const row = await ended(data.id);
    assert.equal(row.status, 'completed', row.error ?? '');
    assert.ok(row.title.length > 0);
    await ended(docs.json<Row>().id);
  }
  const month = await engineer.inject({ method: 'POST', url: '/api/v1/reports/generate/monthly', payload: { format: 'json', month: '2026-02' } });
  const row = (await ended(month.json<Row>().id)) as Row & { period_start: string; period_end: string };
  assert.deepEqual([row.period_start, row.period_end], ['2026-02-01', '2026-02-28']);
});

test('a further version tells which figures changed', async () => {
  const id = await generate({ name: 'Versions', type: 'incident_summary', format: 'json' });
  await ended(id);
  await engineer.inject({ method: 'POST', url: '/api/v1/infra/incidents', payload: { title: 'One more', description: 'Something else is wrong', severity: 'low', squad: 'Data', environment: 'staging' } });
  assert.equal((await engineer.inject({ method: 'POST', url: `/api/console/v1/reports/${id}/regenerate` })).statusCode, 202);
  assert.equal((await ended(id)).version, 2);
  const versions = (await engineer.inject({ url: `/api/v1/reports/${id}/versions` })).json<{ version: number; changes: string[]; file_url: string }[]>();
  assert.deepEqual(versions.map(({ version }) => version), [2, 1]);
  assert.ok(versions[0]?.changes.includes('Incidents: Incidents: 3 → 4'), JSON.stringify(versions[0]?.changes));
  const first = await engineer.inject({ url: versions[1]?.file_url ?? '' });
  assert.equal(first.json<{ version: number }>().version, 1);
  assert.equal((await download(id, engineer, '?version=9')).json<{ error: { code: string } }>().error.code, 'REPORT_VERSION_NOT_FOUND');
});

test('what is wrong is told: section, period, not ready, unknown', async () => {
  const ask = (payload: object) => engineer.inject({ method: 'POST', url: '/api/v1/reports/generate', payload });
  const codeOf = (reply: { json(): unknown }): string => (reply.json() as { error: { code: string } }).error.code;
  assert.equal(codeOf(await ask({ name: 'x', type: 'custom', format: 'pdf', sections: ['weather'] })), 'REPORT_SECTION_UNKNOWN');
  assert.equal(codeOf(await ask({ name: 'x', type: 'custom', format: 'pdf', period_start: '2026-02-01', period_end: '2026-01-01' })), 'REPORT_PERIOD_INVALID');
  assert.equal((await ask({ name: 'x', type: 'custom', format: 'docx' })).statusCode, 422);
  assert.equal(codeOf(await download('11111111-1111-4111-8111-111111111111')), 'REPORT_NOT_FOUND');
});

test('a report of one\'s own scans is nobody else\'s, and tells nothing to who may not read its sections', async () => {
  const id = await generate({ name: 'Mine', type: 'custom', format: 'json', sections: ['scans'] });
  await ended(id);
  assert.equal((await download(id)).statusCode, 200);
  assert.equal((await download(id, other)).statusCode, 404);
  assert.ok(!(await list(other)).some((row) => row.id === id));
  await server.admin.inject({ method: 'POST', url: '/api/v1/admin/rbac/roles', payload: { name: 'clerk', permissions: ['read:reports', 'write:reports'] } });
  const clerk = await server.user('clara', ['clerk']);
  const shared = await generate({ name: 'Shared', type: 'incident_summary', format: 'json' });
  await ended(shared);
  assert.equal((await download(shared, clerk)).statusCode, 403);
  assert.equal((await clerk.inject({ method: 'POST', url: '/api/v1/reports/generate', payload: { name: 'x', type: 'custom', format: 'json', sections: ['incidents'] } })).statusCode, 403);
});

test('templates: made, replaced, scheduled in UTC, mailed to their recipients', async () => {
  const body = { name: 'Weekly mail', report_type: 'weekly_ops', template_content: 'For {{period_start}} to {{period_end}} & <all>', sections: ['incidents', 'sla_metrics'], format: 'html', recipients: ['boss@example.test'], schedule_cron: '0 6 * * 1', fields: [{ name: 'squad', label: 'Squad', type: 'text' }] };
  const made = await engineer.inject({ method: 'POST', url: '/api/v1/admin/report-templates', payload: body });
  assert.equal(made.statusCode, 201, made.body);
  const template = made.json<{ id: string; type: string; report_type: string; schedule_cron: string }>();
  assert.deepEqual([template.type, template.report_type, template.schedule_cron], ['weekly_ops', 'weekly_ops', '0 6 * * 1']);
  for (const cron of ['61 * * * *', 'every monday', '* * * * * *']) {
    const wrong = await engineer.inject({ method: 'POST', url: '/api/v1/admin/report-templates', payload: { ...body, schedule_cron: cron } });
    assert.equal(wrong.json<{ error: { code: string } }>().error.code, 'REPORT_SCHEDULE_INVALID', cron);
  }
  const rows = (await engineer.inject({ url: '/api/console/v1/report-templates' })).json<{ id: string; nextRunAt: string }[]>();
  const next = new Date(rows.find(({ id }) => id === template.id)?.nextRunAt ?? '');
  assert.deepEqual([next.getUTCDay(), next.getUTCHours()], [1, 6]);

  const run = await engineer.inject({ method: 'POST', url: `/api/console/v1/report-templates/${template.id}/generate` });
  assert.equal(run.statusCode, 202, run.body);
  await ended(run.json<Row>().id);
  for (let tries = 0; tries < 200 && mail.mails.length === 0; tries += 1) await sleep(50);
  assert.deepEqual(mail.mails[0]?.to, ['boss@example.test']);
  assert.match(mail.mails[0]?.source ?? '', /filename=Weekly-mail-v1\.html/);
  assert.match((await download(run.json<Row>().id)).body, /<p>For \d{4}-\d\d-\d\d to \d{4}-\d\d-\d\d &amp; &lt;all&gt;<\/p>/);

  const replaced = await engineer.inject({ method: 'PUT', url: `/api/v1/admin/report-templates/${template.id}`, payload: { ...body, name: 'By hand', schedule_cron: null } });
  assert.equal(replaced.json<{ schedule_cron: string | null }>().schedule_cron, null);
  assert.equal((await engineer.inject({ method: 'DELETE', url: `/api/v1/admin/report-templates/${template.id}` })).statusCode, 204);
  const viewer = await server.user('vera', ['viewer']);
  assert.equal((await viewer.inject({ url: '/api/v1/admin/report-templates' })).statusCode, 200);
  assert.equal((await viewer.inject({ method: 'POST', url: '/api/v1/admin/report-templates', payload: body })).statusCode, 403);
});

test('who asked for it hears on the socket when it is there', async () => {
  const [url = ''] = await server.listen();
  const socket = await openLive(url, '/ws', { token: engineer.token });
  socket.send({ type: 'subscribe', channels: ['notifications'] });
  await socket.next(({ type }) => type === 'subscribed');
  const id = await generate({ name: 'Told', type: 'sla_report', format: 'json' });
  const frame = await socket.next(({ type, data }) => type === 'notification' && (data as { id: string }).id === id);
  assert.equal((frame.data as { type: string }).type, 'success');
  socket.ws.close();
});
