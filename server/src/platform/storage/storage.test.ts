import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import fc from 'fast-check';
import S3rver from 's3rver';
import { createLocalStorage } from './local-storage.ts';
import { createS3Storage } from './s3-storage.ts';
import type { Storage } from './types.ts';

const folder = mkdtempSync(join(tmpdir(), 'bulwark-storage-'));
const server = new S3rver({ port: 0, address: '127.0.0.1', silent: true, directory: join(folder, 's3'), configureBuckets: [{ name: 'blobs', configs: [] }] });
const { port } = await server.run();

after(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

function bucket(name: string): Storage {
  return createS3Storage({ bucket: name, region: 'us-east-1', endpoint: `http://127.0.0.1:${port}`, credentials: { accessKeyId: 'S3RVER', secretAccessKey: 'S3RVER' } });
}

const stores: readonly (readonly [string, Storage])[] = [
  ['files', createLocalStorage(join(folder, 'files'))],
  ['S3', bucket('blobs')],
];

async function text(stream: NodeJS.ReadableStream | null): Promise<string> {
  let all = '';
  for await (const chunk of stream ?? []) all += String(chunk);
  return all;
}

for (const [name, storage] of stores) {
  test(`${name}: what was put comes back, by the hash of its content`, async () => {
    const { hash, size } = await storage.put(Buffer.from('hello'));
    assert.equal(hash, '2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824');
    assert.equal(size, 5);
    assert.equal(Buffer.from((await storage.get(hash)) ?? []).toString(), 'hello');
    assert.equal(await text(await storage.stream(hash)), 'hello');
  });

  test(`${name}: any bytes survive, equal ones are one blob, also when put at the same time`, async () => {
    await fc.assert(fc.asyncProperty(fc.uint8Array({ maxLength: 3000 }), async (content) => {
      const puts = await Promise.all([storage.put(content), storage.put(content), storage.put(content)]);
      assert.equal(new Set(puts.map((put) => put.hash)).size, 1);
      assert.deepEqual(Buffer.from((await storage.get(puts[0].hash)) ?? []), Buffer.from(content));
    }), { numRuns: 20 });
  });

  test(`${name}: what is not there is null, deleting it is no error`, async () => {
    const absent = 'a'.repeat(64);
    assert.equal(await storage.get(absent), null);
    assert.equal(await storage.stream(absent), null);
    await storage.delete(absent);
    const { hash } = await storage.put(Buffer.from('short-lived'));
    await storage.delete(hash);
    assert.equal(await storage.get(hash), null);
  });

  test(`${name}: only a hash is an address`, async () => {
    for (const wrong of ['', '../../etc/passwd', 'A'.repeat(64), `${'a'.repeat(64)}/..`]) await assert.rejects(async () => await storage.get(wrong), RangeError);
  });

  test(`${name}: a round trip proves that it works`, async () => {
    assert.equal(await storage.ping(), true);
  });
}

test('a bucket or folder that is not usable is told, not thrown', async () => {
  assert.equal(await bucket('no-such-bucket').ping(), false);
  assert.equal(await createLocalStorage('/dev/null/files').ping(), false);
});

test('files leave nothing half-written behind', () => {
  const names = readdirSync(join(folder, 'files'), { recursive: true }).map(String);
  assert.deepEqual(names.filter((name) => name.includes('.part') || name.includes('.ping')), []);
});
