import assert from 'node:assert/strict';
import type { LightMyRequestResponse } from 'fastify';
import { z } from 'zod';
import { type Contract, type Endpoint, fallbackDialect } from '../../../src/contracts/kit/index.ts';

type Shape = z.ZodType;

const shapes = new Map<unknown, Shape>();

function shapeOf(schema: Readonly<Record<string, unknown>>): Shape {
  const known = shapes.get(schema) ?? z.fromJSONSchema(schema);
  shapes.set(schema, known);
  return known;
}

function told(response: LightMyRequestResponse): string {
  return `${response.statusCode} ${response.body.slice(0, 600)}`;
}

function assertShape(response: LightMyRequestResponse, contract: Contract, isPathHostile: boolean): void {
  assert.match(String(response.headers['content-type']), /^application\/json/, told(response));
  const body: unknown = JSON.parse(response.body);
  const own = shapeOf(contract.dialect.failureSchema).safeParse(body);
  if (own.success || (isPathHostile && shapeOf(fallbackDialect.failureSchema).safeParse(body).success)) return;
  assert.fail(`not the error shape of ${contract.name}: ${told(response)}\n${z.prettifyError(own.error)}`);
}

/** No fault of ours, no stack, and a failure always in the contract's own shape. */
export function judge(response: LightMyRequestResponse, at: { contract: Contract; endpoint: Endpoint; isPathHostile: boolean }): void {
  const { contract, endpoint, isPathHostile } = at;
  const { statusCode } = response;
  const mayBe = statusCode < 500 || (statusCode === 501 && !endpoint.isBuilt) || statusCode === 503;
  assert.ok(mayBe, told(response));
  assert.ok(!/\n\s+at .+:\d+:\d+|node_modules\//.test(response.body), `a stack is shown: ${told(response)}`);
  if (statusCode >= 400) assertShape(response, contract, isPathHostile);
}
