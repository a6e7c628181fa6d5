import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Message } from '../../src/modules/notifications/index.ts';
import { sql } from 'drizzle-orm';
import { type HttpInbox, type MailInbox, startHttpInbox, startMailInbox } from '../support/inbox.ts';
import { type Caller, startTestServer, type TestServer } from '../support/server.ts';

let http: HttpInbox;
let mail: MailInbox;
let server: TestServer;
let viewer: Caller;

interface Row {
  readonly id: string;
  readonly channel: string;
  readonly status: string;
  readonly attempts: number;
  readonly lastError: string | null;
}

before(async () => {
  [http, mail] = await Promise.all([startHttpInbox(), startMailInbox()]);
  server = await startTestServer({
    env: {
      SMTP_HOST: '127.0.0.1', SMTP_PORT: String(mail.port), SMTP_FROM: 'Bulwark <ops@example.test>', NOTIFICATION_EMAILS: 'oncall@example.test',
      SLACK_WEBHOOK_URL: `${http.url}/slack`, DISCORD_WEBHOOK_URL: `${http.url}/discord`, TELEGRAM_BOT_TOKEN: '123:secret', TELEGRAM_CHAT_ID: '-42', TELEGRAM_API_URL: http.url,
    },
  });
  viewer = await server.user('vera', ['viewer']);
});
after(async () => {
  await server.close();
  http.close();
  await mail.close();
});

const notify = (message: Message, channels: readonly string[]): Promise<void> =>
  server.db.transaction((tx) => server.app.modules.notifications.notify(tx, message, channels));

async function ledger(): Promise<Row[]> {
  return (await server.admin.inject({ url: '/api/console/v1/deliveries?limit=100' })).json<{ items: Row[] }>().items;
}

async function settled(isIt: (row: Row) => boolean, status: string): Promise<Row> {
  for (let tries = 0; tries < 600; tries += 1) {
    const row = (await ledger()).find(isIt);
    if (row?.status === status) return row;
    await sleep(50);
  }
  throw new Error(`not ${status}: ${JSON.stringify(await ledger())}`);
}

test('the configuration sets up all four, and a test message really arrives on each', async () => {
  const { items } = (await server.admin.inject({ url: '/api/console/v1/channels' })).json<{ items: { id: string; origin: string }[] }>();
  assert.deepEqual(items.map(({ id }) => id), ['env:email', 'env:slack', 'env:discord', 'env:telegram']);
  for (const { id } of items) {
    const sent = await server.admin.inject({ method: 'POST', url: `/api/console/v1/channels/${id}/test` });
    assert.equal(sent.statusCode, 202, sent.body);
    const { id: deliveryId } = sent.json<Row>();
    await settled((row) => row.id === deliveryId, 'delivered');
  }
  assert.deepEqual(mail.mails[0]?.to, ['oncall@example.test']);
  assert.match(mail.mails[0]?.source ?? '', /Subject: Bulwark: test message/);
  const slack = http.received.find(({ path }) => path === '/slack');
  assert.match(String(slack?.body.text), /test message/);
  assert.deepEqual(http.received.find(({ path }) => path === '/discord')?.body.allowed_mentions, { parse: [] });
  const telegram = http.received.find(({ path }) => path === '/bot123:secret/sendMessage');
  assert.deepEqual([telegram?.body.chat_id, telegram?.body.parse_mode], ['-42', 'HTML']);
});

test('the same key is told once per channel; text cannot break out of the markup', async () => {
  const already = http.received.length;
  const message: Message = { key: 'once', title: '<b>&', text: 'a <script> & <!channel>' };
  await notify(message, ['slack', 'telegram', 'slack', 'env:slack']);
  await notify(message, ['slack']);
  await settled(({ channel }) => channel === 'env:telegram', 'delivered');
  await settled(({ channel }) => channel === 'env:slack', 'delivered');
  const news = http.received.slice(already);
  assert.equal(news.filter(({ path }) => path === '/slack').length, 1);
  assert.equal(news.find(({ path }) => path === '/slack')?.body.text, '&lt;b&gt;&amp;');
  assert.equal(news.find(({ path }) => path !== '/slack')?.body.text, '<b>&lt;b&gt;&amp;</b>\na &lt;script&gt; &amp; &lt;!channel&gt;');
});

