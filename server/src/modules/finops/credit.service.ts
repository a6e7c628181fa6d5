import { add, decimal, formatDecimal, multiply, round, toNumber, zero } from '../../lib/decimal.ts';
import { isUuid } from '../../lib/uuid.ts';
import type { UserCtx } from '../../platform/context/index.ts';
import type { Database } from '../../platform/db/index.ts';
import { newUuid } from '../../platform/ids.ts';
import type { Audit } from '../audit/index.ts';
import type { BudgetRepository } from './budget.repository.ts';
import type { CreditBalance, CreditInput, CreditStatus } from './budget.types.ts';
import type { CostRepository } from './cost.repository.ts';
import { withDefaults, type CostService } from './cost.service.ts';
import { type CreditUse, creditLedger } from './credit-ledger.ts';
import { addDays, dayOf } from './days.ts';
import { finopsErrors } from './finops.errors.ts';

export interface CreditServiceParts {
  readonly db: Database;
  readonly budgets: BudgetRepository;
  readonly rows: CostRepository;
  readonly costs: CostService;
  readonly audit: Audit;
}

const burnDays = 30;

/** Credits: grants that people entered and what the charges used of them. */
export class CreditService {
  readonly #parts: CreditServiceParts;
  constructor(parts: CreditServiceParts) {
    this.#parts = parts;
  }

  async list(ctx: UserCtx): Promise<readonly CreditStatus[]> {
    return creditLedger(await this.#parts.budgets.credits(), await this.#uses(ctx), dayOf(ctx.clock.now()));
  }

  /** Balance and burn rate in the currency with the largest cost. */
  async balance(ctx: UserCtx): Promise<CreditBalance> {
    const span = await this.#parts.costs.span(ctx);
    const grants = await this.#parts.budgets.credits();
    const currency = span.currencies.length > 0 ? withDefaults({}, span).currency : grants[0]?.currency ?? 'USD';
    const uses = (await this.#uses(ctx)).filter((use) => use.currency === currency);
    const active = creditLedger(grants, uses, dayOf(ctx.clock.now())).filter((credit) => credit.status === 'active' && credit.currency === currency);
    const balance = active.map(({ remaining }) => decimal(remaining)).reduce(add, zero);
    const since = addDays(span.lastDay ?? dayOf(ctx.clock.now()), 1 - burnDays);
    const burned = uses.filter(({ day }) => day >= since).map(({ amount }) => decimal(amount)).reduce(add, zero);
    const rate = round(multiply(burned, decimal((1 / burnDays).toFixed(20))), 6);
    return {
      currency, balance: formatDecimal(balance), burnRatePerDay: formatDecimal(rate),
      remainingDays: rate.units <= 0n ? null : Math.floor(toNumber(balance) / toNumber(rate)),
      expiryDate: active.map(({ expiryDate }) => expiryDate).sort()[0] ?? null,
      lastUpdated: span.lastDay === null ? new Date(ctx.clock.now()) : new Date(`${span.lastDay}T00:00:00Z`),
    };
  }

  async overview(ctx: UserCtx): Promise<{ balance: CreditBalance; items: readonly CreditStatus[] }> {
    return { balance: await this.balance(ctx), items: await this.list(ctx) };
  }

  async create(ctx: UserCtx, input: CreditInput): Promise<CreditStatus> {
    const credit = { ...input, id: newUuid(), createdAt: new Date(ctx.clock.now()) };
    await this.#parts.db.transaction(async (tx) => {
      await this.#parts.budgets.insertCredit(tx, credit);
      await this.#parts.audit.record(tx, ctx, { eventType: 'CREATE', resourceType: 'credit', resourceId: credit.id, description: `Entered credits of ${credit.amount} ${credit.currency} from ${credit.provider}`, status: 'success' });
    });
    const made = (await this.list(ctx)).find(({ id }) => id === credit.id);
    if (made === undefined) throw new Error('the credit was just entered');
    return made;
  }

  async delete(ctx: UserCtx, id: string): Promise<void> {
    await this.#parts.db.transaction(async (tx) => {
      if (!isUuid(id) || !(await this.#parts.budgets.deleteCredit(tx, id))) throw finopsErrors.CREDIT_NOT_FOUND({ details: { credit_id: id.slice(0, 100) } });
      await this.#parts.audit.record(tx, ctx, { eventType: 'DELETE', resourceType: 'credit', resourceId: id, description: 'Deleted credits', status: 'success' });
    });
  }

  async #uses(ctx: UserCtx): Promise<CreditUse[]> {
    const { currencies } = await this.#parts.costs.span(ctx);
    const byCurrency = await Promise.all(currencies.map(async ({ currency }) => {
      const rows = await this.#parts.rows.sums({ currency, chargeCategory: 'Credit' }, ['provider', 'day']);
      return rows.map(({ keys: [provider, day], credits }): CreditUse => ({ provider: provider ?? '', day: day ?? '', currency, amount: credits }));
    }));
    return byCurrency.flat().filter(({ amount }) => decimal(amount).units > 0n);
  }
}
