import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { many, reentrant } from './contracts.ts';
import { openStage, type Stage } from './stage.ts';

describe('where the source comes from', () => {
  let stage: Stage;
  before(async () => {
    stage = await openStage();
  });
  after(() => stage[Symbol.asyncDispose]());

  it('uploads a file, scans it and shows its own name', async () => {
    const { page, faults } = await stage.open('/scans/new');
    await page.getByRole('radio', { name: 'Upload' }).click();
    await page.getByLabel('Files to scan').setInputFiles({ name: 'Bank.sol', mimeType: 'text/plain', buffer: Buffer.from(reentrant) });
    await page.getByText('Solidity, 1 source file').waitFor();
    await page.getByRole('button', { name: 'Start scan' }).click();
    await page.getByRole('heading', { name: 'Bank.sol' }).waitFor();
    await page.getByRole('region', { name: 'Findings' }).getByText('Reentrancy', { exact: false }).first().waitFor();
    assert.deepEqual(faults, []);
  });

  it('refuses what is no source, by name here and by content on the server', async () => {
    const { page } = await stage.open('/scans/new');
    await page.getByRole('radio', { name: 'Upload' }).click();
    const input = page.getByLabel('Files to scan');
    await input.setInputFiles({ name: 'tool.exe', mimeType: 'application/octet-stream', buffer: Buffer.from('MZ') });
    await page.getByText('Only .sol, .vy, .json and .zip files can be scanned').waitFor();
    await input.setInputFiles({ name: 'image.sol', mimeType: 'text/plain', buffer: Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 1]) });
    await page.getByRole('listitem').filter({ hasText: 'image.sol' }).getByText(/neither|not|only/i).waitFor();
    await page.getByText('Add a file first').waitFor();
    await page.getByRole('button', { name: 'Remove tool.exe' }).click();
    assert.equal(await page.getByText('tool.exe').count(), 0);
  });

  it('starts several uploads at once and leads to the list', async () => {
    const { page } = await stage.open('/scans/new');
    await page.getByRole('radio', { name: 'Upload' }).click();
    await page.getByLabel('Files to scan').setInputFiles(['One.sol', 'Two.sol'].map((name) => ({ name, mimeType: 'text/plain', buffer: Buffer.from(reentrant) })));
    await page.getByRole('button', { name: 'Start 2 scans' }).click();
    await page.waitForURL(/\/scans$/);
    for (const name of ['One.sol', 'Two.sol']) await page.getByRole('row', { name: new RegExp(name) }).getByText('Completed').waitFor();
  });

  it('says which variables an address needs, and starts nothing', async () => {
    const { page } = await stage.open('/scans/new');
    await page.getByRole('radio', { name: 'Address' }).click();
    await page.getByLabel('Contract address').fill('0x12');
    await page.getByText('An address is 0x and 40 hexadecimal digits').waitFor();
    await page.getByLabel('Contract address').fill(`0x${'ab'.repeat(20)}`);
    await page.getByRole('button', { name: 'Start scan' }).click();
    await page.getByText('no source of verified contracts yet').waitFor();
    await page.getByText('ETHERSCAN_API_KEY').waitFor();
    assert.match(page.url(), /\/scans\/new$/);
  });

  it('runs chosen detectors only', async () => {
    const { page } = await stage.open('/scans/new');
    await page.getByRole('button', { name: 'Use an example' }).click();
    await page.getByLabel('Run all detectors').uncheck();
    await page.getByRole('button', { name: 'Clear all' }).click();
    await page.getByText('Choose at least one detector').waitFor();
    await page.getByLabel('Search detectors').fill('origin');
    await page.getByRole('list', { name: 'Detectors' }).getByRole('checkbox').first().check();
    await page.getByRole('button', { name: 'Start scan' }).click();
    const findings = page.getByRole('region', { name: 'Findings' });
    await findings.getByText('tx.origin', { exact: false }).first().waitFor();
    assert.equal(await findings.getByText('Reentrancy', { exact: false }).count(), 0);
  });

  it('cancels a running scan', async () => {
    const { page } = await stage.open('/scans/new');
    await page.getByRole('radio', { name: 'Upload' }).click();
    await page.getByLabel('Files to scan').setInputFiles({ name: 'Huge.sol', mimeType: 'text/plain', buffer: Buffer.from(many(6000)) });
    await page.getByText('Solidity, 1 source file').waitFor();
    await page.getByRole('button', { name: 'Start scan' }).click();
    await page.getByRole('button', { name: 'Cancel scan' }).click();
    await page.getByText('This scan was cancelled').waitFor();
    await page.getByText('Cancelled', { exact: true }).waitFor();
  });
});
