import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { reentrant } from './contracts.ts';
import { adminPassword, openStage, type Stage } from './stage.ts';

const focused = '(() => { const element = document.activeElement; return element.getAttribute("aria-label") ?? element.textContent.trim(); })()';

describe('the keyboard alone', () => {
  let stage: Stage;
  before(async () => {
    stage = await openStage();
  });
  after(() => stage[Symbol.asyncDispose]());

  it('walks from the sign-in to a finding without a pointer', async () => {
    const { page, faults } = await stage.open('/login', { isSignedIn: false });
    const { keyboard } = page;
    await page.getByLabel('User name or e-mail').waitFor();
    await keyboard.type('admin');
    await keyboard.press('Tab');
    await keyboard.type(adminPassword);
    await keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Overview' }).waitFor();

    await keyboard.press('n');
    await page.getByRole('heading', { name: 'New scan' }).waitFor();
    await page.getByRole('textbox', { name: 'Contract source' }).focus();
    await keyboard.insertText(reentrant);
    await keyboard.press('Control+Enter');
    await page.getByRole('region', { name: 'Result' }).waitFor();

    const rows = page.getByRole('region', { name: 'Findings' }).getByRole('listitem');
    const current = rows.locator('[aria-current=true]');
    const first = await current.innerText();
    if ((await rows.count()) > 1) {
      await keyboard.press('j');
      await page.waitForURL(/finding=/);
      assert.notEqual(await current.innerText(), first);
      await keyboard.press('k');
    }
    assert.equal(await current.innerText(), first);
    await page.getByRole('region', { name: 'Finding', exact: true }).getByRole('heading', { name: 'How to fix it' }).waitFor();

    await keyboard.press('g');
    await keyboard.press('s');
    await page.getByRole('heading', { name: 'Scans' }).waitFor();
    assert.equal(await page.evaluate<string>(focused), 'Scans', 'the heading has the focus after a change of page');
    await page.getByRole('row', { name: /Vault\.sol/ }).waitFor();
    await keyboard.press('j');
    await keyboard.press('x');
    await page.getByText('1 scan selected').waitFor();
    await keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Vault.sol' }).waitFor();
    assert.deepEqual(faults, []);
  });

  it('opens the palette, finds a page by another word for it, and goes there', async () => {
    const { page } = await stage.open('/');
    await page.getByRole('heading', { name: 'Overview' }).waitFor();
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox').waitFor();
    await page.keyboard.type('permissions');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Users and roles' }).waitFor();
    await page.keyboard.press('Control+k');
    await page.keyboard.type('dark theme');
    await page.keyboard.press('Enter');
    await page.waitForFunction('document.documentElement.dataset.theme === "dark"');
    await page.reload();
    assert.equal(await page.evaluate<string>('document.documentElement.dataset.theme'), 'dark', 'the choice outlives the page');
  });

  it('shows the shortcuts of the page and gives the focus back', async () => {
    const { page } = await stage.open('/scans');
    await page.getByRole('heading', { name: 'Scans' }).waitFor();
    await page.keyboard.press('?');
    const help = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
    await help.getByText('Next row').waitFor();
    await page.keyboard.press('Escape');
    await help.waitFor({ state: 'detached' });
    await page.keyboard.press('/');
    assert.equal(await page.evaluate<string>(focused), 'Search scans by name');
    await page.keyboard.type('n?');
    assert.equal(await page.getByLabel('Search scans by name').inputValue(), 'n?', 'typing is not a shortcut');
  });

  it('offers a way past the navigation', async () => {
    const { page } = await stage.open('/');
    await page.getByRole('heading', { name: 'Overview' }).waitFor();
    await page.keyboard.press('Tab');
    assert.equal(await page.evaluate<string>(focused), 'Skip to content');
    await page.keyboard.press('Enter');
    assert.equal(await page.evaluate<string>('document.activeElement.id'), 'main');
  });

  it('keeps the focus in an open window', async () => {
    const { page } = await stage.open('/tokens');
    await page.getByRole('button', { name: 'New token' }).click();
    for (let presses = 0; presses < 40; presses += 1) {
      await page.keyboard.press('Tab');
      assert.equal(await page.evaluate<boolean>('document.activeElement.closest("[role=dialog]") !== null'), true);
    }
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    assert.equal(await page.evaluate<string>(focused), 'New token');
  });
});
