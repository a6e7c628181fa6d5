import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, test } from 'node:test';
import { startTestServer, type TestServer } from '../support/server.ts';

const verified = `0x${'a1'.repeat(20)}`;
const onlyCode = `0x${'b2'.repeat(20)}`;
const nobody = `0x${'c3'.repeat(20)}`;
const minimalProxy = `0x${'d4'.repeat(20)}`;
const slotProxy = `0x${'e5'.repeat(20)}`;
const beaconProxy = `0x${'f6'.repeat(20)}`;
const beacon = `0x${'07'.repeat(20)}`;
const diamond = `0x${'18'.repeat(20)}`;
const source = 'pragma solidity ^0.8.0; contract A { function end() external { selfdestruct(payable(msg.sender)); } }';
// CALLER SELFDESTRUCT
const code = '0x33ff';

let providers: Server;
let server: TestServer;

const slots = { implementation: '360894a13ba1a3210667c828492db98dca3e2076cc3735a920a3ca505d382bbc', beacon: 'a3f0ad74e5423aebfd80d3ef4346578335a9a72aeaee59ff6cb3582b35133d50', diamond: 'c8fcad8db84d3cc18b4c41d551ea0ee66dd599cde068d998e57d5e09332c131c' };
const word = (address: string): string => `0x${'0'.repeat(24)}${address.slice(2)}`;
// PUSH32 <slot> SLOAD DELEGATECALL, as little of a proxy as the recogniser asks for.
const delegating = (slot: string): string => `0x7f${slot}54f4`;
const codes: Readonly<Record<string, string>> = {
  [onlyCode]: code,
  [minimalProxy]: `0x363d3d373d3d3d363d73${onlyCode.slice(2)}5af43d82803e903d91602b57fd5bf3`,
  [slotProxy]: delegating(slots.implementation),
  [beaconProxy]: delegating(slots.beacon),
  [diamond]: delegating(slots.diamond),
};

/** Storage and calls of the node, by what is asked of whom. */
function readChain(method: string, params: readonly [string | { to: string; data: string }, string]): string {
  const [of, slot] = params;
  if (typeof of === 'string') {
    if (method !== 'eth_getStorageAt') return codes[of] ?? '0x';
    if (of === slotProxy && slot === `0x${slots.implementation}`) return word(onlyCode);
    return of === beaconProxy && slot === `0x${slots.beacon}` ? word(beacon) : `0x${'0'.repeat(64)}`;
  }
  if (of.to === beacon && of.data === '0x5c60da1b') return word(onlyCode);
  const facets = [onlyCode, verified].map((address) => word(address).slice(2)).join('');
  return of.to === diamond && of.data === '0x52ef6b2c' ? `0x${'20'.padStart(64, '0')}${'2'.padStart(64, '0')}${facets}` : '0x';
}

/** A Sourcify server and a node in one: what they know of the addresses. */
function answer(path: string, body: string): { status: number; json: unknown } {
  if (path.startsWith('/v2/contract/')) return path.includes(verified) ? { status: 200, json: { sources: { 'src/A.sol': { content: source } } } } : { status: 404, json: {} };
  const { id, method, params } = JSON.parse(body) as { id: number; method: string; params: Parameters<typeof readChain>[1] };
  return { status: 200, json: { jsonrpc: '2.0', id, result: readChain(method, params) } };
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

for (const [standard, proxy] of Object.entries({ 'EIP-1167': minimalProxy, 'EIP-1967': slotProxy, 'EIP-1967 with a beacon': beaconProxy, 'EIP-2535': diamond })) {
  test(`behind a proxy of ${standard} the code that it runs is scanned too`, async () => {
    const result = await scan(proxy);
    assert.equal(result.status, 'completed', JSON.stringify(result.error));
    assert.ok(result.vulnerabilities.some(({ type }) => type === 'unprotected-selfdestruct'), JSON.stringify(result));
  });
}
