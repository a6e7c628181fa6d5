import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { adminPassword, openStage, type Stage } from './stage.ts';

describe('accounts and sessions', () => {
  let stage: Stage;
  before(async () => {
    stage = await openStage();
  });
  after(() => stage[Symbol.asyncDispose]());

  it('asks for a sign-in, says when it is wrong, and leads back to where one wanted to go', async () => {
    const { page } = await stage.open('/scans?status=failed', { isSignedIn: false });
    await page.waitForURL(/\/login\?next=/);
    await page.getByLabel('User name or e-mail').fill('admin');
    await page.getByLabel('Password').fill('not the password');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').getByText('Invalid credentials').waitFor();
    assert.equal(await page.evaluate<string>('document.activeElement.name'), 'password');
    await page.getByLabel('Password').fill(adminPassword);
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/scans\?status=failed/);
  });

  it('signs out, in every tab at once', async () => {
    const { page, context } = await stage.open('/');
    const other = await context.newPage();
    await other.goto('/scans');
    await other.getByLabel('Live updates: Live').waitFor();
    await page.getByRole('button', { name: 'Account of admin' }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await page.waitForURL(/\/login/);
    await other.waitForURL(/\/login/);
    await page.goto('/scans');
    await page.waitForURL(/\/login/);
  });

  it('says so when the session could not be ended, and stays', async () => {
    const { page } = await stage.open('/account');
    await page.getByText('This session').waitFor();
    await page.route('**/auth/logout', (route) => route.abort());
    await page.getByRole('button', { name: 'Account of admin' }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await page.getByText('You are still signed in').waitFor();
    assert.match(page.url(), /\/account$/);
    await page.getByLabel('Live updates: Live').waitFor();
  });

  it('lists sessions and ends another one', async () => {
    const { page } = await stage.open('/account');
    const elsewhere = await stage.open('/scans');
    await elsewhere.page.getByLabel('Live updates: Live').waitFor();
    await page.reload();
    const rows = page.getByRole('region', { name: 'Sessions' }).getByRole('row');
    await rows.filter({ hasText: 'This session' }).waitFor();
    // Newest first: the one that has just begun stands above.
    await rows.getByRole('button', { name: 'End' }).first().click();
    await page.getByText('Session ended').waitFor();
    await elsewhere.page.waitForURL(/\/login/);
  });

  it('makes an API token that works, shows it once, and revokes it', async () => {
    const { page, context } = await stage.open('/tokens');
    await page.getByRole('button', { name: 'New token' }).click();
    await page.getByRole('textbox', { name: 'Name' }).fill('Pipeline');
    await page.getByRole('button', { name: 'Create token' }).click();
    const token = await page.getByTestId('new-token').innerText();
    await page.getByRole('button', { name: 'Copy' }).click();
    assert.equal(await page.evaluate<string>('navigator.clipboard.readText()'), token);
    const call = () => fetch(`${stage.url}/api/console/v1/scans`, { headers: { authorization: `Bearer ${token}` } });
    assert.equal((await call()).status, 200);
    await page.getByRole('button', { name: 'Done' }).click();
    assert.ok(!(await page.content()).includes(token), 'the token is nowhere on the page any more');
    await page.getByRole('button', { name: 'Revoke Pipeline' }).click();
    await page.getByRole('button', { name: 'Revoke token' }).click();
    await page.getByRole('row', { name: /Pipeline/ }).getByText('revoked').waitFor();
    assert.equal((await call()).status, 401);
    await context.close();
  });

  it('makes a user with a role of its own, who sees only what the role allows', async () => {
    const { page } = await stage.open('/users');
    await page.getByRole('tab', { name: 'Roles' }).click();
    await page.getByRole('button', { name: 'New role' }).click();
    await page.getByRole('textbox', { name: 'Name' }).fill('auditor');
    await page.getByRole('textbox', { name: 'Description' }).fill('Reads the trail');
    await page.getByRole('checkbox', { name: /^read:audit-logs/ }).check();
    await page.getByRole('button', { name: 'Save role' }).click();
    await page.getByText('auditor is saved').waitFor();
    await page.getByRole('tab', { name: 'Users' }).click();
    await page.getByRole('button', { name: 'New user' }).click();
    await page.getByRole('textbox', { name: 'User name' }).fill('mara');
    await page.getByRole('textbox', { name: 'E-mail' }).fill('mara@example.org');
    await page.getByLabel('Password').fill('a quiet harbour at dawn');
    await page.getByRole('checkbox', { name: /^user/ }).uncheck();
    await page.getByRole('checkbox', { name: /^auditor/ }).check();
    await page.getByRole('button', { name: 'Save user' }).click();
    await page.getByRole('row', { name: /mara/ }).waitFor();

    const mara = await stage.open('/login', { isSignedIn: false });
    await mara.page.getByLabel('User name or e-mail').fill('mara@example.org');
    await mara.page.getByLabel('Password').fill('a quiet harbour at dawn');
    await mara.page.keyboard.press('Enter');
    const navigation = mara.page.getByRole('navigation', { name: 'Main' });
    await navigation.getByRole('link', { name: 'Audit trail' }).waitFor();
    assert.equal(await navigation.getByRole('link', { name: 'Users and roles' }).count(), 0);

    await page.getByRole('button', { name: 'Actions for mara' }).click();
    await page.getByRole('menuitem', { name: 'Disable' }).click();
    await mara.page.waitForURL(/\/login/);
  });

  it('shows what happened in the audit trail, filters it and verifies the chain', async () => {
    const { page } = await stage.open('/audit');
    await page.getByLabel('Event').fill('login_failed');
    await page.keyboard.press('Enter');
    await page.waitForURL(/event=LOGIN_FAILED/);
    await page.getByRole('row').filter({ hasText: 'LOGIN_FAILED' }).first().waitFor();
    await page.getByRole('row').filter({ hasText: 'CREATE' }).first().waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Verify chain' }).click();
    await page.getByText('The chain is intact.').waitFor();
  });

  it('changes the password only with the current one', async () => {
    const { page } = await stage.open('/account');
    await page.getByLabel('Current password').fill('wrong');
    await page.getByLabel('New password', { exact: true }).fill('a longer password than before');
    await page.getByLabel('New password again').fill('another one');
    await page.getByRole('button', { name: 'Change password' }).click();
    await page.getByText('The two new passwords differ').waitFor();
    await page.getByLabel('New password again').fill('a longer password than before');
    await page.getByRole('button', { name: 'Change password' }).click();
    await page.getByText('The current password is not right').waitFor();
  });
});
