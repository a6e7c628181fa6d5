import type { App } from '../app.ts';
import type { UserCtx } from '../platform/context/index.ts';
import { demoCosts } from './cost-model.ts';

const days = 90;
const dayMs = 86_400_000;

/** Ninety days of cost up to yesterday by a stated model, a budget and a grant of credits: labelled as demonstration. Nothing where costs are there already. */
export async function seedCosts(app: App, ctx: UserCtx, seed: number): Promise<string> {
  const { finops } = app.modules;
  if ((await finops.costSpan(ctx)).lastDay !== null || (await finops.listImports(ctx, { limit: 1, offset: 0 })).total > 0) return 'costs are there already';
  const today = Math.floor(ctx.clock.now() / dayMs) * dayMs;
  const content = demoCosts({ seed, lastDay: new Date(today - dayMs), days });
  const day = (offset: number): string => new Date(today + offset * dayMs).toISOString().slice(0, 10);
  await finops.importFile(ctx, { filename: `demonstration-costs-seed-${seed}.csv`, content, mode: 'add', source: 'demo' });
  await finops.createBudget(ctx, { name: 'Demonstration: all clouds', environment: null, provider: null, service: null, currency: 'USD', amount: '21500' });
  await finops.createCredit(ctx, {
    provider: 'AWS', creditType: 'promotional', amount: '5000', currency: 'USD', startDate: day(-days), expiryDate: day(180), description: 'Demonstration: a programme of the provider',
  });
  return `importing ${days} days of made-up cost`;
}
