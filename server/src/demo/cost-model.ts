import { fromNumber, formatDecimal } from '../lib/decimal.ts';
import { focusColumns, toCsvLine } from '../engines/focus/index.ts';

/**
 * Cost of a company that does not exist, for demonstrations. The model, stated: each line has a cost per day, a factor for
 * weekends, a growth per day and a spread of a few per cent by a linear congruential generator, so that one seed always
 * gives one file. In it: a commitment with unused hours, an idle address, two storage classes, credits, untagged cost, and
 * one day on which a test cluster was left running.
 */
interface CostLine {
  readonly provider: string;
  readonly service: string;
  readonly category: string;
  readonly account: readonly [id: string, name: string];
  readonly region: readonly [id: string, name: string];
  readonly environment: 'prod' | 'staging' | 'dev' | null;
  readonly resource: string;
  readonly perDay: number;
  readonly weekend?: number;
  readonly growthPerDay?: number;
  readonly description?: string;
  readonly pricing?: 'Committed' | 'Dynamic';
  /** Effective cost over list cost, where they differ. */
  readonly rate?: number;
  readonly commitment?: 'Used' | 'Unused';
  readonly credit?: boolean;
  readonly unit?: readonly [unit: string, quantity: number, price: number];
}

const aws = 'AWS';
const shop = ['210000000001', 'Shop'] as const;
const data = ['210000000002', 'Data platform'] as const;
const lab = ['210000000003', 'Lab'] as const;
const ireland = ['eu-west-1', 'EU (Ireland)'] as const;
const virginia = ['us-east-1', 'US East (N. Virginia)'] as const;
const westEurope = ['westeurope', 'West Europe'] as const;

const lines: readonly CostLine[] = [
  { provider: aws, service: 'Amazon Elastic Compute Cloud', category: 'Compute', account: shop, region: ireland, environment: 'prod', resource: 'i-shop-web', perDay: 164, weekend: 0.82, growthPerDay: 0.25 },
  { provider: aws, service: 'Amazon Elastic Compute Cloud', category: 'Compute', account: shop, region: virginia, environment: 'prod', resource: 'i-shop-us', perDay: 71, weekend: 0.8 },
  { provider: aws, service: 'Amazon Elastic Compute Cloud', category: 'Compute', account: lab, region: ireland, environment: 'dev', resource: 'i-lab-build', perDay: 38, weekend: 0.3 },
  { provider: aws, service: 'Amazon Elastic Compute Cloud', category: 'Compute', account: shop, region: ireland, environment: 'staging', resource: 'i-shop-staging', perDay: 24, weekend: 0.6 },
  { provider: aws, service: 'Amazon Elastic Compute Cloud', category: 'Compute', account: data, region: ireland, environment: 'prod', resource: 'i-batch', perDay: 20, pricing: 'Dynamic', rate: 0.34, description: 'Spot instance hours' },
  { provider: aws, service: 'Amazon Elastic Compute Cloud', category: 'Compute', account: shop, region: ireland, environment: 'prod', resource: 'i-shop-api', perDay: 60, pricing: 'Committed', rate: 0.69, commitment: 'Used' },
  { provider: aws, service: 'Amazon Elastic Compute Cloud', category: 'Compute', account: shop, region: ireland, environment: 'prod', resource: 'sp-unused', perDay: 6.4, pricing: 'Committed', commitment: 'Unused', description: 'Savings plan hours that nothing used' },
  { provider: aws, service: 'Amazon Relational Database Service', category: 'Databases', account: shop, region: ireland, environment: 'prod', resource: 'db-orders', perDay: 92 },
  { provider: aws, service: 'Amazon Relational Database Service', category: 'Databases', account: shop, region: ireland, environment: 'staging', resource: 'db-orders-staging', perDay: 17 },
  { provider: aws, service: 'Amazon Simple Storage Service', category: 'Storage', account: data, region: ireland, environment: 'prod', resource: 'bucket-lake', perDay: 31, growthPerDay: 0.08, unit: ['GB-Months', 1348, 0.023], description: '$0.023 per GB of standard storage' },
  { provider: aws, service: 'Amazon Simple Storage Service', category: 'Storage', account: data, region: ireland, environment: 'prod', resource: 'bucket-archive', perDay: 2.5, unit: ['GB-Months', 200, 0.0125], description: '$0.0125 per GB of Standard-Infrequent Access storage' },
  { provider: aws, service: 'Amazon CloudFront', category: 'Networking', account: shop, region: virginia, environment: 'prod', resource: 'd-shop', perDay: 43, weekend: 1.35 },
  { provider: aws, service: 'Amazon Virtual Private Cloud', category: 'Networking', account: lab, region: ireland, environment: 'dev', resource: 'eip-forgotten', perDay: 0.12, description: '$0.005 per Idle public IPv4 address per hour' },
  { provider: aws, service: 'AWS Support', category: 'Other', account: shop, region: virginia, environment: null, resource: 'support', perDay: 27 },
  { provider: aws, service: 'AWS Lambda', category: 'Compute', account: data, region: ireland, environment: 'prod', resource: 'fn-ingest', perDay: 8.5, growthPerDay: 0.11 },
  { provider: aws, service: 'Amazon Elastic Compute Cloud', category: 'Compute', account: shop, region: ireland, environment: 'prod', resource: 'credit', perDay: -12, credit: true, description: 'Activate credit' },
  { provider: 'Microsoft', service: 'Virtual Machines', category: 'Compute', account: ['sub-analytics', 'Analytics'], region: westEurope, environment: 'prod', resource: 'vm-reports', perDay: 47, weekend: 0.7 },
  { provider: 'Microsoft', service: 'Azure SQL Database', category: 'Databases', account: ['sub-analytics', 'Analytics'], region: westEurope, environment: 'prod', resource: 'sql-reports', perDay: 29 },
];

