import assert from 'node:assert/strict';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, test } from 'node:test';
import { checkArchitecture, rules } from './check.ts';

const root = join(import.meta.dirname, '../../..');
const scratch = mkdtempSync(join(tmpdir(), 'bulwark-architecture-'));
after(() => rmSync(scratch, { recursive: true }));

function write(file: string, text: string): void {
  const path = join(scratch, file);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

function copy(): void {
  for (const part of ['server/src', 'server/bin', 'server/architecture.json']) cpSync(join(root, part), join(scratch, part), { recursive: true });
}

/** For every rule, files that break it: `[rule, file that must be reported, planted files]`. */
const planted: readonly (readonly [rule: string, reported: string, files: Readonly<Record<string, string>>])[] = [
  ['layers', 'server/src/lib/planted.ts', { 'server/src/lib/planted.ts': `import type { Ctx } from '../platform/context/index.ts';\nexport type Planted = Ctx;\n` }],
  ['layers', 'server/src/platform/planted/a.ts', { 'server/src/platform/planted/a.ts': `export * from '../../modules/audit/index.ts';\n` }],
  ['layers', 'server/src/modules/planted/up.ts', { 'server/src/modules/planted/up.ts': `export type P = import('../../contracts/kit/index.ts').Line;\n` }],
  ['layers', 'server/src/contracts/planted/engine.ts', { 'server/src/contracts/planted/engine.ts': `export const load = () => import('../../engines/planted/pure.ts');\n`, 'server/src/engines/planted/pure.ts': 'export const one = 1;\n' }],
  ['layers', 'server/src/clients/planted/business.ts', { 'server/src/clients/planted/business.ts': `import type { Audit } from '../../modules/audit/index.ts';\nexport type P = Audit;\n` }],
  ['cycles', 'server/src/lib/ring-a.ts', { 'server/src/lib/ring-a.ts': `import type { B } from './ring-b.ts';\nexport type A = B | null;\n`, 'server/src/lib/ring-b.ts': `import type { A } from './ring-a.ts';\nexport type B = A;\n` }],
  ['contracts', 'server/src/contracts/ops/planted.ts', { 'server/src/contracts/ops/planted.ts': `import { tradeflowDialect } from '../tradeflow/dialect.ts';\nexport const dialect = tradeflowDialect;\n` }],
  ['contracts', 'server/src/contracts/ops/inside.ts', { 'server/src/contracts/ops/inside.ts': `export * from '../../modules/planted/planted.repository.ts';\n`, 'server/src/modules/planted/planted.repository.ts': 'export const rows = 1;\n' }],
  ['console', 'console/src/planted.ts', { 'console/src/planted.ts': `import { scanRow } from '../../server/src/contracts/console/scans.wire.ts';\nexport { scanRow };\n` }],
  ['console', 'console/src/error.ts', { 'console/src/error.ts': `import type { AppError } from '../../server/src/platform/errors/index.ts';\nexport type P = AppError;\n` }],
  ['modules', 'server/src/modules/planted/edge.ts', { 'server/src/modules/planted/edge.ts': `import type { Audit } from '../audit/index.ts';\nexport type P = Audit;\n` }],
  ['modules', 'server/src/modules/scanner/planted.ts', { 'server/src/modules/scanner/planted.ts': `export * from '../audit/planted.ts';\n`, 'server/src/modules/audit/planted.ts': 'export const secret = 1;\n' }],
  ['engines', 'server/src/engines/planted/file.ts', { 'server/src/engines/planted/file.ts': `import { readFileSync } from 'node:fs';\nexport const read = readFileSync;\n` }],
  ['engines', 'server/src/engines/planted/console.ts', { 'server/src/engines/planted/console.ts': `export function tell(): void {\n  console.log('x');\n}\n` }],
  ['sql', 'server/src/modules/planted/query.ts', { 'server/src/modules/planted/query.ts': `import { sql } from 'drizzle-orm';\nexport { sql };\n` }],
  ['sql-text', 'server/src/modules/planted/text.ts', { 'server/src/modules/planted/text.ts': 'declare function sql(text: TemplateStringsArray): unknown;\nexport const query = sql`select 1`;\n' }],
  ['fastify', 'server/src/modules/planted/http.ts', { 'server/src/modules/planted/http.ts': `import type { FastifyReply } from 'fastify';\nexport type P = FastifyReply;\n` }],
  ['sockets', 'server/src/modules/planted/socket.ts', { 'server/src/modules/planted/socket.ts': `import { connect } from 'node:net';\nexport { connect };\n` }],
  ['outgoing', 'server/src/modules/planted/fetch.ts', { 'server/src/modules/planted/fetch.ts': `export const load = () => fetch('http://127.0.0.1/');\n` }],
  ['environment', 'server/src/modules/planted/env.ts', { 'server/src/modules/planted/env.ts': 'export const home = process.env.HOME;\n' }],
  ['randomness', 'server/src/modules/planted/random.ts', { 'server/src/modules/planted/random.ts': 'export const dice = () => Math.random();\n' }],
  ['names', 'server/src/modules/planted/string-utils.ts', { 'server/src/modules/planted/string-utils.ts': 'export const x = 1;\n' }],
  ['documented', 'server/src/modules/planted/index.ts', { 'server/src/modules/planted/index.ts': `export { y } from './y.ts';\n`, 'server/src/modules/planted/y.ts': 'export const y = 1;\n' }],
];

function keysOf(violations: readonly { rule: string; file: string }[]): string[] {
  return [...new Set(violations.map(({ rule, file }) => `${rule} ${file}`))].sort();
}

test('every rule bites where it is broken and nowhere else', () => {
  copy();
  const before = new Set(keysOf(checkArchitecture(scratch).violations));
  for (const [, , files] of planted) for (const [file, text] of Object.entries(files)) write(file, text);
  const added = keysOf(checkArchitecture(scratch).violations).filter((key) => !before.has(key));
  assert.deepEqual(added, planted.map(([rule, file]) => `${rule} ${file}`).sort());
});

test('a median file of more than 80 lines is refused', () => {
  const small = mkdtempSync(join(scratch, 'size-'));
  mkdirSync(join(small, 'server/src/lib'), { recursive: true });
  writeFileSync(join(small, 'server/architecture.json'), '{"modules":{},"enginePackages":[]}');
  for (const name of ['a', 'b', 'c']) writeFileSync(join(small, `server/src/lib/${name}.ts`), 'export {};\n'.repeat(81));
  assert.deepEqual(checkArchitecture(small).violations.map(({ rule }) => rule), ['size']);
});

test('a cycle in the declared edges is refused', () => {
  const small = mkdtempSync(join(scratch, 'edges-'));
  mkdirSync(join(small, 'server'), { recursive: true });
  writeFileSync(join(small, 'server/architecture.json'), '{"modules":{"a":["b"],"b":["c"],"c":["a"]},"enginePackages":[]}');
  assert.deepEqual(checkArchitecture(small).violations.map(({ message }) => message), ['declared edges form a cycle: a → b → c → a']);
});

test('every rule has a planted violation', () => {
  const proven = new Set([...planted.map(([rule]) => rule), 'size']);
  assert.deepEqual(rules.map(({ name }) => name).filter((name) => !proven.has(name)), []);
});
