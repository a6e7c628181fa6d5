import { decimal, toNumber } from '../../lib/decimal.ts';
import { isUuid } from '../../lib/uuid.ts';
import type { UserCtx } from '../../platform/context/index.ts';
import type { Database, Tx } from '../../platform/db/index.ts';
import { newUuid } from '../../platform/ids.ts';
import type { Audit } from '../audit/index.ts';
import type { BudgetRepository } from './budget.repository.ts';
import type { Budget, BudgetInput, BudgetStatus } from './budget.types.ts';
import type { CostFilter } from './cost.types.ts';
import type { CostService } from './cost.service.ts';
import { finopsErrors } from './finops.errors.ts';
import type { ForecastService } from './forecast.service.ts';

export interface BudgetServiceParts {
  readonly db: Database;
  readonly budgets: BudgetRepository;
  readonly costs: CostService;
  readonly forecasts: ForecastService;
  readonly audit: Audit;
}

function filterOf({ environment, provider, service, currency }: Budget): CostFilter & { currency: string; metric: 'billed' } {
  return { currency, metric: 'billed', ...(environment !== null && { environments: [environment] }), ...(provider !== null && { provider }), ...(service !== null && { service }) };
}

function stateOf(spent: number, forecast: number, amount: number): BudgetStatus['state'] {
  if (spent > amount) return 'exceeded';
  return forecast > amount ? 'at-risk' : 'within';
}

/** Monthly budgets and how they stand. */
export class BudgetService {
  readonly #parts: BudgetServiceParts;
  constructor(parts: BudgetServiceParts) {
    this.#parts = parts;
  }

  async list(ctx: UserCtx): Promise<readonly BudgetStatus[]> {
    const budgets = await this.#parts.budgets.list();
    return await Promise.all(budgets.map((budget) => this.#status(ctx, budget)));
  }

  async create(ctx: UserCtx, input: BudgetInput): Promise<BudgetStatus> {
    const now = new Date(ctx.clock.now());
    return await this.#put(ctx, { ...input, id: newUuid(), createdAt: now, updatedAt: now }, 'CREATE');
  }

  async update(ctx: UserCtx, id: string, input: BudgetInput): Promise<BudgetStatus> {
    const known = isUuid(id) ? await this.#parts.budgets.find(id) : null;
    if (known === null) throw finopsErrors.BUDGET_NOT_FOUND({ details: { budget_id: id.slice(0, 100) } });
    return await this.#put(ctx, { ...input, id: known.id, createdAt: known.createdAt, updatedAt: new Date(ctx.clock.now()) }, 'UPDATE');
  }

  async delete(ctx: UserCtx, id: string): Promise<void> {
    await this.#parts.db.transaction(async (tx) => {
      if (!isUuid(id) || !(await this.#parts.budgets.delete(tx, id))) throw finopsErrors.BUDGET_NOT_FOUND({ details: { budget_id: id.slice(0, 100) } });
      await this.#record(tx, ctx, { eventType: 'DELETE', id, description: 'Deleted a budget' });
    });
  }

  async #put(ctx: UserCtx, budget: Budget, eventType: string): Promise<BudgetStatus> {
    await this.#parts.db.transaction(async (tx) => {
      await this.#parts.budgets.put(tx, budget);
      await this.#record(tx, ctx, { eventType, id: budget.id, description: `Budget ${budget.name}: ${budget.amount} ${budget.currency} a month` });
    });
    return await this.#status(ctx, budget);
  }

  async #status(ctx: UserCtx, budget: Budget): Promise<BudgetStatus> {
    const { toDate, endOfMonth } = await this.#parts.forecasts.month(filterOf(budget), await this.#parts.costs.span(ctx));
    const [spent, forecast, amount] = [toDate, endOfMonth.predicted, budget.amount].map((text) => toNumber(decimal(text))) as [number, number, number];
    return { ...budget, spent: toDate, forecast: endOfMonth.predicted, usedPercentage: Math.round((spent / amount) * 1000) / 10, state: stateOf(spent, forecast, amount) };
  }

  async #record(tx: Tx, ctx: UserCtx, entry: { eventType: string; id: string; description: string }): Promise<void> {
    await this.#parts.audit.record(tx, ctx, { eventType: entry.eventType, resourceType: 'budget', resourceId: entry.id, description: entry.description, status: 'success' });
  }
}
