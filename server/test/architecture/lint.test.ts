import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { z } from 'zod';

const root = join(import.meta.dirname, '../../..');
const scratch = mkdtempSync(join(tmpdir(), 'bulwark-lint-'));
after(() => rmSync(scratch, { recursive: true }));

const long = (lines: number): string => '  x += 1;\n'.repeat(lines);
const branches = (count: number): string => Array.from({ length: count }, (_, at) => `  if (x === ${at}) return ${at};\n`).join('');

/** Per rule of ARCHITECTURE.md that the linter keeps: a file that breaks it. */
const planted: Readonly<Record<string, string>> = {
  'max-lines': '// line\n'.repeat(401),
  'max-lines-per-function': `export function f(): number {\n  let x = 0;\n${long(60)}  return x;\n}\n`,
  'max-params': 'export const f = (a: number, b: number, c: number, d: number): number => a + b + c + d;\n',
  complexity: `export function f(x: number): number {\n${branches(12)}  return -1;\n}\n`,
  'no-explicit-any': 'export const f = (x: any): unknown => x;\n',
  'no-default-export': 'export default 1;\n',
  'no-floating-promises': 'async function f(): Promise<number> {\n  return 1;\n}\nf();\nexport { f };\n',
  'no-misused-promises': 'export async function f(p: Promise<boolean>): Promise<number> {\n  if (p) return 1;\n  return 2;\n}\n',
  'no-non-null-assertion': 'export const f = (x: string | null): number => x!.length;\n',
  'switch-exhaustiveness-check': `export function f(x: 'a' | 'b'): number {\n  switch (x) {\n    case 'a':\n      return 1;\n  }\n  return 2;\n}\n`,
  'consistent-type-imports': `import { type Stats, statSync } from 'node:fs';\nimport { Dirent } from 'node:fs';\nexport const f = (x: Dirent): Stats => statSync(x.name);\n`,
  'no-console': `console.log('x');\nexport {};\n`,
  'no-warning-comments': `// ${['TO', 'DO'].join('')}: later\nexport {};\n`,
  'only-throw-error': `export function f(): never {\n  throw 'text';\n}\n`,
};

const reportSchema = z.object({ diagnostics: z.array(z.object({ code: z.string(), filename: z.string() })) });

test('the linter keeps every rule it is trusted with', () => {
  mkdirSync(join(scratch, 'server/src'), { recursive: true });
  for (const file of ['.oxlintrc.json', 'tsconfig.base.json', 'server/tsconfig.json']) cpSync(join(root, file), join(scratch, file));
  symlinkSync(join(root, 'node_modules'), join(scratch, 'node_modules'));
  for (const [rule, text] of Object.entries(planted)) writeFileSync(join(scratch, `server/src/${rule}.ts`), text);
  const run = spawnSync(join(root, 'node_modules/.bin/oxlint'), ['--type-aware', '-f', 'json', 'server'], { cwd: scratch, encoding: 'utf8' });
  const { diagnostics } = reportSchema.parse(JSON.parse(run.stdout));
  const found = new Set(diagnostics.map(({ code, filename }) => `${/\(([^)]+)\)/.exec(code)?.[1]} in ${filename.split('/').at(-1)}`));
  const missed = Object.keys(planted).filter((rule) => !found.has(`${rule} in ${rule}.ts`));
  assert.deepEqual(missed, [], `not reported; the linter said: ${run.stderr || [...found].join(', ')}`);
});
