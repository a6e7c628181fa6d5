import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, test } from 'node:test';
import { type Caller, startTestServer, type TestServer } from '../support/server.ts';
import { openLive } from './live-client.ts';

let server: TestServer;
let engineer: Caller;
let viewer: Caller;
let now = Date.parse('2026-01-05T10:00:00Z');

before(async () => {
  now = Date.now();
  server = await startTestServer({ roles: ['web'], clock: { now: () => now } });
  [engineer, viewer] = [await server.user('erin', ['engineer']), await server.user('vera', ['viewer'])];
});
after(() => server.close());

type Row = Record<string, unknown> & { id: string; jira_id: string };
const base = '/api/v1/infra/incidents';

/** The body of the guide's own example request. */
const asked = { title: 'Payment API answers 503', description: 'Every third request to the payment API fails', severity: 'critical', squad: 'Platform', environment: 'production', affected_services: ['payment-api'] };

async function report(fields: object = {}): Promise<Row> {
  // Each in a window of its own, so that the limit of 100 a minute does not hide what is tested.
  now += 1000;
  const reply = await engineer.inject({ method: 'POST', url: base, payload: { ...asked, ...fields } });
  assert.equal(reply.statusCode, 200, reply.body);
  return reply.json<Row>();
}

const codeOf = (body: string): unknown => (JSON.parse(body) as { error: { code: string } }).error.code;

