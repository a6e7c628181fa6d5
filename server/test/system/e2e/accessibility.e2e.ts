import { after, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { assertAccessible, assertFits } from './axe.ts';
import { broken, reentrant } from './contracts.ts';
import { openStage, type Stage, type View, views } from './stage.ts';

const api = '/api/console/v1';

/** Scans to look at: one with findings, one incomplete. */
async function fill(stage: Stage): Promise<{ found: string; incomplete: string }> {
  const { context, page } = await stage.open('/');
  const ids: string[] = [];
  for (const [filename, source] of [['Vault.sol', reentrant], ['Broken.sol', broken]] as const) {
    const reply = await context.request.post(`${api}/scans`, { data: { target: { kind: 'source', filename, source } } });
    ids.push(((await reply.json()) as { id: string }).id);
  }
  await context.request.post(`${api}/account/tokens`, { data: { name: 'Pipeline', scopes: ['read:scans'] } });
  for (const id of ids) {
    await page.goto(`/scans/${id}`);
    await page.getByRole('region', { name: 'Result' }).waitFor();
  }
  await context.close();
  const [found = '', incomplete = ''] = ids;
  return { found, incomplete };
}

/** A state of the console to look at, and how one sees that it is there. */
interface Scene {
  readonly name: string;
  readonly path: string;
  readonly isSignedIn?: false;
  show(page: Page): Promise<unknown>;
}

const heading = (name: string) => (page: Page) => page.getByRole('heading', { name, level: 1 }).waitFor();

function scenes({ found, incomplete }: { found: string; incomplete: string }): readonly Scene[] {
  const opened = (name: string, click: (page: Page) => Promise<void>) => async (page: Page) => {
    await click(page);
    await page.getByRole('dialog', { name }).waitFor();
  };
  return [
    { name: 'sign in', path: '/login', isSignedIn: false, show: heading('Sign in to Bulwark') },
    { name: 'overview', path: '/', show: (page) => page.getByRole('heading', { name: 'Load' }).waitFor() },
    { name: 'scans', path: '/scans', show: (page) => page.getByRole('row', { name: /Vault\.sol/ }).waitFor() },
    { name: 'scans without a match', path: '/scans?q=nothing-is-called-this', show: (page) => page.getByText('No scan matches').waitFor() },
    { name: 'new scan, paste', path: '/scans/new', show: (page) => page.getByRole('textbox', { name: 'Contract source' }).waitFor() },
    { name: 'new scan, upload', path: '/scans/new', show: (page) => page.getByRole('radio', { name: 'Upload' }).click() },
    { name: 'new scan, detectors', path: '/scans/new', show: (page) => page.getByLabel('Run all detectors').uncheck() },
    {
      name: 'notice',
      path: '/scans/new',
      async show(page) {
        await page.getByRole('button', { name: 'Start scan' }).click();
        await page.getByRole('listitem').getByText('Paste some source first').waitFor();
      },
    },
    { name: 'report', path: `/scans/${found}`, show: (page) => page.getByTestId('source-view').waitFor({ state: 'attached' }) },
    { name: 'incomplete report', path: `/scans/${incomplete}`, show: (page) => page.getByText('Show what was left out').click() },
    { name: 'scan that is gone', path: '/scans/00000000-0000-4000-8000-000000000000', show: (page) => page.getByText('There is no such scan').waitFor() },
    { name: 'account', path: '/account', show: (page) => page.getByText('This session').waitFor() },
    { name: 'tokens', path: '/tokens', show: (page) => page.getByRole('row', { name: /Pipeline/ }).waitFor() },
    { name: 'new token', path: '/tokens', show: opened('New API token', (page) => page.getByRole('button', { name: 'New token' }).click()) },
    { name: 'users', path: '/users', show: (page) => page.getByRole('row', { name: /admin/ }).waitFor() },
    { name: 'audit trail', path: '/audit', show: (page) => page.getByRole('row', { name: /LOGIN/ }).first().waitFor() },
    { name: 'palette', path: '/', show: opened('Command palette', (page) => heading('Overview')(page).then(() => page.keyboard.press('Control+k'))) },
    { name: 'shortcuts', path: '/', show: opened('Keyboard shortcuts', (page) => heading('Overview')(page).then(() => page.keyboard.press('?'))) },
    { name: 'no such page', path: '/nowhere', show: heading('There is no page here') },
  ];
}

describe('axe finds nothing', () => {
  let stage: Stage;
  let shown: readonly Scene[] = [];
  before(async () => {
    stage = await openStage();
    shown = scenes(await fill(stage));
  });
  after(() => stage[Symbol.asyncDispose]());

  for (const [name, view] of Object.entries<View>(views)) {
    it(`on any page, ${name}`, async () => {
      const guest = await stage.open('/login', { view, isSignedIn: false });
      const reader = await stage.open('/', { view });
      for (const scene of shown) {
        const { page } = scene.isSignedIn === false ? guest : reader;
        await page.goto(scene.path);
        await scene.show(page);
        await assertAccessible(page, `${scene.name}, ${name}`);
        await assertFits(page, `${scene.name}, ${name}`);
      }
    });
  }
});
