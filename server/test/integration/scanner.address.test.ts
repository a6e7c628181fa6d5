import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, test } from 'node:test';
import { startTestServer, type TestServer } from '../support/server.ts';

const verified = `0x${'a1'.repeat(20)}`;
const onlyCode = `0x${'b2'.repeat(20)}`;
const nobody = `0x${'c3'.repeat(20)}`;
const source = 'pragma solidity ^0.8.0; contract A { function end() external { selfdestruct(payable(msg.sender)); } }';
// CALLER SELFDESTRUCT
const code = '0x33ff';

let providers: Server;
let server: TestServer;

/** A Sourcify server and a node in one: what they know of the three addresses. */
function answer(path: string, body: string): { status: number; json: unknown } {
  if (path.startsWith('/v2/contract/')) return path.includes(verified) ? { status: 200, json: { sources: { 'src/A.sol': { content: source } } } } : { status: 404, json: {} };
  const { id, params } = JSON.parse(body) as { id: number; params: [string] };
  return { status: 200, json: { jsonrpc: '2.0', id, result: params[0] === onlyCode ? code : '0x' } };
}

before(async () => {
  providers = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      const { status, json } = answer(request.url ?? '', body);
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(json));
    });
  }).listen(0, '127.0.0.1');
  await once(providers, 'listening');
  const url = `http://127.0.0.1:${(providers.address() as AddressInfo).port}`;
  server = await startTestServer({ env: { SOURCIFY_URL: url, ETHEREUM_RPC_URL: url } });
});
after(async () => {
  await server.close();
  providers.close();
});

interface Result {
  readonly status: string;
  readonly vulnerabilities: readonly { readonly type: string }[];
  readonly incomplete: readonly { readonly reason: string }[];
  readonly error: { readonly code: string } | null;
}

async function scan(address: string): Promise<Result> {
  const started = await server.admin.inject({ method: 'POST', url: '/api/scanner/analyze', payload: { contract_address: address, scan_type: 'full', chain_id: 1 } });
  assert.equal(started.statusCode, 200, started.body);
  const { scan_id: id } = started.json<{ scan_id: string }>();
  for (let tries = 0; tries < 1_000; tries += 1) {
    const result = (await server.admin.inject({ url: `/api/scanner/scan/${id}` })).json<Result>();
    if (result.status !== 'queued' && result.status !== 'running') return result;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error('the scan did not end');
}

test('an address is scanned by its verified source', async () => {
  const result = await scan(verified);
  assert.equal(result.status, 'completed');
  assert.ok(result.vulnerabilities.some(({ type }) => type === 'unprotected-selfdestruct'));
});

test('without a verified source its bytecode is analysed, and the scan says that this is less', async () => {
  const result = await scan(onlyCode);
  assert.equal(result.status, 'completed', JSON.stringify(result.error));
  assert.ok(result.vulnerabilities.some(({ type }) => type === 'unprotected-selfdestruct'));
  assert.match(result.incomplete.map(({ reason }) => reason).join(), /bytecode was analysed instead/);
});

test('an address without a contract is an honest failure', async () => {
  const result = await scan(nobody);
  assert.equal(result.status, 'failed');
  assert.equal(result.vulnerabilities.length, 0);
});
