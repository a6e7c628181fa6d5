import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { assertAccessible, assertFits } from './axe.ts';
import { openStage, type Stage, views } from './stage.ts';

const samples = join(import.meta.dirname, '../../../demo/scans');
const sample = (name: string): string => join(samples, name);

describe('security operations in the browser', () => {
  let stage: Stage;
  before(async () => {
    stage = await openStage();
  });
  after(() => stage[Symbol.asyncDispose]());

  it('imports reports, tells what came of each, and shows what was found', async () => {
    const { page, faults } = await stage.open('/vulnerabilities');
    await page.getByText('Nothing is open').waitFor();
    await page.getByRole('button', { name: 'Import reports' }).first().click();
    const dialog = page.getByRole('dialog', { name: 'Import reports' });
    await dialog.getByLabel('Reports to import').setInputFiles([sample('trivy-teamdojo.json'), sample('zap-mainsite.xml'), sample('LICENSE.md')]);
    await dialog.getByText('trivy: 5 findings; 5 new').waitFor();
    await dialog.getByText('zap: 7 findings; 7 new').waitFor();
    await dialog.getByText(/not a report of a known scanner/).waitFor();
    await dialog.getByRole('button', { name: 'Close' }).last().click();
    await page.getByRole('row', { name: /CVE-2020-15999/ }).waitFor();
    assert.deepEqual(faults, []);
  });

  it('decides about several at once by the keyboard, and keeps the reason', async () => {
    const { page, faults } = await stage.open('/vulnerabilities?q=mainsite.com');
    await page.getByRole('row', { name: /Cookie/ }).first().waitFor();
    await page.keyboard.press('j');
    await page.keyboard.press('x');
    await page.keyboard.press('j');
    await page.keyboard.press('x');
    await page.getByText('2 vulnerabilities selected').waitFor();
    await page.getByRole('button', { name: 'Decide' }).click();
    await page.getByRole('menuitem', { name: 'Risk accepted' }).click();
    await page.getByLabel('Reason').fill('The site is retired in spring');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('2 vulnerabilities: Risk accepted').waitFor();
    await page.getByLabel('State').selectOption('accepted');
    await page.getByRole('table').getByRole('link', { name: /Cookie|CSP|Timestamp|Cache|Cross/ }).first().click();
    await page.getByText('The site is retired in spring').first().waitFor();
    assert.deepEqual(faults, []);
  });

  it('exports what is shown as CSV, and a layer for the Navigator', async () => {
    const { page } = await stage.open('/vulnerabilities');
    const [csv] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'Export CSV' }).click()]);
    assert.match(await readFile(await csv.path(), 'utf8'), /^id,asset,environment,severity,status,cve/);
    await page.goto('/mitre');
    const [layer] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'Navigator layer' }).click()]);
    assert.equal((JSON.parse(await readFile(await layer.path(), 'utf8')) as { versions: { layer: string } }).versions.layer, '4.5');
  });

  it('adds an asset by hand, changes it, and deletes it', async () => {
    const { page, faults } = await stage.open('/assets');
    await page.getByRole('button', { name: 'Add asset' }).click();
    await page.getByLabel('Name').fill('vpn-1.example.com');
    await page.getByLabel('IP address').fill('10.9.8.7');
    await page.getByRole('button', { name: 'Add', exact: true }).click();
    await page.getByRole('heading', { name: 'vpn-1.example.com', level: 1 }).waitFor();
    await page.getByRole('button', { name: 'Change' }).click();
    await page.getByLabel('Owner').fill('network');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('network', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Delete' }).click();
    await page.getByRole('button', { name: 'Delete asset' }).click();
    await page.getByRole('heading', { name: 'Assets', level: 1 }).waitFor();
    assert.deepEqual(faults, []);
  });

  for (const [name, view] of Object.entries(views)) {
    it(`has no violation of accessibility and fits: ${name}`, async () => {
      const { page, context } = await stage.open('/vulnerabilities', { view });
      const row = page.getByRole('row', { name: /CVE-2020-15999/ });
      await row.waitFor();
      await assertAccessible(page, `vulnerabilities, ${name}`);
      await assertFits(page, `vulnerabilities, ${name}`);
      await page.getByRole('button', { name: 'Import reports' }).click();
      await page.getByRole('dialog').waitFor();
      await assertAccessible(page, `import, ${name}`);
      await page.keyboard.press('Escape');
      await row.getByRole('link').first().click();
      await page.getByRole('heading', { name: 'Sources' }).waitFor();
      await assertAccessible(page, `vulnerability, ${name}`);
      await assertFits(page, `vulnerability, ${name}`);
      for (const [path, heading] of [['/assets', 'Assets'], ['/mitre', 'MITRE ATT&CK']] as const) {
        await page.goto(path);
        await page.getByRole('heading', { name: heading, level: 1 }).waitFor();
        await page.getByRole('region', { name: path === '/mitre' ? 'Matrix' : 'Assets' }).waitFor();
        await assertAccessible(page, `${path}, ${name}`);
        await assertFits(page, `${path}, ${name}`);
      }
      await context.close();
    });
  }
});
