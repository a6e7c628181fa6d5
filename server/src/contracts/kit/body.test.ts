import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { z } from 'zod';
import { readBody, readJson } from './body.ts';
import { publicEndpoint } from './endpoint.ts';

const json = publicEndpoint('POST /x', { guide: 'test#x', summary: 'x', body: z.unknown(), reply: z.unknown(), run: () => null, present: () => null });
const form = publicEndpoint('POST /y', { guide: 'test#y', summary: 'y', consumes: 'multipart', body: z.unknown(), reply: z.unknown(), run: () => null, present: () => null });

function formBody(boundary: string): Buffer {
  const lines = [
    `--${boundary}`, 'Content-Disposition: form-data; name="scan_type"', '', 'full',
    `--${boundary}`, 'Content-Disposition: form-data; name="file"; filename="A.sol"', 'Content-Type: text/plain', '', 'contract A {}', `--${boundary}--`, '',
  ];
  return Buffer.from(lines.join('\r\n'));
}

test('any JSON value comes back as it was sent', () => {
  fc.assert(fc.property(fc.jsonValue(), (value) => {
    const text = JSON.stringify(value);
    fc.pre(!text.includes('\\u0000') && !text.includes('__proto__'));
    assert.deepEqual(readJson(Buffer.from(text)), JSON.parse(text));
  }));
});

test('arbitrary bytes are a value or MALFORMED_JSON, never anything else', () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
    try {
      readJson(Buffer.from(bytes));
    } catch (error) {
      assert.equal((error as { code?: string }).code, 'MALFORMED_JSON');
    }
  }));
});

test('a backslash before u0000 in pasted source is no NUL character', () => {
  const source = { source_code: String.raw`string s = unicode"\u0000\\u0000";` };
  assert.deepEqual(readJson(Buffer.from(JSON.stringify(source))), source);
  assert.throws(() => readJson(Buffer.from(String.raw`{"a":"\\\u0000"}`)), { message: /NUL/ });
});

test('half of a surrogate pair is refused, a whole one and an escaped backslash are not', () => {
  for (const text of [String.raw`{"a":"\ud800"}`, String.raw`{"a":"x\uDFFFy"}`, String.raw`{"\udc00":1}`, String.raw`["\\\ud800"]`]) {
    assert.throws(() => readJson(Buffer.from(text)), { code: 'MALFORMED_JSON', message: /surrogate/ }, text);
  }
  assert.deepEqual(readJson(Buffer.from(String.raw`["\ud83d\ude00","\\ud800"]`)), ['\u{1F600}', String.raw`\ud800`]);
});

test('nesting, invalid UTF-8 and NUL characters are refused', () => {
  assert.throws(() => readJson(Buffer.from('['.repeat(100_000) + ']'.repeat(100_000))), { code: 'MALFORMED_JSON', message: /deeper than 64/ });
  assert.throws(() => readJson(Buffer.from([0x22, 0xff, 0x22])), { code: 'MALFORMED_JSON', message: /UTF-8/ });
  assert.throws(() => readJson(Buffer.from('{"a":"x\\u0000y"}')), { code: 'MALFORMED_JSON', message: /NUL/ });
  assert.deepEqual(readJson(Buffer.from(`{"a":"${'['.repeat(200)}"}`)), { a: '['.repeat(200) });
});

test('a key that would reach the prototype is dropped', () => {
  const value = readJson(Buffer.from('{"__proto__":{"isAdmin":true},"a":1}')) as Record<string, unknown>;
  assert.deepEqual(Object.keys(value), ['a']);
  assert.equal(value.isAdmin, undefined);
});

test('a JSON content type without a body is no body', async () => {
  assert.deepEqual(await readBody(json, 'application/json', Buffer.alloc(0)), { body: undefined, files: [] });
});

test('a form is read by its header, without a boundary, and under a JSON content type', async () => {
  const body = formBody('----WebKitFormBoundary7');
  for (const type of ['multipart/form-data; boundary=----WebKitFormBoundary7', 'multipart/form-data', 'application/json']) {
    const read = await readBody(form, type, body);
    assert.deepEqual({ ...(read.body as object) }, { scan_type: 'full' }, type);
    assert.equal(read.files[0]?.name, 'A.sol');
    assert.equal(read.files[0]?.content.toString(), 'contract A {}');
  }
});

test('a form that is cut off or has no boundary is a clear 400', async () => {
  const whole = formBody('b0undary');
  await assert.rejects(readBody(form, 'multipart/form-data; boundary=b0undary', whole.subarray(0, whole.length - 20)), { code: 'MALFORMED_FORM', status: 400 });
  await assert.rejects(async () => await readBody(form, 'multipart/form-data', Buffer.from('not a form at all')), { code: 'MALFORMED_FORM', status: 400 });
});

test('urlencoded bodies are read, other types are refused', async () => {
  assert.deepEqual((await readBody(json, 'application/x-www-form-urlencoded', Buffer.from('a=1&b=%20'))).body, { a: '1', b: ' ' });
  await assert.rejects(async () => await readBody(json, 'application/xml', Buffer.from('<a/>')), { code: 'UNSUPPORTED_MEDIA_TYPE' });
});
