import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { declarations, locate } from './where.ts';

const repository = join(import.meta.dirname, '../../../..');
const places = [
  { file: 'a.ts', line: 3, declared: 'POST /api/scanner/scan/{scan_id}/cancel', contract: 'a' },
  { file: 'a.ts', line: 5, declared: 'POST /api/scanner/scan/all/cancel', contract: 'a' },
  { file: 'b.ts', line: 7, declared: 'POST /api/unify/v1/register/mtx', contract: 'b' },
  { file: 'b.ts', line: 9, declared: 'GET /', contract: 'b' },
];

function linesOf(line: string): number[] {
  return locate(line, places).map((place) => place.line);
}

test('any spelling of a parameter finds the declaration', () => {
  for (const id of [':id', '{id}', '{scan_id}', '<id>', '{ scan_id }']) assert.deepEqual(linesOf(`POST /api/scanner/scan/${id}/cancel`), [3], id);
});

test('a literal segment wins over a parameter, and a concrete value finds the parameter', () => {
  assert.deepEqual(linesOf('POST /api/scanner/scan/all/cancel'), [5]);
  assert.deepEqual(linesOf('POST /api/scanner/scan/42/cancel'), [3]);
});

test('what is pasted may be an address, a line with a comment, a mangled line or lack the base path', () => {
  assert.deepEqual(linesOf('POST https://unified.example.net/api/unify/v1/register/mtx'), [7]);
  assert.deepEqual(linesOf('post   /api/unify/v1/register/mtx?x=1   # Connect'), [7]);
  assert.deepEqual(linesOf('POST / api / scanner / scan / { scan_id } / cancel;'), [3]);
  assert.deepEqual(linesOf('POST /register/mtx'), [7]);
  assert.deepEqual(linesOf('POST /base/api/unify/v1/register/mtx'), [7]);
  assert.deepEqual(linesOf('/api/unify/v1/register/mtx'), [7]);
  assert.deepEqual(linesOf('`POST /api/unify/v1/register/mtx` - Connect an account'), [7]);
});

test('another method, another path and nonsense find nothing', () => {
  assert.deepEqual(linesOf('DELETE /api/unify/v1/register/mtx'), []);
  assert.deepEqual(linesOf('POST /nothing'), []);
  assert.deepEqual(linesOf('hello'), []);
});

test('every declaration of the tree is found at the line that holds its literal', () => {
  const all = declarations();
  assert.ok(all.length > 300, `${all.length} declarations`);
  for (const { file, line, declared } of all) {
    const text = readFileSync(join(repository, file), 'utf8').split('\n')[line - 1] ?? '';
    assert.ok(text.includes(declared), `${file}:${line} holds ${declared}`);
    assert.ok(locate(declared, all).some((place) => place.file === file && place.line === line), declared);
  }
});
