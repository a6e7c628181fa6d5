import assert from 'node:assert/strict';
import { it } from 'node:test';
import { createPasswords } from './passwords.ts';

it('hashes with Argon2id at the parameters of OWASP, differently each time', async () => {
  const passwords = await createPasswords();
  const first = await passwords.hash('correct horse');
  assert.match(first, /^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  assert.notEqual(await passwords.hash('correct horse'), first);
  assert.equal(await passwords.verify(first, 'correct horse'), true);
  assert.equal(await passwords.verify(first, 'correct hors'), false);
});

it('says no where there is no account', async () => {
  const passwords = await createPasswords();
  assert.equal(await passwords.verify(null, 'anything'), false);
});

it('takes the same characters in either Unicode form', async () => {
  const passwords = await createPasswords();
  const stored = await passwords.hash('Gro\u00DF caf\u00E9');
  assert.equal(await passwords.verify(stored, 'Gro\u00DF cafe\u0301'), true);
});
