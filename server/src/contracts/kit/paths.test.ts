import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Contract } from './contract.ts';
import { fallbackDialect } from './fallback-dialect.ts';
import { allowedMethods, assertNoClash, dialectAt, pathShape, routerPath } from './paths.ts';
import { planned } from './planned.ts';

function contract(name: string, lines: Parameters<typeof planned>[0][]): Contract {
  return { name, title: name, dialect: fallbackDialect, endpoints: lines.map((line) => planned(line, { guide: `${name}#x`, summary: 'x' })) };
}

test('both spellings of a parameter lead to one route', () => {
  assert.equal(routerPath('/a/{id}/b/:c'), '/a/:id/b/:c');
  assert.equal(pathShape('/a/{scan_id}'), pathShape('/a/:id'));
});

test('the start fails when two contracts own one method and path, whatever the parameter is called', () => {
  assert.throws(() => assertNoClash([contract('a', ['GET /x/{id}']), contract('b', ['GET /x/:key'])]), /GET \/x\/: is declared by a and by b/);
  assert.doesNotThrow(() => assertNoClash([contract('a', ['GET /x/{id}']), contract('b', ['POST /x/:key'])]));
});

test('a path with other methods tells which', () => {
  const contracts = [contract('a', ['POST /x/{id}', 'DELETE /x/{id}']), contract('b', ['GET /y'])];
  assert.deepEqual(allowedMethods(contracts, '/x/5'), ['DELETE', 'POST']);
  assert.deepEqual(allowedMethods(contracts, '/nowhere'), []);
});

test('a path that nobody owns belongs to the contract with the nearest paths', () => {
  const contracts = [contract('a', ['POST /api/scanner/{id}', 'GET /api/health']), contract('b', ['GET /api/v1/scanner/{id}', 'GET /api/v1/me']), contract('c', ['GET /api/v1/ops'])]
    .map((one) => ({ ...one, dialect: { ...fallbackDialect, name: one.name } }));
  const nameAt = (path: string): string | undefined => dialectAt(contracts, path)?.name;
  assert.equal(nameAt('/api/scanner/5'), 'a', 'another method');
  assert.equal(nameAt('/api/scanner/5/nothing'), 'a');
  assert.equal(nameAt('/api/v1/scanner'), 'b');
  assert.equal(nameAt('/api/v1/ops/x'), 'c');
  assert.equal(nameAt('/c/b/nothing'), 'b');
  for (const path of ['/api/v1/x', '/nothing', '/', '/c/unknown/api/scanner/5']) assert.equal(nameAt(path), undefined, path);
});
