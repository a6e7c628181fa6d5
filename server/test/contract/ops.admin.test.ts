import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type Caller, startTestServer, type TestServer } from '../support/server.ts';
import { assertShape } from './shape.ts';

let server: TestServer;
let engineer: Caller;
let viewer: Caller;

before(async () => {
  server = await startTestServer({ roles: ['web'] });
  engineer = await server.user('emil', ['engineer']);
  viewer = await server.user('vera', ['viewer']);
});
after(() => server.close());

/** The guide's model AlertThreshold, as its type document prints it. */
const model = {
  id: '', metric_name: 'cpu_usage', metric_type: 'infrastructure', operator: '>', threshold_value: 80, severity: 'high', environment: 'production', enabled: true,
  notification_channels: ['email', 'slack'], cooldown_minutes: 15, description: '', created_by: '', created_at: '', updated_at: '',
};

test('thresholds: symbols and words, echoed as they were sent, by both spellings of the path', async () => {
  const { id: _id, created_by: _by, created_at: _at, updated_at: _changed, ...body } = model;
  const made = await engineer.inject({ method: 'POST', url: '/api/v1/admin/alert-thresholds', payload: body });
  assert.equal(made.statusCode, 201, made.body);
  assertShape(made.json(), model);
  assert.deepEqual({ ...made.json<typeof model>(), id: '', created_by: '', created_at: '', updated_at: '', last_value: null, evaluated_at: null }, { ...model, last_value: null, evaluated_at: null });

  const client = { metric_name: 'latency', environment: 'dev', threshold_value: 500, operator: 'greater_than', severity: 'medium' };
  const extended = await engineer.inject({ method: 'POST', url: '/api/compat/v1/admin-extended/alert-thresholds', payload: client });
  assert.equal(extended.statusCode, 200, extended.body);
  const { data } = extended.json<{ data: typeof model }>();
  assert.deepEqual([data.operator, data.environment, data.enabled, data.metric_type], ['greater_than', 'dev', true, 'application']);
  const listed = (await viewer.inject({ url: '/api/v1/admin-extended/alert-thresholds' })).json<(typeof model)[]>();
  assert.equal(listed.find(({ id }) => id === data.id)?.environment, 'development');
  const off = await engineer.inject({ method: 'PUT', url: `/api/v1/admin-extended/alert-thresholds/${data.id}`, payload: { enabled: false } });
  assert.equal(off.json<typeof model>().enabled, false);
  assert.equal((await engineer.inject({ method: 'DELETE', url: `/api/v1/admin/alert-thresholds/${data.id}` })).statusCode, 204);
  assert.equal((await engineer.inject({ method: 'DELETE', url: `/api/v1/admin/alert-thresholds/${data.id}` })).json<{ error: { code: string } }>().error.code, 'THRESHOLD_NOT_FOUND');
});

test('wrong words and missing rights are told with the field and the permission', async () => {
  const wrong = await engineer.inject({ method: 'POST', url: '/api/v1/admin/alert-thresholds', payload: { ...model, operator: 'above' } });
  assert.equal(wrong.statusCode, 422);
  assert.equal(wrong.json<{ error: { details: { field: string } } }>().error.details.field, 'operator');
  const denied = await viewer.inject({ method: 'POST', url: '/api/v1/admin/alert-thresholds', payload: { metric_name: 'cpu_usage', operator: '>', threshold_value: 1, severity: 'low' } });
  assert.equal(denied.statusCode, 403);
  assert.deepEqual(denied.json<{ error: { details: unknown } }>().error.details, { permission: 'admin:operations' });
});

test('environments are there from the start in the guide\'s three names, teams as they are made', async () => {
  const environments = (await viewer.inject({ url: '/api/v1/admin-extended/environments' })).json<{ name: string; display_name: string; color: string }[]>();
  assert.deepEqual(environments.map(({ name }) => name), ['production', 'staging', 'development']);
  assert.deepEqual(Object.keys(environments[0] ?? {}), ['id', 'name', 'display_name', 'color']);
  assert.deepEqual((await viewer.inject({ url: '/api/compat/v1/admin-extended/environments' })).json<{ data: { name: string }[] }>().data.map(({ name }) => name), ['production', 'staging', 'dev']);
  const made = await engineer.inject({ method: 'POST', url: '/api/console/v1/organisation/teams', payload: { name: 'Platform', displayName: 'Platform', color: '#0b6b62' } });
  assert.equal(made.statusCode, 201, made.body);
  assert.equal((await engineer.inject({ method: 'POST', url: '/api/console/v1/organisation/teams', payload: { name: 'Platform', displayName: 'again', color: '#0b6b62' } })).statusCode, 409);
  assert.equal((await viewer.inject({ method: 'POST', url: '/api/console/v1/organisation/teams', payload: { name: 'Mine', displayName: 'Mine', color: '#0b6b62' } })).statusCode, 403);
  assert.deepEqual((await viewer.inject({ url: '/api/v1/admin-extended/teams' })).json<{ name: string }[]>().map(({ name }) => name), ['Platform']);
  const { id } = made.json<{ id: string }>();
  const changed = await engineer.inject({ method: 'PATCH', url: `/api/console/v1/organisation/teams/${id}`, payload: { displayName: 'Platform team' } });
  assert.equal(changed.json<{ displayName: string }>().displayName, 'Platform team');
  assert.equal((await engineer.inject({ method: 'DELETE', url: `/api/console/v1/organisation/teams/${id}` })).statusCode, 204);
});
