import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import fc from 'fast-check';
import { PlainResponse } from './plain-response.ts';

test('every text arrives as UTF-8, whatever its characters (property)', async (t) => {
  let text = '';
  const server = createServer({ ServerResponse: PlainResponse }, (_request, response) => void response.end(text));
  t.after(() => server.close());
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const texts = fc.oneof(fc.string(), fc.string({ unit: 'binary' }), fc.constantFrom('', 'plain', 'é', 'ÿ', '漢字', '\u0000', '😀', 'x'.repeat(70_000)));
  await fc.assert(
    fc.asyncProperty(texts, async (sent) => {
      text = sent;
      const response = await fetch(url);
      const received = Buffer.from(await response.arrayBuffer());
      assert.deepEqual(received, Buffer.from(sent));
      assert.equal(response.headers.get('content-length'), String(received.length));
    }),
    { numRuns: 60 },
  );
});

test('buffers, encodings that were asked for and empty answers are left alone', async (t) => {
  const answers = [(response: PlainResponse) => response.end(Buffer.from([0xff, 0x00])), (response: PlainResponse) => response.end('ff00', 'hex'), (response: PlainResponse) => response.end()];
  const server = createServer({ ServerResponse: PlainResponse }, (request, response) => void answers[Number(request.url?.slice(1))]?.(response));
  t.after(() => server.close());
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  const read = async (path: number): Promise<string> => Buffer.from(await (await fetch(`http://127.0.0.1:${port}/${path}`)).arrayBuffer()).toString('hex');
  assert.deepEqual([await read(0), await read(1), await read(2)], ['ff00', 'ff00', '']);
});
