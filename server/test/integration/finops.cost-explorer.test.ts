import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, test } from 'node:test';
import { costsHouse, type CostsHouse } from '../support/finops/costs-house.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

interface Question {
  readonly TimePeriod: { readonly Start: string; readonly End: string };
  readonly GroupBy: readonly { readonly Key: string }[];
  readonly NextPageToken?: string;
}

const asked: Question[] = [];
let isRefusing = false;
let stub: Server;
let server: TestServer;
let house: CostsHouse;

const money = (Amount: string) => ({ Amount, Unit: 'USD' });
const group = (service: string, amount: string) => ({ Keys: [service, '123456789012'], Metrics: { UnblendedCost: money(amount), AmortizedCost: money('1.0000000001') } });

/** Two pages per month, as the service answers: AWS JSON 1.1. */
function answer(question: Question): unknown {
  const start = question.TimePeriod.Start;
  const isFirst = question.NextPageToken === undefined;
  return {
    ResultsByTime: [{ TimePeriod: { Start: start, End: start }, Estimated: start >= '2026-04', Groups: isFirst ? [group('AWS Lambda', '0.0000000123'), group('Amazon S3', '2')] : [group('Tax', '0.5')], Total: {} }],
    ...(isFirst && { NextPageToken: 'two' }),
  };
}

before(async () => {
  stub = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      assert.equal(request.headers['x-amz-target'], 'AWSInsightsIndexService.GetCostAndUsage');
      assert.match(String(request.headers.authorization), /^AWS4-HMAC-SHA256 Credential=AKIATEST\//);
      const question = JSON.parse(body) as Question;
      asked.push(question);
      response.writeHead(isRefusing ? 400 : 200, { 'content-type': 'application/x-amz-json-1.1' });
      response.end(JSON.stringify(isRefusing ? { __type: 'DataUnavailableException', message: 'no data' } : answer(question)));
    });
  });
  await new Promise<void>((resolve) => stub.listen(0, '127.0.0.1', resolve));
  const { port } = stub.address() as AddressInfo;
  server = await startTestServer({ env: { AWS_COST_EXPLORER: 'true', AWS_COST_EXPLORER_ENDPOINT: `http://127.0.0.1:${port}`, AWS_ACCESS_KEY_ID: 'AKIATEST', AWS_SECRET_ACCESS_KEY: 'a secret of tests' } });
  house = await costsHouse(server, 'fin', { clock: { now: () => Date.parse('2026-04-02T10:00:00Z') } });
});
after(async () => {
  await server.close();
  stub.close();
});

test('whole months come in by every page, exactly, and are asked for once', async () => {
  const { import: started } = await house.finops.syncCostExplorer(house.ctx, { from: '2026-03-15', to: '2026-04-02' });
  const done = await house.ended(started.id);
  assert.deepEqual([done.status, done.rows, done.source, done.totals[0]?.billed, done.totals[0]?.effective], ['completed', 6, 'cost-explorer', '5.0000000246', '6.0000000006'], done.error?.message);
  assert.deepEqual(asked.map(({ TimePeriod, NextPageToken }) => [TimePeriod.Start, TimePeriod.End, NextPageToken ?? null]), [
    ['2026-03-01', '2026-04-01', null], ['2026-03-01', '2026-04-01', 'two'], ['2026-04-01', '2026-04-03', null], ['2026-04-01', '2026-04-03', 'two'],
  ]);
  assert.deepEqual(asked[0]?.GroupBy.map(({ Key }) => Key), ['SERVICE', 'LINKED_ACCOUNT']);
  const again = await house.finops.syncCostExplorer(house.ctx, { from: '2026-03-15', to: '2026-04-02' });
  assert.deepEqual([again.isNew, asked.length], [false, 4], 'kept answers give the same file');
});

test('a refusal is told by the name AWS gives it', async () => {
  isRefusing = true;
  await assert.rejects(house.finops.syncCostExplorer(house.ctx, { from: '2026-01-15', to: '2026-01-16' }), (error: { code: string; message: string }) =>
    error.code === 'COST_EXPLORER_FAILED' && error.message.includes('DataUnavailableException'));
});
