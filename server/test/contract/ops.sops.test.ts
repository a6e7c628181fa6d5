import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type Caller, startTestServer, type TestServer } from '../support/server.ts';
import { assertShape, assertTimestamp } from './shape.ts';

let server: TestServer;
let author: Caller;
let reviewer: Caller;
let viewer: Caller;

before(async () => {
  server = await startTestServer({ roles: ['web'] });
  [author, reviewer, viewer] = [await server.user('ada', ['engineer']), await server.user('rita', ['engineer']), await server.user('vera', ['viewer'])];
});
after(() => server.close());

/** The guide's models SOP and SOPStep. */
const model = {
  id: '', title: '', category: '', description: '', content: '', owner: '', reviewers: [''], version: '', status: '', tags: [''], prerequisites: [''], estimated_duration: 0,
  execution_count: 0, created_at: '', updated_at: '', steps: [{ id: '', order: 1, step_number: 1, title: '', description: '', command: '', expected_result: '', warning: '', type: '' }],
};
const body = {
  title: 'Fail over the database', category: 'incident_response', description: 'When the primary is gone', content: '# Fail over\n\n<img src=x onerror=alert(1)>[x](javascript:alert(1))', tags: ['database'],
  prerequisites: ['Access to the cluster'], estimated_duration: 20,
  steps: [{ title: 'Stop writes', description: 'Read-only mode', command: 'echo stop' }, { title: 'Promote', description: 'The replica', expected_result: 'It answers' }],
};

interface Row {
  readonly id: string;
  readonly status: string;
  readonly version: string;
  readonly category: string;
  readonly title: string;
}

interface Execution {
  readonly id: string;
  readonly status: string;
  readonly completed_at: string | null;
  readonly steps_completed: readonly { readonly step_number: number; readonly completed: boolean; readonly completed_by: string | null; readonly completed_at: string | null }[];
  readonly total_steps: number;
}

async function make(payload: object = body, by = author): Promise<Row> {
  const made = await by.inject({ method: 'POST', url: '/api/v1/sops', payload });
  assert.equal(made.statusCode, 201, made.body);
  return made.json<Row>();
}

const move = (by: Caller, id: string, to: string) => by.inject({ method: 'POST', url: `/api/console/v1/sops/${id}/move`, payload: { move: to } });

async function approved(): Promise<string> {
  const { id } = await make();
  assert.equal((await move(reviewer, id, 'approve')).statusCode, 200);
  return id;
}

const codeOf = (reply: { json(): unknown }): string => (reply.json() as { error: { code: string } }).error.code;

