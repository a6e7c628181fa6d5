import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { BrowserContext } from 'playwright-core';
import { reentrant } from './contracts.ts';
import { openStage, type Stage } from './stage.ts';

async function start(context: BrowserContext, filename: string): Promise<void> {
  const reply = await context.request.post('/api/console/v1/scans', { data: { target: { kind: 'source', filename, source: reentrant } } });
  assert.equal(reply.status(), 202, await reply.text());
}

describe('live updates', () => {
  let stage: Stage;
  before(async () => {
    stage = await openStage();
  });
  after(() => stage[Symbol.asyncDispose]());

  it('shows a scan that was started elsewhere, without asking', async () => {
    const { page, context } = await stage.open('/scans');
    await page.getByLabel('Live updates: Live').waitFor();
    await page.getByText('No scans yet').waitFor();
    await start(context, 'Elsewhere.sol');
    await page.getByRole('row', { name: /Elsewhere\.sol/ }).getByText('Completed').waitFor();
  });

  it('stands still while paused and catches up afterwards', async () => {
    const { page, context } = await stage.open('/scans');
    await page.getByLabel('Live updates: Live').waitFor();
    await page.getByRole('button', { name: 'Pause live updates' }).click();
    await page.getByLabel('Live updates: Paused').waitFor();
    const quiet = await stage.open('/scans');
    await start(context, 'Paused.sol');
    await quiet.page.getByRole('row', { name: /Paused\.sol/ }).getByText('Completed').waitFor();
    assert.equal(await page.getByRole('row', { name: /Paused\.sol/ }).count(), 0, 'a paused page does not move');
    await page.getByRole('button', { name: 'Resume live updates' }).click();
    await page.getByRole('row', { name: /Paused\.sol/ }).getByText('Completed').waitFor();
  });

  it('comes back by itself after the network was gone', async () => {
    const { page, context } = await stage.open('/');
    await page.getByLabel('Live updates: Live').waitFor();
    await context.setOffline(true);
    await page.evaluate('window.dispatchEvent(new Event("offline"))');
    await page.reload().catch(() => null);
    await context.setOffline(false);
    await page.goto('/');
    await page.getByLabel('Live updates: Live').waitFor();
  });
});
