import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { declarations } from '../../src/contracts/kit/index.ts';
import { linkedGuide, unlinked } from './guides.ts';

const folder = join(import.meta.dirname, '../../../docs/guides');
const guides = readdirSync(folder).filter((name) => name.endsWith('.md')).map((name) => ({ name: name.replace('.md', ''), text: unlinked(readFileSync(join(folder, name), 'utf8')) }));
const places = declarations();

test('there are five guides', () => {
  assert.deepEqual(guides.map(({ name }) => name).sort(), ['ops', 'scorpius', 'scorpius-v1', 'scorpius-x', 'tradeflow']);
});

for (const { name, text } of guides) {
  test(`guide ${name} gets links, keeps its words and is the same when linked twice`, () => {
    const linked = linkedGuide(text, name, places);
    assert.ok(linked.includes('](../../server/src/contracts/'), 'has links');
    assert.equal(unlinked(linked), text);
    assert.equal(linkedGuide(linked, name, places), linked);
  });
}

test('an endpoint in prose and one in a code block are linked to the file that declares them', () => {
  const known = [{ file: 'server/src/contracts/ops/x.endpoints.ts', line: 1, declared: 'GET /api/v1/things/:id', contract: 'ops' }];
  const text = 'Call `GET /api/v1/things/:id`.\n\n```http\nGET /api/v1/things/{id}  # One thing\n```\nEnd.';
  assert.equal(
    linkedGuide(text, 'ops', known),
    [
      'Call [`GET /api/v1/things/:id`](../../server/src/contracts/ops/x.endpoints.ts).', '', '```http', 'GET /api/v1/things/{id}  # One thing', '```', '',
      'Code: [`GET /api/v1/things/{id}`](../../server/src/contracts/ops/x.endpoints.ts)', 'End.',
    ].join('\n'),
  );
});
