import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createLog } from './index.ts';

function capture(level: 'info' | 'debug' | 'silent' = 'info') {
  const text: string[] = [];
  const log = createLog({ LOG_LEVEL: level }, { write: (line) => void text.push(line) });
  return { log, text, lines: () => text.map((line) => JSON.parse(line) as Record<string, unknown>) };
}

test('a line is one JSON object with level, time in UTC and message', () => {
  const { log, lines } = capture();
  log.info({ scanId: 7 }, 'Scan started');
  const [line] = lines();
  assert.equal(line?.['level'], 'info');
  assert.equal(line?.['msg'], 'Scan started');
  assert.equal(line?.['scanId'], 7);
  assert.match(String(line?.['time']), /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
});

test('levels below LOG_LEVEL are not printed', () => {
  const { log, text } = capture();
  log.debug('hidden');
  assert.equal(text.length, 0);
  const silent = capture('silent');
  silent.log.fatal('hidden');
  assert.equal(silent.text.length, 0);
});

test('a child carries its fields, redacted', () => {
  const { log, lines } = capture();
  log.child({ requestId: 'r-1', apiKey: 's3cr3t' }).info('hello');
  assert.equal(lines()[0]?.['requestId'], 'r-1');
  assert.equal(lines()[0]?.['apiKey'], '[redacted]');
});

test('secrets are replaced wherever they stand', () => {
  const { log, text } = capture();
  log.info({
    password: 's3cr3t',
    headers: { Authorization: 'Bearer s3cr3t', cookie: 'session_token=s3cr3t', 'X-API-Key': 's3cr3t' },
    body: { wallet: { private_key: 's3cr3t', list: [{ refreshToken: 's3cr3t' }] } },
    url: '/ws?token=s3cr3t&x=1',
    target: 'postgres://me:s3cr3t@db/x',
  });
  assert.equal(text.join('').includes('s3cr3t'), false, text.join(''));
  assert.match(text.join(''), /x=1/);
});

test('errors are printed with stack and cause, and their own fields are redacted', () => {
  const { log, text, lines } = capture();
  const cause = Object.assign(new Error('inner'), { config: { headers: { authorization: 'Bearer s3cr3t' } } });
  log.error({ err: new Error('outer', { cause }) }, 'failed');
  log.error({ err: cause });
  const [line] = lines() as [{ err: { stack: string; cause: { stack: string } } }];
  assert.match(line.err.stack, /^Error: outer\n +at /);
  assert.match(line.err.cause.stack, /^Error: inner\n +at /);
  assert.equal(text.join('').includes('s3cr3t'), false);
});

test('the caller\'s object is left as it was', () => {
  const { log } = capture();
  const body = { password: 's3cr3t' };
  log.info(body);
  assert.equal(body.password, 's3cr3t');
});

test('circular facts do not break a line', () => {
  const { log, text } = capture();
  const loop: Record<string, unknown> = { name: 'a' };
  loop['self'] = loop;
  log.info({ loop }, 'still here');
  assert.match(text.join(''), /still here/);
});
