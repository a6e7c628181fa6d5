import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { it } from 'node:test';
import { analyze } from '../../solidity/analyze.ts';
import { compareVersions } from '../../solidity/project/version.ts';
import { KNOWN_BUGS, type KnownBug } from './known-bugs.ts';

const FIXTURES = join(import.meta.dirname, '../../../../test/fixtures/detectors/compiler-bugs');

it('has code in the fixtures for every bug of the list', () => {
  const files = readdirSync(FIXTURES).map((path) => ({ path, content: readFileSync(join(FIXTURES, path), 'utf8') }));
  const messages = files.flatMap((file) => analyze([file], { detectors: ['compiler-bugs'] }).findings).map(({ message }) => message);
  const missing = Object.values(KNOWN_BUGS).filter(({ uid }) => !messages.some((message) => message.startsWith(`${uid} `)));
  assert.deepEqual(missing.map(({ name }) => name), []);
});

it('dates every bug from its first version to the one that is free of it', () => {
  for (const bug of Object.values(KNOWN_BUGS) as KnownBug[]) {
    assert.match(bug.uid, /^SOL-20\d\d-\d+$/);
    assert.ok(!bug.introduced || compareVersions(bug.introduced, bug.fixed) < 0, bug.name);
  }
});
