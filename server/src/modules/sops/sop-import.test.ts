import assert from 'node:assert/strict';
import { test } from 'node:test';
import { zipSync } from 'fflate';
import { AppError } from '../../platform/errors/index.ts';
import { readProcedures } from './sop-import.ts';

const file = (name: string, content: string | Uint8Array) => ({ name, content: typeof content === 'string' ? Buffer.from(content) : content });

const markdown = `---
category: incident
tags: [database, failover]
estimated_duration: 20
---
# Fail over the database

Only when the primary is gone.

1. Stop writes

   Warning: callers will see errors.

   \`\`\`sh
   psql -c "alter system set default_transaction_read_only = on"
   \`\`\`

2. **Promote** the replica

   Expected: it answers as primary.

- not a step
`;

async function refusal(files: ReturnType<typeof file>[]): Promise<string> {
  const failure: unknown = await readProcedures(files).then(() => null, (error: unknown) => error);
  assert.ok(failure instanceof AppError && failure.code === 'SOP_IMPORT_MALFORMED', String(failure));
  return failure.message;
}

test('Markdown: front matter, heading, numbered steps with command, warning and what to expect', async () => {
  const [sop] = await readProcedures([file('failover.md', markdown)]);
  assert.deepEqual([sop?.title, sop?.category, sop?.tags, sop?.estimatedDuration], ['Fail over the database', 'incident_response', ['database', 'failover'], 20]);
  assert.deepEqual(sop?.steps.map(({ title, command, warning, expectedResult, type }) => ({ title, command, warning, expectedResult, type })), [
    { title: 'Stop writes', command: 'psql -c "alter system set default_transaction_read_only = on"', warning: 'callers will see errors.', expectedResult: null, type: 'automated' },
    { title: '**Promote** the replica', command: null, warning: null, expectedResult: 'it answers as primary.', type: 'manual' },
  ]);
});

test('JSON and YAML: one, a list, or a list by name; all in a zip as well', async () => {
  const one = { title: 'Rotate keys', category: 'security', steps: ['Make a new key', { title: 'Deploy', command: 'make deploy' }] };
  const json = JSON.stringify(one);
  const yaml = 'sops:\n  - title: Restore a backup\n    category: backup_recovery\n  - title: Patch hosts\n    category: maintenance\n';
  assert.equal((await readProcedures([file('a.json', json)]))[0]?.steps[1]?.type, 'automated');
  assert.equal((await readProcedures([file('a.json', `[${json},${json}]`)])).length, 2);
  const zip = zipSync({ 'ops/a.json': Buffer.from(json), 'b.yaml': Buffer.from(yaml), 'c.md': Buffer.from(markdown), 'notes.txt': Buffer.from('x'), '__MACOSX/a.json': Buffer.from('x') });
  assert.deepEqual((await readProcedures([file('all.zip', zip)])).map(({ title }) => title).sort(), ['Fail over the database', 'Patch hosts', 'Restore a backup', 'Rotate keys']);
});

test('what cannot be read is told with its file and its field', async () => {
  assert.match(await refusal([file('a.json', '{"title":"x","category":"nonsense"}')]), /^a\.json: category: /);
  assert.match(await refusal([file('a.json', '[{"title":"x","category":"security"},{"category":"security"}]')]), /procedure 2: title: /);
  assert.match(await refusal([file('a.json', '{')]), /is no JSON/);
  assert.match(await refusal([file('a.md', '---\n- 1\n---\n# x')]), /front matter/);
  assert.match(await refusal([file('a.exe', 'MZ')]), /only \.md/);
  assert.match(await refusal([file('a.yaml', '')]), /is empty/);
  assert.match(await refusal([file('a.yaml', Buffer.from([0xff, 0xfe, 0x00]))]), /UTF-8/);
  assert.match(await refusal([file('a.zip', Buffer.from('PK\u0003\u0004broken'))]), /cannot be read/);
});

test('hostile YAML ends in a refusal, not in a hang: a billion laughs, endless nesting, code', async () => {
  const laughs = `a: &a ["x","x","x","x","x","x","x","x","x"]\n${'bcdefghi'.split('').map((name, at) => `${name}: &${name} [${Array.from({ length: 9 }, () => `*${'abcdefgh'[at]}`).join(',')}]`).join('\n')}`;
  await refusal([file('a.yaml', laughs)]);
  assert.match(await refusal([file('a.yaml', '['.repeat(100_000))]), /nested deeper/);
  assert.match(await refusal([file('a.yaml', '- '.repeat(100_000))]), /nested deeper/);
  assert.match(await refusal([file('a.yaml', Array.from({ length: 300 }, (_, at) => `${' '.repeat(at)}a:`).join('\n'))]), /nested deeper/);
  assert.match(await refusal([file('a.yaml', 'a: b\n'.repeat(60_000))]), /256 KB/);
  await refusal([file('a.yaml', 'title: !!js/function "function(){}"\ncategory: security\nsteps: 1')]);
});
