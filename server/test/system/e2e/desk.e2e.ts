import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import type { BrowserContext, Page } from 'playwright-core';
import { startHttpInbox } from '../../support/inbox.ts';
import { assertAccessible, assertFits } from './axe.ts';
import { openStage, type Stage, type View, views } from './stage.ts';

const api = '/api/console/v1';
const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { name, level: 1 }).waitFor();

/** Somebody else writes a procedure, so that the administrator may approve it. */
async function writtenByAda(context: BrowserContext): Promise<string> {
  const password = 'ada has a long password';
  await context.request.post(`${api}/users`, { data: { username: 'ada', email: 'ada@example.test', password, roles: ['engineer'] } });
  const login = await context.request.post(`/api/auth/login`, { data: { username: 'ada', password }, headers: { cookie: '' } });
  const { token } = (await login.json()) as { token: string };
  const made = await context.request.post(`${api}/sops`, {
    headers: { authorization: `Bearer ${token}` },
    data: { title: 'Restart the relay', category: 'maintenance', content: '# Why\n\n<img src=x onerror=alert(1)>', steps: [{ title: 'Drain', command: 'relay drain' }, { title: 'Restart' }, { title: 'Watch' }] },
  });
  assert.equal(made.status(), 201, await made.text());
  return ((await made.json()) as { id: string }).id;
}

