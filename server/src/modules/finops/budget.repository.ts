import type { Environment } from '../../engines/focus/index.ts';
import { type Database, runStatement, type Sql, type Tx } from '../../platform/db/index.ts';
import type { Budget, Credit } from './budget.types.ts';
import type { CostFilter } from './cost.types.ts';

const budgetColumns = `id, name, environment, provider, service, currency, trim_scale(amount)::text as amount, created_at as "createdAt", updated_at as "updatedAt"`;
const creditColumns = `id, provider, credit_type as "creditType", trim_scale(amount)::text as amount, currency, start_date::text as "startDate", expiry_date::text as "expiryDate", description, created_at as "createdAt"`;

type Scope = { readonly environment: Environment | null; readonly provider: string | null; readonly service: string | null };

/** Budgets and credit grants, entered by people. */
export class BudgetRepository {
  readonly #sql: Sql;
  constructor(db: Database) {
    this.#sql = db.sql;
  }

  async list(): Promise<readonly Budget[]> {
    return (await runStatement(this.#sql, `select ${budgetColumns} from cost_budgets order by name, id limit 500`)).rows as Budget[];
  }

  async find(id: string): Promise<Budget | null> {
    return ((await runStatement(this.#sql, `select ${budgetColumns} from cost_budgets where id = $1`, [id])).rows as Budget[])[0] ?? null;
  }

  async put(tx: Tx, { id, name, environment, provider, service, currency, amount, createdAt, updatedAt }: Budget): Promise<void> {
    await runStatement(tx, `insert into cost_budgets (id, name, environment, provider, service, currency, amount, created_at, updated_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
      on conflict (id) do update set name = $2, environment = $3, provider = $4, service = $5, currency = $6, amount = $7, updated_at = $9`, [id, name, environment, provider, service, currency, amount, createdAt, updatedAt]);
  }

  async delete(tx: Tx, id: string): Promise<boolean> {
    return (await runStatement(tx, 'delete from cost_budgets where id = $1', [id])).rowCount === 1;
  }

  /**
   * The monthly budget of what a filter means: that of exactly this scope; for everything, without a budget of its own,
   * the sum of the environments' budgets. Null where there is none.
   */
  async total(filter: CostFilter & { currency: string }): Promise<string | null> {
    const scope = scopeOf(filter);
    if (scope === null) return null;
    const own = await this.#sum('environment is not distinct from $2 and provider is not distinct from $3 and service is not distinct from $4', [filter.currency, scope.environment, scope.provider, scope.service]);
    const isAll = Object.values(scope).every((part) => part === null);
    return own ?? (isAll ? await this.#sum('environment is not null and provider is null and service is null', [filter.currency]) : null);
  }

  async credits(): Promise<readonly Credit[]> {
    return (await runStatement(this.#sql, `select ${creditColumns} from cost_credits order by expiry_date, id limit 500`)).rows as Credit[];
  }

  async insertCredit(tx: Tx, { id, provider, creditType, amount, currency, startDate, expiryDate, description, createdAt }: Credit): Promise<void> {
    await runStatement(tx, 'insert into cost_credits (id, provider, credit_type, amount, currency, start_date, expiry_date, description, created_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)', [id, provider, creditType, amount, currency, startDate, expiryDate, description, createdAt]);
  }

  async deleteCredit(tx: Tx, id: string): Promise<boolean> {
    return (await runStatement(tx, 'delete from cost_credits where id = $1', [id])).rowCount === 1;
  }

  async #sum(where: string, values: readonly unknown[]): Promise<string | null> {
    const { rows } = await runStatement(this.#sql, `select trim_scale(sum(amount))::text as total from cost_budgets where currency = $1 and ${where}`, values);
    return (rows[0] as { total: string | null } | undefined)?.total ?? null;
  }
}

/** The scope a budget could have; null for what none can have. */
function scopeOf({ environments, provider, service, account, subAccount, region, category, chargeCategory, pricingCategory }: CostFilter): Scope | null {
  const isFiner = [account, subAccount, region, category, chargeCategory, pricingCategory].some((part) => part !== undefined);
  const named = environments?.filter((name) => name !== null) ?? [];
  if (isFiner || named.length > 1 || (environments !== undefined && named.length === 0)) return null;
  return { environment: named[0] ?? null, provider: provider ?? null, service: service ?? null };
}
