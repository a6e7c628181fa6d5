import { type Database, runStatement, type Sql, type Tx } from '../../platform/db/index.ts';
import { contentId } from './content-id.ts';
import type { Advice, Recommendation, RecommendationFacts, RecommendationStatus } from './recommendation.types.ts';

const columns = `id, rule, subject, type, title, description, formula, trim_scale(saving)::text as saving, currency, priority, status, resource_id as "resourceId", resource_type as "resourceType", environment,
  resources, steps, is_current as "isCurrent", created_at as "createdAt", updated_at as "updatedAt", completed_at as "completedAt"`;
const region = 'coalesce(g.region_id, g.region_name)';
const charges = `from cost_charges c join cost_groups g on g.id = c.group_id join cost_imports i on i.id = c.import_id and i.status = 'completed' where c.day >= $1 and c.day <= $2 and g.currency = $3`;
const daily = 'from cost_daily d join cost_groups g on g.id = d.group_id where d.day >= $1 and d.day <= $2 and g.currency = $3';
const exact = (sum: string): string => `trim_scale(coalesce(${sum}, 0))::text`;
const standard = `c.description ~* 'standard' and c.description !~* 'infrequent|archive|glacier|cool|cold|nearline'`;
const infrequent = `c.description ~* 'infrequent|archive|glacier|cool|cold|nearline'`;

type Range = readonly [from: string, to: string, currency: string];

/** Recommendations, and what the rules read. */
export class RecommendationRepository {
  readonly #sql: Sql;
  constructor(db: Database) {
    this.#sql = db.sql;
  }

  async list(filter: { status?: RecommendationStatus }): Promise<readonly Recommendation[]> {
    const { rows } = await runStatement(this.#sql, `select ${columns} from cost_recommendations where (is_current or status <> 'pending') and ($1::text is null or status = $1) order by saving desc, id limit 500`, [filter.status ?? null]);
    return rows as Recommendation[];
  }

  async setStatus(tx: Tx, id: string, { status, at }: { status: RecommendationStatus; at: Date }): Promise<Recommendation | null> {
    const { rows } = await runStatement(tx, `update cost_recommendations set status = $2, updated_at = $3, completed_at = case when $2 = 'completed' then coalesce(completed_at, $3) end where id = $1 returning ${columns}`, [id, status, at]);
    return (rows as Recommendation[])[0] ?? null;
  }

  /** Writes what the rules found now; what people decided stays, what is no longer found is marked. */
  async replace(tx: Tx, advice: readonly Advice[], at: Date): Promise<void> {
    await runStatement(tx, 'update cost_recommendations set is_current = false where is_current');
    for (const one of advice) {
      const values = [
        contentId('recommendation', one.rule, one.subject), one.rule, one.subject, one.type, one.title, one.description, one.formula, one.saving, one.currency, one.priority,
        one.resourceId, one.resourceType, one.environment, one.resources, one.steps, at,
      ];
      await runStatement(tx, `insert into cost_recommendations (id, rule, subject, type, title, description, formula, saving, currency, priority, resource_id, resource_type, environment, resources, steps, created_at, updated_at, status, is_current)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $16, 'pending', true)
        on conflict (rule, subject) do update set type = $4, title = $5, description = $6, formula = $7, saving = $8, currency = $9, priority = $10, resource_id = $11, resource_type = $12, environment = $13,
          resources = $14, steps = $15, is_current = true, updated_at = case when cost_recommendations.formula = $7 then cost_recommendations.updated_at else $16 end`, values);
    }
  }

  async facts(window: { from: string; to: string; days: number; currency: string; seriesFrom: string }): Promise<RecommendationFacts> {
    const range: Range = [window.from, window.to, window.currency];
    const [totals, unused, rates, onDemand, idle, storage, services] = await Promise.all([
      this.#rows<{ total: string; unallocated: string }>(`select ${exact('sum(d.effective)')} as total, ${exact('sum(d.effective) filter (where g.environment is null)')} as unallocated ${daily}`, range),
      this.#rows<RecommendationFacts['unused'][number]>(`select c.commitment_id as "commitmentId", g.provider, ${exact(`sum(c.effective) filter (where c.commitment_status = 'Unused')`)} as unused,
        ${exact(`sum(c.effective) filter (where c.commitment_status = 'Used')`)} as used ${charges} and c.commitment_id is not null group by 1, 2 having sum(c.effective) filter (where c.commitment_status = 'Unused') > 0 order by 3 desc limit 50`, range),
      this.#rows<RecommendationFacts['rates'][number]>(`select g.provider, g.pricing_category as pricing, ${exact('sum(d.list)')} as list, ${exact('sum(d.effective)')} as effective ${daily}
        and g.pricing_category in ('Committed', 'Dynamic') and g.charge_category = 'Usage' group by 1, 2`, range),
      this.#rows<RecommendationFacts['onDemand'][number]>(`select g.provider, g.service, ${region} as region, g.environment, d.day::text as day, ${exact('sum(d.effective)')} as cost ${daily}
        and g.pricing_category = 'Standard' and g.charge_category = 'Usage' and g.category in ('Compute', 'Databases') group by 1, 2, 3, 4, 5`, range),
      this.#rows<RecommendationFacts['idle'][number]>(`select c.resource_id as "resourceId", max(c.resource_type) as "resourceType", max(g.service) as service, max(g.environment) as environment, max(c.description) as description, ${exact('sum(c.effective)')} as cost
        ${charges} and c.resource_id is not null and c.description ~* '\\m(idle|unattached|unassociated)\\M' group by 1 having sum(c.effective) > 0 order by sum(c.effective) desc limit 50`, range),
      this.#rows<RecommendationFacts['storage'][number]>(`select g.provider, g.service, ${region} as region, case when ${standard} then 'standard' else 'infrequent' end as kind, c.pricing_unit as unit,
        ${exact('sum(c.pricing_quantity)')} as quantity, trim_scale(max(c.list_unit_price))::text as "unitPrice" ${charges} and g.category = 'Storage' and g.charge_category = 'Usage' and c.pricing_unit ~* 'GB' and c.list_unit_price > 0
        and ((${standard}) or (${infrequent})) group by 1, 2, 3, 4, 5`, range),
      this.#rows<RecommendationFacts['services'][number]>(`select g.service, d.day::text as day, ${exact('sum(d.effective)')} as cost ${daily} and g.charge_category = 'Usage' group by 1, 2`, [window.seriesFrom, window.to, window.currency]),
    ]);
    const { total = '0', unallocated = '0' } = totals[0] ?? {};
    return { currency: window.currency, from: window.from, to: window.to, days: window.days, total, unallocated, unused, rates, onDemand, idle, storage, services };
  }

  async #rows<T>(text: string, range: Range): Promise<readonly T[]> {
    return (await runStatement(this.#sql, text, range)).rows as T[];
  }
}
