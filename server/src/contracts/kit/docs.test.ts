import assert from 'node:assert/strict';
import { test } from 'node:test';
import Fastify from 'fastify';
import { z } from 'zod';
import type { Contract } from './contract.ts';
import { registerDocs } from './docs.ts';
import { endpoint, publicEndpoint } from './endpoint.ts';
import { FileBody } from './files.ts';
import { openApi } from './openapi.ts';
import { planned } from './planned.ts';

const dialect: Contract['dialect'] = {
  name: 'test', validationStatus: 422,
  success: (data) => ({ data }), failure: (error) => ({ error: error.code }),
  envelope: (data) => ({ type: 'object', properties: { data } }),
  failureSchema: { type: 'object', properties: { error: { type: 'string' } } },
};
const contract: Contract = {
  name: 'test', title: 'Test guide', dialect,
  endpoints: [
    endpoint('POST /things/:id', {
      guide: 'test#things', summary: 'Changes a thing', permission: 'write:things', status: 201,
      params: z.object({ id: z.uuid() }), query: z.object({ limit: z.coerce.number().int().default(5) }), body: z.object({ name: z.string() }), reply: z.object({ id: z.uuid() }),
      run: () => null, present: () => ({ id: '' }),
    }),
    publicEndpoint('GET /things/{id}/file', { guide: 'test#things', summary: 'A file', isBare: true, reply: z.instanceof(FileBody), run: () => null, present: () => new FileBody({ content: Buffer.alloc(0), contentType: 'a/b', filename: 'x' }) }),
    planned('DELETE /things/{id}', { guide: 'test#things', summary: 'Not yet' }),
  ],
};
const shared: Contract = { ...contract, name: 'shared', endpoints: [publicEndpoint('GET /both', { guide: 'test#a other#b', summary: 'Both', reply: z.null(), run: () => null, present: () => null })] };

test('an endpoint appears in OpenAPI with its parameters, body, envelope, access and state', () => {
  const { paths } = openApi(contract) as { paths: Record<string, Record<string, Record<string, unknown>>> };
  const { post = {}, delete: remove = {} } = paths['/things/{id}'] ?? {};
  const parameters = post.parameters as { name: string; in: string; required: boolean; schema: { format?: string; default?: number } }[];
  assert.deepEqual(parameters.map(({ name, in: place, required }) => [name, place, required]), [['id', 'path', true], ['limit', 'query', false]]);
  assert.deepEqual(parameters.map(({ schema }) => schema.format ?? schema.default), ['uuid', 5]);
  assert.equal(post['x-permission'], 'write:things');
  assert.deepEqual(Object.keys(post.responses as object), ['201', 'default']);
  assert.match(JSON.stringify(post.responses), /"data":\{"type":"object"/);
  assert.deepEqual(Object.keys(remove.responses as object), ['501', 'default']);
  assert.match(JSON.stringify(paths['/things/{id}/file']), /"format":"binary"/);
  assert.deepEqual(paths['/things/{id}/file']?.get?.security, []);
});

test('the page, its parts, the list and each contract with what it shares are served', async () => {
  const app = Fastify();
  registerDocs(app, [contract], [shared]);
  for (const [url, type] of [['/docs', 'text/html'], ['/docs/page.css', 'text/css'], ['/docs/page.js', 'text/javascript'], ['/openapi', 'application/json'], ['/openapi/test.json', 'application/json']] as const) {
    const response = await app.inject(url);
    assert.equal(response.statusCode, 200, url);
    assert.ok(String(response.headers['content-type']).startsWith(type), url);
  }
  assert.deepEqual((await app.inject('/openapi')).json(), [{ name: 'test', title: 'Test guide' }]);
  const { paths } = (await app.inject('/openapi/test.json')).json<{ paths: Record<string, unknown> }>();
  assert.deepEqual(Object.keys(paths), ['/things/{id}', '/things/{id}/file', '/both']);
});
