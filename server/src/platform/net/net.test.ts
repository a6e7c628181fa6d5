import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import { fetchText, isPrivateAddress } from './index.ts';

async function withServer(listener: RequestListener, use: (url: string) => Promise<void>): Promise<void> {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  try {
    await use(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

test('private, loopback, link-local, mapped and reserved addresses are told apart from public ones', () => {
  for (const address of ['127.0.0.1', '10.1.2.3', '172.20.0.1', '192.168.1.1', '169.254.169.254', '0.0.0.0', '100.64.1.1', '::1', 'fe80::1', 'fd00::1', '::ffff:10.0.0.1', '::ffff:127.0.0.1']) {
    assert.equal(isPrivateAddress(address), true, address);
  }
  for (const address of ['1.1.1.1', '8.8.8.8', '172.32.0.1', '2606:4700::1111', '::ffff:8.8.8.8']) assert.equal(isPrivateAddress(address), false, address);
});

test('a user-given address never reaches a private host, by number or by name', async () => {
  let calls = 0;
  await withServer((_request, response) => {
    calls += 1;
    response.end('secret');
  }, async (url) => {
    const port = new URL(url).port;
    for (const target of [url, `http://localhost:${port}/`, `http://[::1]:${port}/`, `http://2130706433:${port}/`, `http://0x7f.1:${port}/`, 'ftp://example.com/', 'file:///etc/passwd', `http://u:p@localhost:${port}/`, 'nonsense']) {
      await assert.rejects(fetchText(target, { isTrusted: false }), { code: 'TARGET_NOT_ALLOWED' }, target);
    }
  });
  assert.equal(calls, 0);
});

test('a configured address may be private; status and text come back', async () => {
  await withServer((request, response) => {
    response.statusCode = 418;
    response.end(`${request.method}`);
  }, async (url) => {
    assert.deepEqual(await fetchText(url, { isTrusted: true, method: 'POST', body: 'x' }), { status: 418, text: 'POST' });
  });
});

test('an answer that is too large or too late is refused', async () => {
  await withServer((request, response) => {
    if (request.url === '/slow') return;
    response.end('x'.repeat(5000));
  }, async (url) => {
    await assert.rejects(fetchText(url, { isTrusted: true, maxBytes: 1000 }), { code: 'TARGET_FAILED' });
    await assert.rejects(fetchText(`${url}slow`, { isTrusted: true, timeoutMs: 50 }), { code: 'TARGET_TIMEOUT' });
  });
});
