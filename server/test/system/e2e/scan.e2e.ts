import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { broken, harmless, many, reentrant } from './contracts.ts';
import { adminPassword, openStage, type Stage } from './stage.ts';

/** Pastes text into the source editor. */
async function paste(page: Page, source: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Contract source' }).click();
  await page.evaluate(`navigator.clipboard.writeText(${JSON.stringify(source)})`);
  await page.keyboard.press('Control+v');
}

/** Keeps every text that the progress number shows from now on. */
const recordProgress = `window.seen = []; new MutationObserver(() => {
  const shown = document.querySelector('[data-testid=percent]')?.textContent;
  if (shown && shown !== window.seen.at(-1)) window.seen.push(shown);
}).observe(document.body, { childList: true, characterData: true, subtree: true });`;

describe('a scan from the first paste to the report', () => {
  let stage: Stage;
  before(async () => {
    stage = await openStage();
  });
  after(() => stage[Symbol.asyncDispose]());

  it('signs in, pastes a reentrant contract and reads the finding beside its line', async () => {
    const { page, faults } = await stage.open('/scans/new', { isSignedIn: false });
    await page.getByLabel('User name or e-mail').fill('admin');
    await page.getByLabel('Password').fill(adminPassword);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.waitForURL('**/scans/new');

    await paste(page, reentrant);
    assert.equal(await page.getByLabel('File name').inputValue(), 'Vault.sol');
    await page.getByRole('button', { name: 'Start scan' }).click();

    const list = page.getByRole('region', { name: 'Findings' });
    await list.getByText('Reentrancy', { exact: false }).first().click();
    const finding = page.getByRole('region', { name: 'Finding', exact: true });
    await finding.getByRole('heading', { name: 'How to fix it' }).waitFor();
    await finding.getByRole('link', { name: /SWC-107/ }).waitFor();
    assert.match(await page.locator('.cm-line-high, .cm-line-critical').first().innerText(), /msg\.sender\.call\{value: amount\}/);

    await finding.getByRole('heading', { name: 'How it comes about' }).waitFor();
    await finding.getByRole('button').filter({ hasText: 'Vault.sol:15' }).click();
    assert.match(await page.locator('.cm-line-jump').innerText(), /balances\[msg\.sender\] -= amount/);
    assert.deepEqual(faults, []);
  });

  it('keeps a decision about a finding for the next scan of the same code, and says what is new', async () => {
    const { page, faults } = await stage.open('/scans/new');
    await paste(page, reentrant);
    await page.getByRole('button', { name: 'Start scan' }).click();
    const finding = page.getByRole('region', { name: 'Finding', exact: true });
    await finding.getByRole('button', { name: 'Open' }).click();
    await page.getByRole('menuitem', { name: 'Accepted risk' }).click();
    await page.getByLabel('Reason').fill('Only on the test network');
    await page.getByRole('button', { name: 'Save' }).click();
    await finding.getByText('Accepted risk: Only on the test network').waitFor();

    await page.goto(new URL('/scans/new', page.url()).href);
    await paste(page, `${reentrant}\ncontract Later { function end() external { selfdestruct(payable(msg.sender)); } }`);
    await page.getByLabel('File name').fill('Vault.sol');
    await page.getByRole('button', { name: 'Start scan' }).click();
    const list = page.getByRole('region', { name: 'Findings' });
    await list.getByText('Accepted risk').first().waitFor();
    await list.getByRole('button', { name: /^To decide/ }).click();
    assert.equal(await list.getByText('Accepted risk').count(), 0);
    await list.getByRole('button', { name: /^New/ }).click();
    await list.getByText('Later.end').first().waitFor();
    assert.deepEqual(faults, []);
  });

  it('shows progress as it happens, over the socket and without asking again', async () => {
    const { page, faults } = await stage.open('/scans/new');
    await paste(page, many(400));
    await page.evaluate(recordProgress);
    let asked = 0;
    page.on('request', (request) => {
      if (/\/api\/console\/v1\/scans\/[0-9a-f-]{36}$/.test(request.url())) asked += 1;
    });
    await page.getByRole('button', { name: 'Start scan' }).click();
    await page.getByRole('region', { name: 'Result' }).waitFor();
    const seen = (await page.evaluate<string[]>('window.seen')).map((text) => Number.parseInt(text, 10));
    assert.ok(seen.length >= 3, `progress was seen at ${seen.join(', ')} only`);
    assert.deepEqual(seen, seen.toSorted((a, b) => a - b), 'progress never goes back');
    assert.ok(asked < seen.length, `the report was asked for ${asked} times to show ${seen.length} steps`);
    assert.deepEqual(faults, []);
  });

  it('never shows an incomplete result as clean', async () => {
    const { page } = await stage.open('/scans/new');
    await paste(page, broken);
    await page.getByRole('button', { name: 'Start scan' }).click();
    await page.getByText('This result is incomplete').waitFor();
    await page.getByText('so this is not a clean result').waitFor();
    assert.equal(await page.getByText('Completed', { exact: true }).count(), 0);
    await page.getByText('Show what was left out').click();
    await page.getByText('Broken.sol:2').waitFor();
  });

  it('says of a harmless contract that nothing was found, and no more than that', async () => {
    const { page } = await stage.open('/scans/new');
    await paste(page, harmless);
    await page.getByRole('button', { name: 'Start scan' }).click();
    await page.getByText('not a proof').waitFor();
    await page.getByRole('img', { name: 'Security score 100 of 100' }).waitFor();
  });

  it('downloads the report in every format', async () => {
    const { page } = await stage.open('/scans?q=Vault.sol');
    await page.getByRole('link', { name: 'Vault.sol' }).first().click();
    const contents: Record<string, Buffer> = {};
    for (const [name, format] of [['Export as JSON', 'json'], ['Export as CSV', 'csv'], ['Export as SARIF 2.1.0', 'sarif'], ['Export as PDF', 'pdf']] as const) {
      await page.getByRole('button', { name: 'Export' }).click();
      const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('menuitem', { name }).click()]);
      contents[format] = await readFile(await download.path());
    }
    const sarif: unknown = JSON.parse(contents.sarif?.toString() ?? '');
    assert.equal((sarif as { version: string }).version, '2.1.0');
    assert.ok((JSON.parse(contents.json?.toString() ?? '') as { findings: unknown[] }).findings.length > 0);
    assert.match(contents.csv?.toString() ?? '', /reentrancy/i);
    assert.equal(contents.pdf?.subarray(0, 5).toString(), '%PDF-');
  });

  it('filters by severity and keeps the filter in the address', async () => {
    const { page } = await stage.open('/scans?q=Vault.sol');
    await page.getByRole('link', { name: 'Vault.sol' }).first().click();
    const findings = page.getByRole('region', { name: 'Findings' });
    await findings.getByRole('button', { name: /^High/ }).click();
    await page.waitForURL(/severity=high/);
    await page.reload();
    assert.equal(await findings.getByRole('button', { name: /^High/ }).getAttribute('aria-pressed'), 'true');
  });

  it('deletes a scan after asking, and it is gone from the list', async () => {
    const { page } = await stage.open('/scans?q=Constant');
    await page.getByRole('link', { name: 'Constant.sol' }).click();
    await page.getByRole('button', { name: 'Delete this scan' }).click();
    await page.getByRole('button', { name: 'Delete scan' }).click();
    await page.waitForURL(/\/scans$/);
    await page.getByRole('link', { name: 'Vault.sol' }).first().waitFor();
    assert.equal(await page.getByRole('link', { name: 'Constant.sol' }).count(), 0);
  });
});
