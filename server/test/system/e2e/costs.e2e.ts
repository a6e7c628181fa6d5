import assert from 'node:assert/strict';
import { gzipSync } from 'node:zlib';
import { after, before, describe, it } from 'node:test';
import { demoCosts } from '../../../src/demo/cost-model.ts';
import { assertAccessible, assertFits } from './axe.ts';
import { openStage, type Stage, type View, views } from './stage.ts';

const lastDay = new Date('2026-03-31T00:00:00Z');

describe('costs', () => {
  let stage: Stage;
  before(async () => {
    stage = await openStage();
  });
  after(() => stage[Symbol.asyncDispose]());

  it('a file is dropped in, followed, and becomes a chart, a table and a forecast', async () => {
    const { page, context } = await stage.open('/costs');
    await page.getByText('Nothing imported yet').waitFor();
    const bad = { name: 'wrong.csv', mimeType: 'text/csv', buffer: Buffer.from('a,b\n1,2\n') };
    await page.getByLabel('Cost files to import').setInputFiles(bad);
    await page.getByText(/Line 1, column BilledCost: the column is missing/).waitFor();
    const buffer = gzipSync(demoCosts({ seed: 3, lastDay, days: 90 }));
    await page.getByLabel('Cost files to import').setInputFiles({ name: 'march.csv.gz', mimeType: 'application/gzip', buffer });
    await page.getByRole('img', { name: /Cost per day by service/ }).locator('canvas').waitFor();
    await page.getByText(/Dashed: forecast by the/).waitFor();
    const row = page.getByRole('row', { name: /Amazon Elastic Compute Cloud/ }).first();
    await row.getByRole('button').click();
    await page.waitForURL(/service=Amazon/);
    await page.getByRole('heading', { name: 'By account', exact: true }).waitFor();
    await page.getByRole('row', { name: /Data platform/ }).waitFor();
    await page.getByRole('radio', { name: 'Imports' }).click();
    await page.getByRole('row', { name: /march\.csv\.gz/ }).getByText('Imported').waitFor();
    await context.close();
  });

  it('an anomaly is explained, a recommendation decided, a budget made: by the keyboard where there is one', async () => {
    const { page, context } = await stage.open('/costs?range=all');
    await page.getByRole('heading', { name: 'Resources' }).waitFor();
    await page.keyboard.press('2');
    await page.getByRole('button', { name: /Explain 2026-03-22, Amazon Elastic/ }).click();
    await page.getByRole('dialog').getByText('Lab', { exact: true }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.keyboard.press('3');
    const state = page.getByRole('combobox', { name: /State of: Commitment/ });
    await state.selectOption('in_progress');
    await page.reload();
    assert.equal(await page.getByRole('combobox', { name: /State of: Commitment/ }).inputValue(), 'in_progress');
    await page.keyboard.press('4');
    await page.getByRole('button', { name: 'New budget' }).click();
    await page.getByLabel('Name').fill('All of it');
    await page.getByLabel('Amount a month').fill('1000.50');
    await page.getByRole('button', { name: 'Create budget' }).click();
    await page.getByRole('row', { name: /All of it/ }).getByText('Exceeded').waitFor();
    await context.close();
  });

  for (const [name, view] of Object.entries<View>(views)) {
    it(`axe finds nothing, ${name}`, async () => {
      const { page, context } = await stage.open('/costs', { view });
      for (const [at, shown] of [['costs', 'Resources'], ['anomalies', 'Days out of line'], ['savings', 'Ways to save'], ['budgets', 'Credits'], ['imports', 'Import FOCUS 1.0 data']] as const) {
        await page.goto(`/costs?view=${at}&range=all`);
        await page.getByRole('heading', { name: shown }).waitFor();
        await page.waitForLoadState('networkidle');
        await assertAccessible(page, `costs ${at}, ${name}`);
        await assertFits(page, `costs ${at}, ${name}`);
      }
      await context.close();
    });
  }
});
