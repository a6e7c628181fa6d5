import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { add, decimal, formatDecimal, toNumber, zero } from '../../src/lib/decimal.ts';
import { costMonths } from '../support/finops/cost-months.ts';
import { costsHouse, type CostsHouse } from '../support/finops/costs-house.ts';
import { focusFile, type FocusRow } from '../support/finops/focus-file.ts';
import { type Caller, startTestServer, type TestServer } from '../support/server.ts';

let server: TestServer;
let house: CostsHouse;
let viewer: Caller;
const rows = costMonths();
const boundary = 'costs-boundary';

const form = (content: Uint8Array, mode = 'add') => ({
  headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
  payload: Buffer.concat([
    Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; name="mode"\r\n\r\n${mode}\r\n--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="costs.csv.gz"\r\nContent-Type: application/gzip\r\n\r\n`),
    content, Buffer.from(`\r\n--${boundary}--\r\n`),
  ]),
});

async function get<T>(url: string, caller: Caller = viewer): Promise<T> {
  const reply = await caller.inject({ method: 'GET', url });
  assert.equal(reply.statusCode, 200, `${url}: ${reply.body}`);
  return reply.json<T>();
}

before(async () => {
  server = await startTestServer({ clock: { now: () => Date.parse('2026-04-15T12:00:00Z') } });
  house = await costsHouse(server, 'fin', { clock: { now: () => Date.parse('2026-04-15T12:00:00Z') } });
  viewer = await server.user('vera', ['viewer']);
});
after(() => server.close());

/** Exact sum of a column over rows, by the test itself. */
function total(wanted: (row: FocusRow) => boolean = () => true, column = 'BilledCost'): number {
  return toNumber(rows.filter(wanted).map((row) => decimal(row[column] ?? '0')).reduce(add, zero));
}

interface Summary {
  readonly total_cost: number; readonly currency: string; readonly period: string; readonly period_start: string; readonly period_end: string; readonly as_of: string | null;
  readonly breakdown_by_environment: { environment: string; cost: number; percentage: number }[]; readonly breakdown_by_service: { service: string; cost: number; percentage: number }[];
  readonly comparison: { previous_period_cost: number; change_percentage: number | null; change_amount: number };
  readonly mtd_cost: number; readonly forecast_eom: number; readonly forecast_eom_lower: number; readonly forecast_eom_upper: number; readonly variance: number | null; readonly budget: number | null;
}

test('without data everything is empty, nothing is invented', async () => {
  const summary = await get<Summary>('/api/v1/finops/summary');
  assert.deepEqual([summary.total_cost, summary.mtd_cost, summary.budget, summary.as_of, summary.breakdown_by_service], [0, 0, null, null, []]);
  for (const url of ['credits', 'breakdown', 'recommendations', 'forecast']) assert.deepEqual(await get(`/api/v1/finops/${url}`), []);
  assert.equal((await get<{ remaining_days: null }>('/api/v1/finops/ics')).remaining_days, null);
});

test('a file is imported over the guide\'s API, once, and a wrong one is refused with line and column', async () => {
  const content = gzipSync(focusFile(rows));
  const denied = await viewer.inject({ method: 'POST', url: '/api/v1/finops/imports', ...form(content) });
  assert.equal(denied.statusCode, 403);
  const reply = await server.admin.inject({ method: 'POST', url: '/api/v1/finops/imports', ...form(content) });
  assert.equal(reply.statusCode, 202, reply.body);
  const { id } = reply.json<{ id: string }>();
  await house.ended(id);
  const done = await get<{ status: string; rows: number; totals: { billed: string }[] }>(`/api/v1/finops/imports/${id}`);
  assert.deepEqual([done.status, done.rows], ['completed', rows.length]);
  assert.equal(done.totals[0]?.billed, formatDecimal(rows.map(({ BilledCost = '0' }) => decimal(BilledCost)).reduce(add, zero)));
  assert.equal((await server.admin.inject({ method: 'POST', url: '/api/v1/finops/imports', ...form(content) })).statusCode, 200, 'the same file again');
  const wrong = await server.admin.inject({ method: 'POST', url: '/api/v1/finops/imports', ...form(gzipSync(focusFile([{ BilledCost: 'much' }]))) });
  assert.equal(wrong.statusCode, 422);
  const { error } = wrong.json<{ error: { code: string; message: string; details: { problems: { line: number; column: string }[] } } }>();
  assert.deepEqual([error.code, error.message, error.details.problems[0]?.column], ['COST_FILE_MALFORMED', 'Line 2, column BilledCost: "much" is no decimal number', 'BilledCost']);
});

test('the summary is the union of both documents: shares, comparison, month to date, forecast, budget', async () => {
  const summary = await get<Summary>('/api/v1/finops/summary');
  const march = ({ ChargePeriodStart = '' }: FocusRow) => ChargePeriodStart >= '2026-03-01';
  assert.deepEqual([summary.period, summary.period_start, summary.period_end, summary.as_of, summary.currency], ['monthly', '2026-03-01T00:00:00.000Z', '2026-03-31T23:59:59.999Z', '2026-03-21', 'USD']);
  assert.equal(summary.total_cost, total(march));
  assert.equal(summary.mtd_cost, summary.total_cost);
  assert.equal(summary.comparison.previous_period_cost, total(({ ChargePeriodStart = '' }) => ChargePeriodStart >= '2026-02-01' && ChargePeriodStart < '2026-02-22'), 'as many days of the month before');
  assert.ok(Math.abs(summary.breakdown_by_service.reduce((sum, { cost }) => sum + cost, 0) - summary.total_cost) < 1e-9);
  assert.deepEqual(summary.breakdown_by_environment.map(({ environment }) => environment).sort(), ['development', 'production']);
  assert.ok(Math.abs(summary.breakdown_by_service.reduce((sum, { percentage }) => sum + percentage, 0) - 100) < 0.1);
  assert.ok(summary.forecast_eom > summary.mtd_cost && summary.forecast_eom_lower <= summary.forecast_eom && summary.forecast_eom <= summary.forecast_eom_upper);
  assert.equal(summary.budget, null);
  await house.finops.createBudget(house.ctx, { name: 'Everything', environment: null, provider: null, service: null, currency: 'USD', amount: '3500.50' });
  const planned = await get<Summary>('/api/v1/finops/summary');
  assert.equal(planned.budget, 3500.5);
  assert.ok(Math.abs((planned.variance ?? 0) - (planned.forecast_eom - 3500.5)) < 1e-6);
});

test('periods and environments', async () => {
  const daily = await get<Summary>('/api/v1/finops/summary?period=daily&environment=development');
  assert.equal(daily.total_cost, total(({ ChargePeriodStart = '', Tags }) => ChargePeriodStart.startsWith('2026-03-21') && Tags === '{"env":"dev"}'));
  const weekly = await get<Summary>('/api/v1/finops/summary?period=weekly');
  assert.equal(weekly.period_start, '2026-03-16T00:00:00.000Z');
  const production = await get<Summary>('/api/v1/finops/summary?environment=production');
  assert.equal(production.total_cost, total(({ ChargePeriodStart = '', Tags }) => ChargePeriodStart >= '2026-03-01' && Tags !== '{"env":"dev"}'), 'what no tag assigns is shared cost of production');
  for (const query of ['period=yearly', 'environment=moon', 'currency=dollars']) {
    assert.equal((await viewer.inject({ method: 'GET', url: `/api/v1/finops/summary?${query}` })).statusCode, 422, query);
  }
});

interface Breakdown {
  readonly id: string; readonly environment: string; readonly service: string; readonly cost: number; readonly cost_usd: number; readonly ics_credits_applied: number; readonly date: string; readonly currency: string;
}

test('the breakdown adds up to the total by every grouping and filter, by both names', async () => {
  const range = 'start_date=2026-02-01&end_date=2026-02-28';
  const february = ({ ChargePeriodStart = '' }: FocusRow) => ChargePeriodStart.startsWith('2026-02');
  for (const group of ['', '&group_by=service', '&group_by=environment', '&group_by=date']) {
    for (const path of ['breakdown', 'cost-breakdown']) {
      const found = await get<Breakdown[]>(`/api/v1/finops/${path}?${range}${group}`);
      assert.ok(Math.abs(found.reduce((sum, { cost }) => sum + cost, 0) - total(february)) < 1e-9, group);
      assert.equal(new Set(found.map(({ id }) => id)).size, found.length);
      for (const row of found) assert.deepEqual([typeof row.cost_usd, typeof row.ics_credits_applied, row.currency, ['production', 'staging', 'development'].includes(row.environment)], ['number', 'number', 'USD', true]);
    }
  }
  const one = await get<Breakdown[]>(`/api/v1/finops/breakdown?${range}&environment=development&service=Amazon%20EC2`);
  assert.equal(one.length, 28);
  assert.equal(one.reduce((sum, { cost }) => sum + cost, 0), total((row) => february(row) && row.ResourceId === 'i-test'));
  const credits = await get<Breakdown[]>(`/api/v1/finops/breakdown?${range}&group_by=environment`);
  assert.equal(credits.reduce((sum, row) => sum + row.ics_credits_applied, 0), 6, 'two credits of three');
  const crossed = await viewer.inject({ method: 'GET', url: '/api/v1/finops/breakdown?start_date=2026-03-01&end_date=2026-02-01' });
  assert.equal(crossed.json<{ error: { details: { field: string } } }>().error.details.field, 'end_date');
});

test('credits: grants with what charges used of them, and those without a grant', async () => {
  const found = await get<{ remaining: number; status: string; amount: number }[]>('/api/v1/finops/credits');
  assert.deepEqual(found.map(({ amount, status }) => [amount, status]), [[12, 'exhausted'], [6, 'exhausted'], [6, 'exhausted']], 'one per month');
  await house.finops.createCredit(house.ctx, { provider: 'AWS', creditType: 'promotional', amount: '1000', currency: 'USD', startDate: '2026-01-01', expiryDate: '2026-12-31', description: 'Activate' });
  const granted = await get<{ provider: string; remaining: number; status: string; credit_type: string; start_date: string }[]>('/api/v1/finops/credits');
  assert.deepEqual(granted.map(({ provider, remaining, status, credit_type: type, start_date: start }) => [provider, remaining, status, type, start]), [['aws', 976, 'active', 'promotional', '2026-01-01']]);
  for (const path of ['ics', 'ics-credits']) {
    const balance = await get<{ balance: number; burn_rate_per_day: number; remaining_days: number; expiry_date: string }>(`/api/v1/finops/${path}`);
    assert.deepEqual([balance.balance, balance.burn_rate_per_day, balance.remaining_days, balance.expiry_date], [976, 0.3, 3253, '2026-12-31']);
  }
});

test('the forecast begins on the day behind the data; scenarios are the ends of its interval', async () => {
  interface Point { readonly forecast_date: string; readonly predicted_cost: number; readonly confidence_lower: number; readonly confidence_upper: number; readonly scenario: string; readonly environment: string }
  const baseline = await get<Point[]>('/api/v1/finops/forecast');
  assert.deepEqual([baseline.length, baseline[0]?.forecast_date, baseline[0]?.environment, baseline[0]?.scenario], [30, '2026-03-22', 'all', 'baseline']);
  const high = await get<Point[]>('/api/v1/finops/forecast?scenario=high_load&days=7&environment=development');
  assert.equal(high.length, 7);
  assert.ok(high.every((point) => point.predicted_cost === point.confidence_upper && point.environment === 'development'));
  assert.ok(baseline.every((point) => point.confidence_lower <= point.predicted_cost && point.predicted_cost <= point.confidence_upper));
});

interface Advice { readonly id: string; readonly rule: string; readonly type: string; readonly recommendation_type: string; readonly potential_savings: number; readonly estimated_monthly_savings: number; readonly formula: string; readonly status: string; readonly completed_at: string | null }

async function advice(url = '/api/v1/finops/recommendations'): Promise<Advice[]> {
  for (let tries = 0; tries < 200; tries += 1) {
    const found = await get<Advice[]>(url);
    if (found.length > 0) return found;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error('there is no advice');
}

test('recommendations follow from the data by their formulas', async () => {
  const found = await advice();
  assert.deepEqual(await advice('/api/v1/recommendations'), found);
  const by = new Map(found.map((one) => [one.rule, one]));
  assert.equal(by.get('unused-commitment')?.potential_savings, 45, '1.5 a day, thirty days');
  assert.equal(by.get('idle-resource')?.potential_savings, 3.6, '0.12 a day, thirty days');
  assert.equal(by.get('storage-class')?.potential_savings, 68.355, '217 GB-Months a day × 30 × (0.023 − 0.0125)');
  const discount = Math.round((1 - (7 + 1.5) / 10) * 10_000) / 10_000;
  assert.match(by.get('uncovered-steady-usage')?.formula ?? '', new RegExp(`× 30 × discount ${discount} seen`));
  for (const one of found) assert.ok(one.formula.length > 10 && one.potential_savings === one.estimated_monthly_savings);
  assert.equal(by.get('unused-commitment')?.recommendation_type, 'reserved_instances');
});

test('the state of a recommendation stays, also when the costs are read again', async () => {
  const [one] = await advice();
  const url = `/api/v1/recommendations/${one?.id}/status`;
  assert.equal((await viewer.inject({ method: 'PATCH', url, payload: { status: 'completed' } })).statusCode, 403);
  assert.equal((await server.admin.inject({ method: 'PATCH', url, payload: { status: 'done' } })).statusCode, 422);
  const changed = (await server.admin.inject({ method: 'PATCH', url, payload: { status: 'completed' } })).json<Advice>();
  assert.deepEqual([changed.status, changed.completed_at], ['completed', '2026-04-15T12:00:00.000Z']);
  assert.equal((await server.admin.inject({ method: 'PATCH', url: '/api/v1/recommendations/11111111-1111-4111-8111-111111111111/status', payload: { status: 'completed' } })).statusCode, 404);
  await house.import(focusFile([{ ChargePeriodStart: '2026-03-21T00:00:00Z', BilledCost: '0.01', EffectiveCost: '0.01' }]), { filename: 'late.csv' });
  assert.equal((await advice()).find(({ id }) => id === one?.id)?.status, 'completed');
});

test('the spike is an anomaly and is explained by what grew', async () => {
  const { items } = await house.finops.costAnomalies(house.ctx, { from: '2026-02-20' });
  assert.ok(items.some(({ day, service }) => day === '2026-03-10' && service === null));
  assert.ok(items.some(({ day, service }) => day === '2026-03-10' && service === 'Amazon EC2'));
  assert.deepEqual(items.filter(({ day }) => day !== '2026-03-10'), []);
  const why = await house.finops.explainCostAnomaly(house.ctx, {});
  assert.deepEqual([why.day, why.isAnomaly], ['2026-03-10', true]);
  const [service] = why.drivers.filter(({ dimension }) => dimension === 'service');
  const account = why.drivers.find(({ dimension }) => dimension === 'subAccount');
  assert.deepEqual([service?.value, account?.value], ['Amazon EC2', 'Shop']);
  assert.ok(Number(service?.change) > 280 && (service?.share ?? 0) > 90);
  assert.match(why.text, /^On 2026-03-10 the cost was \d+\.\d\d USD, .* above the expected .* an anomaly\. The largest change is Amazon EC2/);
  await assert.rejects(house.finops.explainCostAnomaly(house.ctx, { day: '2020-01-01' }), { code: 'NO_COST_DATA' });
});

test('an export holds every charge and reads back to the same totals', async () => {
  const file = await house.finops.exportCosts(house.ctx, { from: '2026-01-01', to: '2026-12-31', isGzip: true });
  const chunks: Buffer[] = [];
  for await (const chunk of file.content) chunks.push(Buffer.from(chunk));
  const [first] = (await house.finops.listImports(house.ctx, { limit: 10, offset: 0 })).items.filter(({ filename }) => filename === 'costs.csv.gz');
  const { items } = await house.finops.listImports(house.ctx, { status: 'completed', limit: 10, offset: 0 });
  for (const { id } of items) await house.finops.deleteImport(house.ctx, id);
  const again = await house.import(Buffer.concat(chunks), { filename: file.filename });
  assert.equal(again.status, 'completed', again.error?.message);
  assert.equal(again.rows, rows.length + 1);
  assert.equal(again.totals[0]?.effective, formatDecimal(add(decimal(first?.totals[0]?.effective ?? '0'), decimal('0.01'))));
});

test('Cost Explorer that is not configured says how to configure it', async () => {
  await assert.rejects(house.finops.syncCostExplorer(house.ctx, { from: '2026-01-01', to: '2026-02-01' }), (error: { code: string; details: { variables: string[] } }) =>
    error.code === 'INTEGRATION_NOT_CONFIGURED' && error.details.variables.includes('AWS_COST_EXPLORER'));
});