test('a server that fails is asked again, one that refuses is not, and what is dead can be sent again', async () => {
  http.answers.push(503, 429);
  await notify({ key: 'later', title: 'later', text: 'x' }, ['discord']);
  const late = await settled(({ channel, attempts }) => channel === 'env:discord' && attempts === 3, 'delivered');
  assert.equal(late.lastError, null);
  http.answers.push(404);
  await notify({ key: 'gone', title: 'gone', text: 'x' }, ['discord']);
  const dead = await settled(({ attempts, channel, status }) => channel === 'env:discord' && status === 'dead' && attempts === 1, 'dead');
  assert.match(dead.lastError ?? '', /answered 404/);
  assert.equal(await server.app.modules.notifications.countDead(), 1);
  const again = await server.admin.inject({ method: 'POST', url: `/api/console/v1/deliveries/${dead.id}/retry` });
  assert.equal(again.statusCode, 202, again.body);
  await settled(({ id }) => id === dead.id, 'delivered');
  assert.equal((await server.admin.inject({ method: 'POST', url: `/api/console/v1/deliveries/${dead.id}/retry` })).statusCode, 409);
});

test('an unknown recipient is a refusal; recipients of a message come before the channel\'s', async () => {
  mail.unknown.add('nobody@example.test');
  await notify({ key: 'lost', title: 'lost', text: 'x', to: ['nobody@example.test'] }, ['email']);
  const dead = await settled(({ channel, status }) => channel === 'env:email' && status === 'dead', 'dead');
  assert.match(dead.lastError ?? '', /No such user/);
  await notify({ key: 'direct', title: 'direct', text: 'x', to: ['boss@example.test'] }, ['email']);
  for (let tries = 0; tries < 200 && !mail.mails.some(({ to }) => to.includes('boss@example.test')); tries += 1) await sleep(25);
  assert.deepEqual(mail.mails.at(-1)?.to, ['boss@example.test']);
});

test('a name that means no channel leaves a line that says so', async () => {
  await notify({ key: 'pager', title: 'pager', text: 'x' }, ['pagerduty']);
  const row = (await ledger()).find(({ channel }) => channel === 'unknown:pagerduty');
  assert.equal(row?.status, 'dead');
  assert.match(row?.lastError ?? '', /no channel is called pagerduty/);
});

test('an administrator\'s channel: its secret is sealed, never shown, and may not point inwards', async () => {
  const make = (payload: object) => server.admin.inject({ method: 'POST', url: '/api/console/v1/channels', payload });
  for (const secret of ['http://127.0.0.1/hook', 'http://[::1]/hook', 'http://169.254.169.254/latest', 'ftp://example.org', 'http://user:pass@example.org']) {
    const refused = await make({ name: 'inward', kind: 'slack', secret });
    assert.equal(refused.statusCode, 422, secret);
    assert.equal(refused.json<{ error: { code: string } }>().error.code, 'TARGET_NOT_ALLOWED');
  }
  const secret = 'https://hooks.slack.example/services/T0/B0/very-secret';
  const made = await make({ name: 'Team', kind: 'slack', secret });
  assert.equal(made.statusCode, 201, made.body);
  assert.ok(!made.body.includes('very-secret'));
  const { rows } = await server.db.sql.execute<{ secret: string }>(sql`select secret from notification_channels`);
  assert.match(rows[0]?.secret ?? '', /^v1\./);
  assert.equal((await make({ name: 'team', kind: 'slack', secret })).statusCode, 409);
  assert.equal((await make({ name: 'nobody', kind: 'email' })).statusCode, 422);
  const { id } = made.json<{ id: string }>();
  const off = await server.admin.inject({ method: 'PATCH', url: `/api/console/v1/channels/${id}`, payload: { isEnabled: false } });
  assert.equal(off.json<{ isEnabled: boolean; hasSecret: boolean }>().hasSecret, true);
  assert.equal((await server.admin.inject({ method: 'DELETE', url: '/api/console/v1/channels/env:slack' })).statusCode, 409);
  assert.equal((await server.admin.inject({ method: 'DELETE', url: `/api/console/v1/channels/${id}` })).statusCode, 204);
});

test('who may not set things up sees none of it', async () => {
  for (const url of ['/api/console/v1/channels', '/api/console/v1/deliveries']) assert.equal((await viewer.inject({ url })).statusCode, 403);
  assert.equal((await viewer.inject({ method: 'POST', url: '/api/console/v1/channels/env:slack/test' })).statusCode, 403);
});