describe('procedures, reports and alerts', () => {
  let stage: Stage;
  let sopId = '';
  let inbox: Awaited<ReturnType<typeof startHttpInbox>>;
  before(async () => {
    inbox = await startHttpInbox();
    stage = await openStage({ SLACK_WEBHOOK_URL: `${inbox.url}/slack` });
    const { context } = await stage.open('/');
    sopId = await writtenByAda(context);
    await context.close();
  });
  after(async () => {
    await stage[Symbol.asyncDispose]();
    inbox.close();
  });

  it('a procedure is approved, executed by keyboard, and leaves a record', async () => {
    const { page, faults } = await stage.open(`/sops/${sopId}`);
    await heading(page, /Restart the relay/);
    assert.equal(await page.locator('.rendered img').count(), 0);
    await page.getByRole('button', { name: 'Approve' }).click();
    await page.getByRole('button', { name: 'Execute' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Start' }).click();
    await page.getByRole('heading', { name: '1. Drain' }).waitFor();
    await page.keyboard.press('c');
    await page.getByRole('heading', { name: '2. Restart' }).waitFor();
    await page.keyboard.press('s');
    await page.getByRole('textbox', { name: 'Reason' }).fill('restarted itself');
    await page.getByRole('button', { name: 'Confirm' }).click();
    await page.getByRole('heading', { name: '3. Watch' }).waitFor();
    await page.getByRole('textbox', { name: 'What you saw' }).fill('all green');
    await page.getByRole('button', { name: 'Complete', exact: true }).click();
    await page.getByText('Completed, steps skipped').waitFor();
    const record = page.getByRole('list', { name: 'Record of the execution' });
    await record.getByText('restarted itself').waitFor();
    await record.getByText('all green').waitFor();
    assert.deepEqual(faults, []);
  });

  it('a new procedure is written with a preview beside it', async () => {
    const { page, faults } = await stage.open('/sops/new');
    await page.getByRole('textbox', { name: 'Title' }).fill('Turn it off and on');
    await page.getByRole('button', { name: 'Add step' }).click();
    await page.getByRole('textbox', { name: 'Step 1' }).fill('Off');
    await page.getByRole('textbox', { name: 'Markdown' }).fill('## It *helps*');
    await page.locator('.rendered h2 em').waitFor();
    await page.getByRole('button', { name: 'Save' }).click();
    await heading(page, /Turn it off and on/);
    await page.getByText('Draft').first().waitFor();
    assert.deepEqual(faults, []);
  });

  it('a report is made, watched and downloaded', async () => {
    const { page, faults } = await stage.open('/reports');
    await page.getByRole('button', { name: 'New report' }).click();
    await page.getByRole('combobox', { name: 'Format' }).selectOption('html');
    await page.getByRole('textbox', { name: 'Name' }).fill('The week');
    await page.getByRole('button', { name: 'Make report' }).click();
    const download = page.getByRole('link', { name: 'Download The week' });
    await download.waitFor();
    const [file] = await Promise.all([page.waitForEvent('download'), download.click()]);
    assert.equal(file.suggestedFilename(), 'The-week-v1.html');
    assert.match(readFileSync(await file.path(), 'utf8'), /<h1>The week<\/h1>/);
    assert.deepEqual(faults, []);
  });

  it('a channel is tested, and the ledger shows that it arrived', async () => {
    const { page, faults } = await stage.open('/alerts');
    await page.getByRole('tab', { name: 'Channels' }).click();
    await page.getByRole('button', { name: 'Send a test to slack' }).click();
    await page.getByRole('tab', { name: 'Deliveries' }).click();
    await page.getByRole('row', { name: /test message.*delivered/ }).waitFor();
    assert.match(String(inbox.received[0]?.body.text), /test message/);
    assert.deepEqual(faults, []);
  });

  it('a threshold is set with the metric’s present value in view', async () => {
    const { page, faults } = await stage.open('/alerts');
    await page.getByRole('tab', { name: 'Thresholds' }).click();
    await page.getByRole('button', { name: 'New threshold' }).click();
    await page.getByRole('combobox', { name: 'Metric' }).selectOption('memory_usage');
    await page.getByText(/Memory of the machine in use; now [\d.]+ percent/).waitFor();
    await page.getByRole('spinbutton', { name: 'Limit' }).fill('99');
    await page.getByRole('button', { name: 'Save threshold' }).click();
    await page.getByRole('row', { name: /memory_usage > 99/ }).waitFor();
    assert.deepEqual(faults, []);
  });

  const scenes: readonly { name: string; path: () => string; show: (page: Page) => Promise<unknown> }[] = [
    { name: 'procedures', path: () => '/sops', show: (page) => page.getByRole('row', { name: /Restart the relay/ }).waitFor() },
    { name: 'procedure', path: () => `/sops/${sopId}`, show: (page) => heading(page, /Restart the relay/) },
    { name: 'executions', path: () => `/sops/${sopId}`, show: (page) => page.getByRole('tab', { name: 'Executions' }).click() },
    { name: 'editor', path: () => `/sops/${sopId}/edit`, show: (page) => page.getByRole('textbox', { name: 'Title' }).waitFor() },
    { name: 'reports', path: () => '/reports', show: (page) => page.getByRole('row', { name: /The week/ }).waitFor() },
    { name: 'templates', path: () => '/reports', show: (page) => page.getByRole('tab', { name: 'Templates and schedules' }).click() },
    { name: 'new report', path: () => '/reports', show: (page) => page.getByRole('button', { name: 'New report' }).click() },
    { name: 'alerts', path: () => '/alerts', show: (page) => heading(page, 'Alerts') },
    { name: 'thresholds', path: () => '/alerts', show: (page) => page.getByRole('tab', { name: 'Thresholds' }).click() },
    { name: 'channels', path: () => '/alerts', show: (page) => page.getByRole('tab', { name: 'Channels' }).click() },
    { name: 'deliveries', path: () => '/alerts', show: (page) => page.getByRole('tab', { name: 'Deliveries' }).click() },
    { name: 'environments and teams', path: () => '/organisation', show: (page) => page.getByText('Staging').waitFor() },
  ];
  for (const [name, view] of Object.entries<View>(views)) {
    it(`axe finds nothing, ${name}`, async () => {
      const { page } = await stage.open('/', { view });
      for (const scene of scenes) {
        await page.goto(scene.path());
        await scene.show(page);
        await page.waitForLoadState('networkidle');
        await assertAccessible(page, `${scene.name}, ${name}`);
        await assertFits(page, `${scene.name}, ${name}`);
      }
    });
  }
});
