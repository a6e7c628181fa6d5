import { type Database, runStatement, type Sql } from '../../platform/db/index.ts';
import type { CostFilter, CostRow, CostSpan, Dimension, Metric, ResourceCost } from './cost.types.ts';

/** SQL of each dimension; nothing of a request ever becomes SQL. */
const expressions: Readonly<Record<Dimension, string>> = {
  provider: 'g.provider', account: 'g.billing_account_id', subAccount: 'coalesce(g.sub_account_name, g.sub_account_id)', service: 'g.service', category: 'g.category',
  region: 'coalesce(g.region_id, g.region_name)', environment: 'g.environment', chargeCategory: 'g.charge_category', pricingCategory: 'g.pricing_category',
  day: 'd.day::text', month: `to_char(d.day, 'YYYY-MM')`,
};
const filtered = ['provider', 'account', 'subAccount', 'service', 'category', 'region', 'chargeCategory', 'pricingCategory'] as const;
const metrics: Readonly<Record<Metric, string>> = { billed: 'd.billed', effective: 'd.effective', list: 'd.list', contracted: 'd.contracted' };

/** A condition for each part of the filter, over `d` (day) and `g` (group). */
function conditions(filter: CostFilter): { text: string; values: unknown[] } {
  const values: unknown[] = [];
  const given = (value: unknown): string => `$${values.push(value)}`;
  const parts = ['true'];
  if (filter.from !== undefined) parts.push(`d.day >= ${given(filter.from)}`);
  if (filter.to !== undefined) parts.push(`d.day <= ${given(filter.to)}`);
  if (filter.currency !== undefined) parts.push(`g.currency = ${given(filter.currency)}`);
  if (filter.environments !== undefined) {
    const named = `g.environment = any(${given(filter.environments.filter((name) => name !== null))}::text[])`;
    parts.push(filter.environments.includes(null) ? `(${named} or g.environment is null)` : named);
  }
  for (const dimension of filtered) {
    const value = filter[dimension];
    if (value !== undefined) parts.push(`${expressions[dimension]} = ${given(value)}`);
  }
  return { text: parts.join(' and '), values };
}

interface SumRow {
  readonly keys: (string | null)[];
  readonly cost: string;
  readonly credits: string;
  readonly charges: string;
}

/** Costs as summed per day. */
export class CostRepository {
  readonly #sql: Sql;
  constructor(db: Database) {
    this.#sql = db.sql;
  }

  /** Changes with every change of the sums. */
  async revision(): Promise<string> {
    const { rows } = await runStatement(this.#sql, 'select value::text from cost_revision');
    return (rows[0] as { value: string } | undefined)?.value ?? '0';
  }

  async span(): Promise<CostSpan> {
    const { rows } = await runStatement(this.#sql, `select g.currency, min(d.day)::text as first, max(d.day)::text as last, trim_scale(sum(d.billed))::text as billed, sum(d.charges)::text as charges
      from cost_daily d join cost_groups g on g.id = d.group_id group by g.currency order by sum(abs(d.billed)) desc, g.currency`);
    const found = rows as { currency: string; first: string; last: string; billed: string; charges: string }[];
    const days = found.flatMap(({ first, last }) => [first, last]).sort();
    return {
      firstDay: days[0] ?? null, lastDay: days.at(-1) ?? null, charges: found.reduce((sum, { charges }) => sum + Number(charges), 0),
      currencies: found.map(({ currency, billed }) => ({ currency, billed })),
    };
  }

  /** Exact sums by the dimensions, in their order. */
  async sums(filter: CostFilter, dimensions: readonly Dimension[]): Promise<readonly CostRow[]> {
    const { text, values } = conditions(filter);
    const keys = dimensions.map((dimension) => expressions[dimension]);
    const places = keys.map((_, at) => String(at + 2)).join(', ');
    const { rows } = await runStatement(this.#sql, `select json_build_array(${keys.join(', ')}) as keys${keys.map((key, at) => `, ${key} as k${at}`).join('')},
        trim_scale(coalesce(sum(${metrics[filter.metric ?? 'billed']}), 0))::text as cost,
        trim_scale(coalesce(sum(-d.billed) filter (where g.charge_category = 'Credit'), 0))::text as credits, coalesce(sum(d.charges), 0)::text as charges
      from cost_daily d join cost_groups g on g.id = d.group_id where ${text} ${keys.length === 0 ? '' : `group by ${places} order by ${places}`}`, values);
    return (rows as SumRow[]).map(({ keys: found, cost, credits, charges }) => ({ keys: found, cost, credits, charges: Number(charges) }));
  }

  /** The dearest resources, from the charges themselves. */
  async resources(filter: CostFilter, page: { limit: number; offset: number }): Promise<{ items: readonly ResourceCost[]; total: number }> {
    const { text, values } = conditions(filter);
    const from = `from cost_charges d join cost_groups g on g.id = d.group_id join cost_imports i on i.id = d.import_id and i.status = 'completed' where ${text} and d.resource_id is not null`;
    const metric = filter.metric ?? 'billed';
    const { rows } = await runStatement(this.#sql, `select d.resource_id as "resourceId", max(d.resource_name) as "resourceName", max(d.resource_type) as "resourceType", g.service,
        trim_scale(coalesce(sum(${metrics[metric]}), 0))::text as cost, count(*)::int as charges,
        case when count(distinct d.consumed_unit) = 1 then trim_scale(sum(d.consumed_quantity))::text end as usage,
        case when count(distinct d.consumed_unit) = 1 then max(d.consumed_unit) end as "usageUnit", count(*) over ()::int as total
      ${from} group by d.resource_id, g.service order by sum(${metrics[metric]}) desc nulls last, d.resource_id limit $${values.length + 1} offset $${values.length + 2}`, [...values, page.limit, page.offset]);
    const found = rows as (ResourceCost & { total: number })[];
    return { items: found.map(({ total: _total, ...resource }) => resource), total: found[0]?.total ?? 0 };
  }

  /** What there is to choose from in filters. */
  async values(currency: string): Promise<Readonly<Record<'providers' | 'services' | 'regions' | 'subAccounts' | 'categories', readonly string[]>>> {
    const all = (key: string): string => `coalesce(array_agg(distinct ${key} order by ${key}) filter (where ${key} is not null), '{}')`;
    const { rows } = await runStatement(this.#sql, `select ${all(expressions.provider)} as providers, ${all(expressions.service)} as services, ${all(expressions.region)} as regions,
      ${all(expressions.subAccount)} as "subAccounts", ${all(expressions.category)} as categories from cost_groups g
      where g.currency = $1 and exists (select 1 from cost_daily d where d.group_id = g.id)`, [currency]);
    return rows[0] as Readonly<Record<'providers' | 'services' | 'regions' | 'subAccounts' | 'categories', readonly string[]>>;
  }
}