test('creating an incident answers the incident: open, with a key, and its times in UTC', async () => {
  const created = await report();
  const { id, jira_id: key, created_at: createdAt, updated_at: updatedAt, ...rest } = created;
  assert.match(id, /^[0-9a-f-]{36}$/);
  assert.match(key, /^INC-\d{4,}$/);
  assert.equal(createdAt, updatedAt);
  assert.match(String(createdAt), /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
  assert.deepEqual(rest, { ...asked, status: 'open', acknowledged_at: null, resolved_at: null, assignee: null, tags: [], root_cause: null, resolution: null });
  for (const reference of [id, key]) assert.deepEqual((await viewer.inject({ method: 'GET', url: `${base}/${reference}` })).json(), created);
});

test('creation stands in the audit trail in the words of the guide', async () => {
  const { id, jira_id: key } = await report();
  const [entry] = (await server.admin.inject({ method: 'GET', url: '/api/v1/admin/audit-logs?resource_type=incident&event_type=CREATE&limit=1' })).json<Record<string, unknown>[]>();
  assert.deepEqual([entry?.event_type, entry?.resource_type, entry?.resource_id, entry?.action_description, entry?.user_name], ['CREATE', 'incident', id, `Created incident ${key}`, 'erin']);
});

test('what the guide forbids is 422 with the name of the field', async () => {
  const wrong: readonly (readonly [object, string])[] = [
    [{ title: 'ab' }, 'title'], [{ title: 'x'.repeat(201) }, 'title'], [{ description: 'too short' }, 'description'], [{ severity: 'urgent' }, 'severity'], [{ environment: 'moon' }, 'environment'],
    [{ squad: undefined }, 'squad'], [{ affected_services: 'payment' }, 'affected_services'], [{ title: 7 }, 'title'],
  ];
  for (const [fields, field] of wrong) {
    now += 1000;
    const reply = await engineer.inject({ method: 'POST', url: base, payload: { ...asked, ...fields } });
    assert.equal(reply.statusCode, 422, reply.body);
    const { error } = reply.json<{ error: { code: string; details: { field: string } } }>();
    assert.deepEqual([error.code, error.details.field], ['VALIDATION_ERROR', field]);
  }
});

test('without write:incidents it is 403, without a credential 401, unknown ones are 404 in the guide\'s words', async () => {
  const { id } = await report();
  for (const [method, url] of [['POST', base], ['PATCH', `${base}/${id}`], ['POST', `${base}/${id}/evidence`], ['POST', `/api/v1/evidence/incident/${id}`]] as const) {
    const refused = await viewer.inject({ method, url, payload: asked });
    assert.equal(refused.statusCode, 403, `${method} ${url}`);
    assert.equal(codeOf(refused.body), 'FORBIDDEN');
    assert.equal((await server.inject({ method, url, payload: asked })).statusCode, 401);
  }
  const unknown = '11111111-1111-4111-8111-111111111111';
  for (const [method, url, payload] of [['GET', `${base}/${unknown}`, undefined], ['GET', `${base}/INC-1`, undefined], ['PATCH', `${base}/${unknown}`, { status: 'open' }], ['GET', `${base}/${unknown}/evidence`, undefined], ['POST', `${base}/${unknown}/evidence`, { title: 'Log', evidence_type: 'log', content: 'x' }]] as const) {
    now += 1000;
    const reply = await engineer.inject({ method, url, ...(payload && { payload }) });
    assert.equal(reply.statusCode, 404, reply.body);
    const { error } = reply.json<{ error: { code: string; message: string; details: { incident_id: string } } }>();
    assert.deepEqual([error.code, error.message, error.details.incident_id], ['INCIDENT_NOT_FOUND', 'Incident not found', url.split('/')[5]]);
  }
});

test('resolving sets resolved_at, reopening clears it, and both words for a state are taken', async () => {
  const { id } = await report();
  const patch = async (payload: object): Promise<Row> => {
    now += 60_000;
    const reply = await engineer.inject({ method: 'PATCH', url: `${base}/${id}`, payload });
    assert.equal(reply.statusCode, 200, reply.body);
    return reply.json<Row>();
  };
  const taken = await patch({ status: 'in_progress', assignee: 'Erin' });
  assert.deepEqual([taken.status, taken.assignee, taken.resolved_at], ['investigating', 'Erin', null]);
  assert.equal(taken.acknowledged_at, taken.updated_at);
  const resolved = await patch({ status: 'resolved', root_cause: 'A full disk', resolution: 'Emptied it' });
  assert.deepEqual([resolved.status, resolved.root_cause, resolved.resolution], ['resolved', 'A full disk', 'Emptied it']);
  assert.equal(resolved.resolved_at, resolved.updated_at);
  const reopened = await patch({ status: 'open' });
  assert.equal(reopened.resolved_at, null);
  const [entry] = (await server.admin.inject({ method: 'GET', url: `/api/v1/admin/audit-logs?resource_type=incident&event_type=UPDATE&limit=1` })).json<{ changes: unknown[] }[]>();
  assert.deepEqual(entry?.changes, [{ field: 'status', old_value: 'resolved', new_value: 'open' }]);
  assert.equal((await engineer.inject({ method: 'PATCH', url: `${base}/${id}`, payload: { status: 'gone' } })).statusCode, 422);
});

test('the list: all filters, both spellings, sorted, bare with headers, or a page with pagination', async () => {
  const squad = 'Lists';
  const rows: Row[] = [];
  for (const [severity, environment] of [['low', 'production'], ['critical', 'staging'], ['medium', 'dev'], ['high', 'sandbox']]) rows.push(await report({ squad, severity, environment }));
  const [low, critical, medium, high] = rows.map(({ id }) => id);
  const list = async (query: string) => {
    now += 1000;
    const reply = await viewer.inject({ method: 'GET', url: `${base}?squad=${squad}&${query}` });
    assert.equal(reply.statusCode, 200, reply.body);
    return reply;
  };
  const keys = async (query: string): Promise<string[]> => (await list(query)).json<Row[]>().map(({ id }) => id);
  assert.deepEqual(await keys(''), [high, medium, critical, low], 'newest first');
  assert.deepEqual(await keys('environment=development'), [high, medium]);
  assert.deepEqual(await keys('environment=dev'), [high, medium]);
  assert.deepEqual(await keys('environment=all&severity=critical,low'), [critical, low]);
  assert.deepEqual(await keys('severity=critical&severity=low'), [critical, low]);
  assert.deepEqual(await keys('sort_by=severity&sort_order=desc'), [critical, high, medium, low]);
  assert.deepEqual(await keys('sort_by=created_at&sort_order=ASC'), [low, critical, medium, high]);
  assert.deepEqual(await keys('status=open,in_progress&limit=1&offset=1'), [medium]);
  assert.deepEqual(await keys('status=resolved'), []);

  const bare = await list('limit=2&offset=1');
  assert.deepEqual([bare.headers['x-total-count'], bare.headers['x-page-count']], ['4', '2']);
  assert.match(String(bare.headers.link), /rel="first".*rel="prev".*rel="next".*rel="last"/);
  const { data, pagination } = (await list('page=2&limit=3')).json<{ data: Row[]; pagination: unknown }>();
  assert.deepEqual(data.map(({ id }) => id), [low]);
  assert.deepEqual(pagination, { current_page: 2, total_pages: 2, total_items: 4, items_per_page: 3, has_next: false, has_previous: true });
  for (const query of ['severity=urgent', 'status=gone', 'environment=moon', 'sort_by=password', 'sort_order=up', 'limit=0', 'limit=101', 'offset=-1', 'page=0']) {
    now += 1000;
    assert.equal((await viewer.inject({ method: 'GET', url: `${base}?${query}` })).statusCode, 422, query);
  }
});

test('a search is ranked, marks what it found, and takes beginnings, phrases, exclusions and keys', async () => {
  const squad = 'Seekers';
  const inTitle = await report({ squad, title: 'Kafka consumers lag behind', description: 'Orders arrive hours late' });
  const inText = await report({ squad, title: 'Orders are late', description: 'It seems that kafka is the reason for consumers to lag' });
  const search = async (words: string): Promise<Row[]> => {
    now += 1000;
    const reply = await viewer.inject({ method: 'GET', url: `${base}?squad=${squad}&search=${encodeURIComponent(words)}` });
    assert.equal(reply.statusCode, 200, reply.body);
    assert.equal(reply.headers['x-total-count'], String(reply.json<Row[]>().length));
    return reply.json<Row[]>();
  };
  const found = await search('kafka lag');
  assert.deepEqual(found.map(({ id }) => id), [inTitle.id, inText.id], 'the title counts more, though it is older');
  assert.match(found.map(({ highlights }) => (highlights as { title: string }).title)[0] ?? '', /«Kafka» consumers «lag»/);
  assert.deepEqual((await search('consum')).length, 2, 'a beginning');
  assert.deepEqual((await search('"orders arrive"')).map(({ id }) => id), [inTitle.id]);
  assert.deepEqual((await search('kafka -reason')).map(({ id }) => id), [inTitle.id]);
  assert.deepEqual((await search(inText.jira_id)).map(({ id }) => id), [inText.id]);
  for (const words of ["'; drop table incidents; --", '& | !', '<->', '"', '()', 'ä:*', '💥', ':*', "a'b"]) await search(words);
});

/** A form as browsers write it. */
function form(fields: Readonly<Record<string, string>>, file?: { name: string; content: Buffer }): { payload: Buffer; headers: Record<string, string> } {
  const parts: Buffer[] = Object.entries(fields).map(([name, value]) => Buffer.from(`--B\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`));
  if (file !== undefined) parts.push(Buffer.from(`--B\r\nContent-Disposition: form-data; name="file"; filename="${file.name}"\r\nContent-Type: text/html\r\n\r\n`), file.content, Buffer.from('\r\n'));
  return { payload: Buffer.concat([...parts, Buffer.from('--B--\r\n')]), headers: { 'content-type': 'multipart/form-data; boundary=B' } };
}

const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');

test('evidence as a file: kept with its hash and true type, downloaded as an attachment that no browser runs', async () => {
  const { id } = await report();
  const url = `${base}/${id}/evidence`;
  const reply = await engineer.inject({ method: 'POST', url, ...form({ title: 'Dashboard', evidence_type: 'screenshot' }, { name: '../../dash board.png', content: png }) });
  assert.equal(reply.statusCode, 200, reply.body);
  const row = reply.json<Row & { content: string; file_url: string; metadata: object }>();
  assert.deepEqual([row.incident_id, row.title, row.type, row.evidence_type, row.uploaded_by, row.created_by], [id, 'Dashboard', 'screenshot', 'screenshot', 'erin', 'erin']);
  assert.deepEqual(row.metadata, { sha256: createHash('sha256').update(png).digest('hex'), size: png.length, filename: 'dash board.png', content_type: 'image/png' });
  assert.equal(row.content, row.file_url, 'content is the address of the file');
  const file = await viewer.inject({ method: 'GET', url: row.content });
  assert.deepEqual(file.rawPayload, png);
  assert.deepEqual([file.headers['content-type'], file.headers['x-content-type-options']], ['image/png', 'nosniff']);
  assert.match(String(file.headers['content-disposition']), /^attachment; filename="dash_board\.png"/);
  assert.deepEqual((await viewer.inject({ method: 'GET', url })).json(), [row]);
  assert.equal((await server.inject({ method: 'GET', url: row.content })).statusCode, 401);
  const other = await report();
  assert.equal((await engineer.inject({ method: 'GET', url: row.content.replace(id, other.id) })).statusCode, 404, 'not below another incident');
});

test('evidence as text, by the guide\'s form and by the JSON of its client', async () => {
  const { id } = await report();
  const text = (await engineer.inject({ method: 'POST', url: `${base}/${id}/evidence`, ...form({ title: 'Log', evidence_type: 'log', content: 'line 1' }) })).json<Row>();
  assert.deepEqual([text.type, text.content, text.file_url], ['log', 'line 1', null]);
  const posted = await engineer.inject({ method: 'POST', url: `/api/v1/evidence/incident/${id}`, payload: { evidence_type: 'grafana_snapshot', title: 'CPU', description: 'It rises', file_url: 'https://grafana.example/d/1' } });
  assert.equal(posted.statusCode, 200, posted.body);
  const snapshot = posted.json<Row>();
  assert.deepEqual([snapshot.type, snapshot.evidence_type, snapshot.description, snapshot.file_url, snapshot.content], ['metric', 'grafana_snapshot', 'It rises', 'https://grafana.example/d/1', 'https://grafana.example/d/1']);
  assert.deepEqual((await viewer.inject({ method: 'GET', url: `/api/v1/evidence/incident/${id}` })).json<Row[]>().map(({ title }) => title).sort(), ['CPU', 'Log']);
  now += 60_000;
  for (const payload of [{ title: 'x', evidence_type: 'log' }, { title: 'x', evidence_type: 'novel', content: 'y' }, { evidence_type: 'log', content: 'y' }, { title: 'x', evidence_type: 'log', file_url: 'javascript:alert(1)' }]) {
    assert.equal((await engineer.inject({ method: 'POST', url: `/api/v1/evidence/incident/${id}`, payload })).statusCode, 422, JSON.stringify(payload));
  }
});

test('files of a wrong kind are 415, files over 10 MB are 413, and nothing of them is kept', async () => {
  const { id } = await report();
  const url = `${base}/${id}/evidence`;
  const send = (name: string, content: Buffer) => engineer.inject({ method: 'POST', url, ...form({ title: 'x', evidence_type: 'document' }, { name, content }) });
  for (const [name, content, status] of [['run.exe', png, 415], ['page.html', png, 415], ['page.png', Buffer.from('<script>'), 415], ['a.txt', Buffer.alloc(10 * 1_048_576 + 1, 0x61), 413], ['b.txt', Buffer.alloc(30 * 1_048_576, 0x61), 413], ['a.txt', Buffer.alloc(0), 422]] as const) {
    const reply = await send(name, content);
    assert.equal(reply.statusCode, status, `${name}: ${reply.body.slice(0, 200)}`);
  }
  assert.equal((await send('a.txt', Buffer.alloc(10 * 1_048_576, 0x61))).statusCode, 200, 'exactly 10 MB');
  assert.equal((await viewer.inject({ method: 'GET', url })).json<Row[]>().length, 1);
});

test('every change reaches the socket: the channel, the environment and the squad, once, in the guide\'s shape', async () => {
  const [url = ''] = await server.listen();
  const client = await openLive(url, '/ws', { token: viewer.token });
  client.send({ type: 'subscribe', channels: ['incidents', 'production', 'squad:Live'] });
  await client.next(({ type }) => type === 'subscribed');
  const created = await report({ squad: 'Live' });
  const { timestamp, user_id: actor, ...event } = await client.next(({ action }) => action === 'created');
  assert.deepEqual(event, { type: 'incident', action: 'created', data: created });
  assert.equal(actor, engineer.userId);
  assert.match(String(timestamp), /Z$/);
  await engineer.inject({ method: 'PATCH', url: `${base}/${created.id}`, payload: { severity: 'low' } });
  const updated = await client.next(({ action }) => action === 'updated');
  assert.equal((updated.data as Row).severity, 'low');
  client.send({ type: 'ping' });
  await client.next(({ type }) => type === 'pong');
  assert.equal(client.frames.filter(({ type }) => type === 'incident').length, 2, 'once each, though three channels carry them');
  client.ws.close();
});
