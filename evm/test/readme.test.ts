import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';

const folder = mkdtempSync(join(tmpdir(), 'bulwark-readme-'));
after(() => rmSync(folder, { recursive: true, force: true }));

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
const programs = [...readme.matchAll(/```ts\n(.*?)```/gs)].map(([, program = '']) => program);

test('the readme has programs', () => assert.equal(programs.length, 3));

programs.forEach((program, i) => {
  test(`program ${i + 1} of the readme prints what it says`, () => {
    const file = join(folder, `program-${i + 1}.ts`), index = new URL('../src/index.ts', import.meta.url).href;
    writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
    writeFileSync(file, program.replaceAll("'@bulwark/evm'", `'${index}'`));
    const printed = execFileSync(process.execPath, ['--disable-warning=ExperimentalWarning', file], { encoding: 'utf8' }).trim().split('\n');
    const promised = [...program.matchAll(/^\s*console\.log\(.*\); \/\/ (.*)$/gm)].map(([, text]) => text);
    assert.ok(promised.length > 0);
    assert.deepEqual(printed, promised);
  });
});