const dayMs = 86_400_000;
/** Days before the last one on which the test cluster ran. */
const spikeDaysAgo = 9;

function generator(seed: number): () => number {
  let state = (seed % 2_147_483_646) + 1;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

const text = (value: number): string => formatDecimal(fromNumber(value, 10));

function costOf(line: CostLine, at: { day: Date; index: number; isSpike: boolean; spread: number }): number {
  const isWeekend = [0, 6].includes(at.day.getUTCDay());
  const spike = at.isSpike && line.resource === 'i-lab-build' ? 410 : 0;
  return (line.perDay + (line.growthPerDay ?? 0) * at.index) * (isWeekend ? line.weekend ?? 1 : 1) * (1 + 0.06 * (at.spread - 0.5)) + spike;
}

function placeOf({ provider, account, region, service, category, resource }: CostLine): Readonly<Record<string, string>> {
  return {
    ProviderName: provider, PublisherName: provider, InvoiceIssuerName: provider, BillingAccountId: provider === aws ? '200000000000' : 'mca-demo', BillingAccountName: 'Demonstration',
    ServiceName: service, ServiceCategory: category, SubAccountId: account[0], SubAccountName: account[1], RegionId: region[0], RegionName: region[1], ResourceId: resource, ResourceName: resource,
  };
}

function periodOf(day: Date): Readonly<Record<string, string>> {
  const monthAt = (offset: number): string => new Date(Date.UTC(day.getUTCFullYear(), day.getUTCMonth() + offset, 1)).toISOString();
  return { BillingPeriodStart: monthAt(0), BillingPeriodEnd: monthAt(1), ChargePeriodStart: day.toISOString(), ChargePeriodEnd: new Date(day.getTime() + dayMs).toISOString() };
}

function priceOf({ unit, pricing, rate = 1, commitment }: CostLine, cost: number): Readonly<Record<string, string>> {
  const [name, quantity, price] = unit ?? ['Hours', 24, cost / 24];
  const list = text(commitment === 'Unused' ? 0 : cost);
  return {
    PricingCategory: pricing ?? 'Standard', PricingUnit: name, PricingQuantity: text(quantity), ListUnitPrice: text(price), ConsumedQuantity: text(quantity), ConsumedUnit: name,
    BilledCost: text(commitment === undefined ? cost * rate : 0), EffectiveCost: text(cost * rate), ListCost: list, ContractedCost: list,
    ...(commitment !== undefined && { CommitmentDiscountId: 'savings-plan-demo', CommitmentDiscountStatus: commitment }),
  };
}

function recordOf(line: CostLine, cost: number, day: Date): Readonly<Record<string, string>> {
  return {
    ...placeOf(line), ...periodOf(day), ...priceOf(line, cost), BillingCurrency: 'USD', ChargeCategory: line.credit === true ? 'Credit' : 'Usage', ChargeFrequency: 'Usage-Based',
    ChargeDescription: line.description ?? `${line.service}, ${line.resource}`, Tags: JSON.stringify({ ...(line.environment !== null && { environment: line.environment }), demonstration: 'true' }),
  };
}

/** FOCUS 1.0 CSV of `days` days up to and including `lastDay` (midnight UTC), by the model above. */
export function demoCosts({ seed, lastDay, days }: { seed: number; lastDay: Date; days: number }): Buffer {
  const next = generator(seed);
  const names = focusColumns.map(({ name }) => name);
  const rows = Array.from({ length: days }, (_, index) => {
    const day = new Date(lastDay.getTime() - (days - 1 - index) * dayMs);
    const isSpike = days - 1 - index === spikeDaysAgo;
    return lines.map((line) => recordOf(line, costOf(line, { day, index, isSpike, spread: next() }), day));
  });
  return Buffer.from([names, ...rows.flat().map((record) => names.map((name) => record[name] ?? ''))].map(toCsvLine).join(''));
}
