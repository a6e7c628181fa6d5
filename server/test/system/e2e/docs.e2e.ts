import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type Browser, chromium, type Page } from 'playwright-core';
import { startTestServer, type TestServer } from '../../support/server.ts';
import { assertAccessible, assertFits } from './axe.ts';

let server: TestServer;
let browser: Browser;
let address: string;

before(async () => {
  server = await startTestServer({ roles: ['web'] });
  [address = ''] = await server.listen();
  browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox'] });
});
after(async () => {
  await browser.close();
  await server.close();
});

async function openDocs(options: { colorScheme: 'light' | 'dark'; width: number }): Promise<Page> {
  const page = await browser.newPage({ colorScheme: options.colorScheme, viewport: { width: options.width, height: 900 } });
  await page.goto(`${address}/docs`);
  await page.locator('details').first().waitFor();
  return page;
}

for (const [colorScheme, width] of [['light', 1200], ['dark', 1200], ['light', 390]] as const) {
  test(`the reference page has no accessibility violation, ${colorScheme} at ${width} px`, async () => {
    const page = await openDocs({ colorScheme, width });
    await page.locator('summary').first().click();
    await page.locator('.body').first().waitFor();
    await assertAccessible(page, 'the reference page');
    await assertFits(page, 'the reference page');
    await page.close();
  });
}

test('another guide is chosen, filtered and kept in the address', async () => {
  const page = await openDocs({ colorScheme: 'light', width: 1200 });
  await page.selectOption('#contract', 'ops');
  await page.locator('code', { hasText: '/api/v1/infra/incidents' }).first().waitFor();
  await page.fill('#filter', 'delete token');
  await page.locator('code', { hasText: '/api/v1/admin/tokens/{id}' }).waitFor();
  assert.match(page.url(), /#ops$/);
  assert.match((await page.locator('#count').textContent()) ?? '', /^2 of \d+ endpoints, 2 built$/);
  await page.close();
});