test('a procedure has every field of the guide\'s model, is found by words and category, and shows its content safely', async () => {
  const made = await author.inject({ method: 'POST', url: '/api/v1/sops', payload: body });
  assertShape(made.json(), model, ['command', 'expected_result', 'warning']);
  const { id } = made.json<Row>();
  assert.deepEqual([made.json<Row>().status, made.json<Row>().version], ['draft', '1.0.0']);
  const isFound = async (query: string): Promise<boolean> => (await viewer.inject({ url: `/api/v1/sops?${query}` })).json<Row[]>().some((row) => row.id === id);
  for (const query of ['search=over%20database', 'search=Fail%20over%20the', 'search=primary', 'category=incident_response', 'category=incident', 'tag=database']) assert.ok(await isFound(query), query);
  for (const query of ['search=kubernetes', 'category=custom', 'tag=network', 'status=archived']) assert.ok(!(await isFound(query)), query);
  const one = (await viewer.inject({ url: `/api/v1/sops/${id}` })).json<{ content_html: string; execution_history: unknown[] }>();
  assert.match(one.content_html, /^<h1>Fail over<\/h1>/);
  assert.doesNotMatch(one.content_html, /<img|href="javascript/);
  assert.deepEqual(one.execution_history, []);
  assert.equal(codeOf(await viewer.inject({ url: '/api/v1/sops/11111111-1111-4111-8111-111111111111' })), 'SOP_NOT_FOUND');
});

test('versions and approval: nobody approves their own, a change asks for approval again', async () => {
  const { id } = await make();
  assert.equal(codeOf(await author.inject({ method: 'POST', url: `/api/v1/sops/${id}/execute`, payload: {} })), 'SOP_NOT_APPROVED');
  assert.equal(codeOf(await move(author, id, 'approve')), 'SOP_OWN_APPROVAL');
  assert.equal((await move(viewer, id, 'approve')).statusCode, 403);
  assert.equal((await move(author, id, 'submit')).json<Row>().status, 'review');
  assert.equal((await move(reviewer, id, 'approve')).json<Row>().status, 'approved');
  const changed = await reviewer.inject({ method: 'PUT', url: `/api/v1/sops/${id}`, payload: { ...body, title: 'Fail over, better' } });
  assert.deepEqual([changed.json<Row>().status, changed.json<Row>().version], ['draft', '1.1.0']);
  assert.equal(codeOf(await move(reviewer, id, 'approve')), 'SOP_OWN_APPROVAL', 'who changed it last');
  const versions = (await viewer.inject({ url: `/api/console/v1/sops/${id}/versions` })).json<{ version: string; title: string }[]>();
  assert.deepEqual(versions.map(({ version, title }) => [version, title]), [['1.1.0', 'Fail over, better'], ['1.0.0', 'Fail over the database']]);
  const named = await make({ ...body, reviewers: ['somebody.else'] });
  assert.equal(codeOf(await move(reviewer, named.id, 'approve')), 'SOP_NOT_REVIEWER');
});

test('executed as the guide writes it, and as its client does, with the server saying who and when', async () => {
  const id = await approved();
  const started = await author.inject({ method: 'POST', url: `/api/v1/sops/${id}/execute`, payload: { environment: 'staging' } });
  assert.equal(started.statusCode, 202, started.body);
  const { execution_id: executionId, started_at: startedAt, ...rest } = started.json<{ execution_id: string; started_at: string }>();
  assert.deepEqual(rest, { sop_id: id, status: 'running' });
  assertTimestamp(startedAt);

  const opened = await author.inject({ method: 'POST', url: '/api/compat/v1/sop-executions', payload: { sop_id: id, environment: 'dev' } });
  assert.equal(opened.statusCode, 201, opened.body);
  const execution = opened.json<{ data: Execution & { environment: string } }>().data;
  assert.deepEqual([execution.status, execution.environment, execution.total_steps], ['in_progress', 'dev', 2]);
  assert.deepEqual(execution.steps_completed.map((step) => [step.step_number, step.completed]), [[1, false], [2, false]]);

  const tick = (done: readonly boolean[], status: string) => author.inject({
    method: 'PUT', url: `/api/v1/sop-executions/${execution.id}`,
    payload: { steps_completed: execution.steps_completed.map((step, at) => ({ ...step, completed: done[at], completed_by: 'current_user', completed_at: '1999-01-01T00:00:00Z', notes: 'seen' })), status, completed_at: null },
  });
  const half = await tick([true, false], 'in_progress');
  assert.equal(half.statusCode, 200, half.body);
  const [first] = half.json<Execution>().steps_completed;
  assert.deepEqual([first?.completed, first?.completed_by], [true, 'ada']);
  assert.ok((first?.completed_at ?? '') > '2020');
  assert.equal(codeOf(await tick([true, false], 'completed')), 'EXECUTION_INCOMPLETE');
  assert.equal((await tick([false, false], 'in_progress')).json<Execution>().steps_completed[0]?.completed, false);
  const whole = (await tick([true, true], 'completed')).json<Execution>();
  assert.equal(whole.status, 'completed');
  assertTimestamp(whole.completed_at);
  assert.equal(codeOf(await tick([false, true], 'in_progress')), 'EXECUTION_ENDED');

  const listed = (await viewer.inject({ url: `/api/v1/sop-executions?sop_id=${id}` })).json<Execution[]>();
  assert.deepEqual(listed.map((row) => row.id), [execution.id, executionId]);
  const history = (await viewer.inject({ url: `/api/v1/sops/${id}` })).json<{ execution_count: number; execution_history: { status: string; step_results: unknown[] }[] }>();
  assert.deepEqual([history.execution_count, history.execution_history.map(({ status }) => status)], [2, ['success', 'running']]);
});

test('step by step: fail, skip with a reason, pause, resume, and a record of who did what', async () => {
  const id = await approved();
  const { id: executionId } = (await author.inject({ method: 'POST', url: '/api/console/v1/executions', payload: { sopId: id, environment: 'production' } })).json<{ id: string }>();
  const act = (by: Caller, payload: object) => by.inject({ method: 'POST', url: `/api/console/v1/executions/${executionId}/act`, payload });
  assert.equal((await act(viewer, { kind: 'pause' })).statusCode, 403);
  assert.equal((await act(author, { kind: 'skip-step', step: 1 })).statusCode, 422, 'a reason is asked for');
  assert.equal((await act(author, { kind: 'fail-step', step: 1, reason: 'no route to host', output: 'ssh: connect' })).statusCode, 200);
  assert.equal((await act(author, { kind: 'pause' })).json<{ status: string }>().status, 'paused');
  assert.equal(codeOf(await act(author, { kind: 'complete-step', step: 2 })), 'EXECUTION_PAUSED');
  await act(reviewer, { kind: 'resume' });
  await act(reviewer, { kind: 'skip-step', step: 1, reason: 'done by hand' });
  const ended = await act(author, { kind: 'complete-step', step: 2, output: 'it answers' });
  assert.deepEqual([ended.json<{ status: string }>().status, ended.json<{ result: string }>().result], ['completed', 'partial']);
  const { log } = (await viewer.inject({ url: `/api/console/v1/executions/${executionId}` })).json<{ log: { actor: string; action: string; step: number | null; text: string }[] }>();
  assert.deepEqual(log.map(({ actor, action, step }) => [actor, action, step]), [
    ['ada', 'started', null], ['ada', 'step-failed', 1], ['ada', 'paused', null], ['rita', 'resumed', null], ['rita', 'step-skipped', 1], ['ada', 'step-completed', 2], ['ada', 'completed', null],
  ]);
  assert.equal(log[1]?.text, 'no route to host\nssh: connect');
});

test('bulk import: a body, or files; one wrong procedure and nothing is taken', async () => {
  const json = await author.inject({ method: 'POST', url: '/api/v1/sops/bulk-import', payload: { sops: [{ title: 'One', category: 'security' }, { title: 'Two', category: 'custom' }] } });
  assert.equal(json.statusCode, 201, json.body);
  const { imported, sops } = json.json<{ imported: number; sops: Row[] }>();
  assert.deepEqual([imported, sops.map(({ category }) => category)], [2, ['security', 'maintenance']]);
  const boundary = 'x-boundary';
  const part = (name: string, content: string): string => `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="${name}"\r\n\r\n${content}\r\n`;
  const send = (...parts: string[]) => author.inject({ method: 'POST', url: '/api/v1/sops/bulk-import', headers: { 'content-type': `multipart/form-data; boundary=${boundary}` }, payload: `${parts.join('')}--${boundary}--\r\n` });
  const files = await send(part('patch.md', '# Patch hosts\n\n1. Drain\n2. Patch\n'), part('more.yaml', 'title: Rotate\ncategory: security\n'));
  assert.equal(files.statusCode, 201, files.body);
  const count = (await viewer.inject({ url: '/api/v1/sops?limit=1' })).headers['x-total-count'];
  const refused = await send(part('good.md', '# Good\n'), part('bad.json', '{"title":"x"}'));
  assert.equal(codeOf(refused), 'SOP_IMPORT_MALFORMED');
  assert.match(refused.json<{ error: { message: string } }>().error.message, /^bad\.json: category/);
  assert.equal((await viewer.inject({ url: '/api/v1/sops?limit=1' })).headers['x-total-count'], count);
  assert.equal((await viewer.inject({ method: 'POST', url: '/api/v1/sops', payload: body })).statusCode, 403);
  const { id } = await make();
  assert.equal((await author.inject({ method: 'DELETE', url: `/api/v1/sops/${id}` })).statusCode, 204);
});
