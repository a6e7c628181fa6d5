import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { assertAccessible, assertFits } from './axe.ts';
import { openStage, type Stage, type View, views } from './stage.ts';

const api = '/api/console/v1';
const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');

describe('operations in the console', () => {
  let stage: Stage;
  before(async () => {
    stage = await openStage();
  });
  after(() => stage[Symbol.asyncDispose]());

  it('an incident from its report over triage by keyboard to its export', async () => {
    const { page, context, faults } = await stage.open('/incidents');
    await page.getByText('No incidents yet').waitFor();
    await page.getByRole('button', { name: 'Report incident' }).click();
    const dialog = page.getByRole('dialog', { name: 'Report an incident' });
    await dialog.getByLabel('Title').fill('Checkout answers 503');
    await dialog.getByLabel('What happens').fill('Every third order cannot be paid');
    await dialog.getByLabel('Squad').fill('Payments');
    await dialog.getByLabel('Affected services').fill('checkout, ledger');
    await dialog.getByRole('button', { name: 'Report' }).click();
    await page.getByRole('heading', { name: /Checkout answers 503/, level: 1 }).waitFor();

    await page.getByLabel('Comment').fill('It is the disk');
    await page.getByRole('button', { name: 'Comment' }).click();
    await page.getByText('It is the disk').waitFor();
    await page.getByLabel('Or a file').setInputFiles({ name: 'shot.png', mimeType: 'image/png', buffer: png });
    await page.getByRole('button', { name: 'Add evidence' }).click();
    const link = page.getByRole('link', { name: 'shot.png' });
    await link.waitFor();
    const [download] = await Promise.all([page.waitForEvent('download'), link.click()]);
    assert.equal(download.suggestedFilename(), 'shot.png');

    await page.goto('/incidents');
    await page.getByRole('row', { name: /Checkout answers 503/ }).waitFor();
    await page.keyboard.press('j');
    await page.keyboard.press('a');
    await page.getByRole('row', { name: /Checkout answers 503.*Investigating.*Administrator/ }).waitFor();
    await page.keyboard.press('r');
    await page.getByRole('row', { name: /Checkout answers 503.*Resolved/ }).waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: /Checkout answers 503/, level: 1 }).waitFor();
    await page.getByText('resolved it').waitFor();

    await page.goto('/incidents?q=nothing-is-called-this');
    await page.getByText('No incident matches').waitFor();
    await page.getByLabel('Search incidents').fill('check');
    await page.locator('mark', { hasText: 'Checkout' }).waitFor();
    const reply = await context.request.get(`${api}/incidents/export`);
    assert.match(await reply.text(), /^key,title,severity,status,.*\r\nINC-\d+,Checkout answers 503,high,resolved,Payments/);
    assert.deepEqual(faults, []);
    await context.close();
  });

  it('an incident that somebody else reports appears by itself', async () => {
    const { page, context } = await stage.open('/incidents');
    await page.getByRole('status', { name: 'Live updates: Live' }).waitFor();
    await context.request.post(`${api}/incidents`, { data: { title: 'Seen live', description: 'It comes over the socket', severity: 'low', squad: 'Data', environment: 'staging' } });
    await page.getByRole('row', { name: /Seen live/ }).waitFor();
    await context.close();
  });

  it('a task moves over the board by keyboard and by dragging, and its hours make the service level', async () => {
    const { page, context, faults } = await stage.open('/tasks?view=board');
    await page.getByText('No tasks yet').waitFor();
    await page.getByRole('button', { name: 'New task' }).click();
    const dialog = page.getByRole('dialog', { name: 'New task' });
    await dialog.getByLabel('Title').fill('Rotate keys');
    await dialog.getByLabel('Squad').fill('Platform');
    await dialog.getByLabel('Estimated hours').fill('4');
    await dialog.getByLabel('Actual hours').fill('3');
    await dialog.getByRole('button', { name: 'Create' }).click();
    const card = page.getByRole('button', { name: /Rotate keys/ });
    await page.getByRole('region', { name: 'To do' }).getByRole('button', { name: /Rotate keys/ }).waitFor();
    await card.focus();
    await page.keyboard.press('Shift+ArrowRight');
    await page.getByRole('region', { name: 'In progress' }).getByRole('button', { name: /Rotate keys/ }).waitFor();
    await card.dragTo(page.getByRole('region', { name: 'Done' }));
    await page.getByRole('region', { name: 'Done' }).getByRole('button', { name: /Rotate keys/ }).waitFor();
    await page.goto('/service-levels');
    await page.getByRole('row', { name: /4 h 3 h 75\.00 %/ }).waitFor();
    assert.deepEqual(faults, []);
    await context.close();
  });

  for (const [name, view] of Object.entries<View>(views)) {
    it(`axe finds nothing, ${name}`, async () => {
      const { page, context } = await stage.open('/incidents', { view });
      const look = async (path: string, what: string, wait: () => Promise<unknown>): Promise<void> => {
        await page.goto(path);
        await wait();
        await assertAccessible(page, `${what}, ${name}`);
        await assertFits(page, `${what}, ${name}`);
      };
      await look('/incidents', 'incidents', () => page.getByRole('row', { name: /Checkout/ }).waitFor());
      const href = await page.getByRole('link', { name: /Checkout answers 503/ }).getAttribute('href');
      await look('/tasks', 'tasks', () => page.getByRole('row', { name: /Rotate keys/ }).waitFor());
      await look('/tasks?view=board', 'board', () => page.getByRole('button', { name: /Rotate keys/ }).waitFor());
      await look('/service-levels', 'service levels', () => page.getByRole('img', { name: /Service level of 12 weeks/ }).waitFor());
      await look(href ?? '', 'incident', () => page.getByText('It is the disk').waitFor());
      await look('/incidents', 'report an incident', async () => {
        await page.getByRole('button', { name: 'Report incident' }).click();
        await page.getByRole('dialog', { name: 'Report an incident' }).waitFor();
      });
      await context.close();
    });
  }
});
