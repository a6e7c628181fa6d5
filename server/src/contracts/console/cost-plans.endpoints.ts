import { z } from 'zod';
import { iso, isoOrNull } from '../../lib/time.ts';
import type { BudgetStatus, CreditStatus, Recommendation } from '../../modules/finops/index.ts';
import { endpoint } from '../kit/index.ts';
import { presentImport } from './cost-imports.endpoints.ts';
import { budget, credit, creditBalance, newBudget, newCredit, recommendation, recommendationStatus, startedImport } from './costs.wire.ts';

const guide = 'console#costs';
const [permission, changing] = ['read:finops', 'write:finops'];
const byId = z.object({ id: z.uuid() });
const idReply = z.object({ id: z.uuid() });

const presentBudget = ({ createdAt, updatedAt, ...rest }: BudgetStatus): z.input<typeof budget> => ({ ...rest, createdAt: iso(createdAt), updatedAt: iso(updatedAt) });
const presentCredit = ({ createdAt, ...rest }: CreditStatus): z.input<typeof credit> => ({ ...rest, createdAt: iso(createdAt) });

function presentRecommendation({ id, rule, type, title, description, formula, saving, currency, priority, status, resourceId, steps, isCurrent, ...times }: Recommendation): z.input<typeof recommendation> {
  return {
    id, rule, type, title, description, formula, saving, currency, priority, status, resourceId, steps: [...steps], isCurrent,
    createdAt: iso(times.createdAt), updatedAt: iso(times.updatedAt), completedAt: isoOrNull(times.completedAt),
  };
}

/** Budgets, credits, recommendations, and reading from the provider. */
export const costPlanEndpoints = [
  endpoint('GET /api/console/v1/costs/budgets', {
    guide, permission, summary: 'Monthly budgets and how they stand', reply: z.array(budget),
    run: (m, ctx) => m.finops.listBudgets(ctx),
    present: (budgets) => budgets.map(presentBudget),
  }),
  endpoint('POST /api/console/v1/costs/budgets', {
    guide, permission: changing, summary: 'Makes a budget', status: 201, body: newBudget, reply: budget,
    run: (m, ctx, { body }) => m.finops.createBudget(ctx, body),
    present: presentBudget,
  }),
  endpoint('PUT /api/console/v1/costs/budgets/{id}', {
    guide, permission: changing, summary: 'Replaces a budget', params: byId, body: newBudget, reply: budget,
    run: (m, ctx, { params, body }) => m.finops.updateBudget(ctx, params.id, body),
    present: presentBudget,
  }),
  endpoint('DELETE /api/console/v1/costs/budgets/{id}', {
    guide, permission: changing, summary: 'Deletes a budget', params: byId, reply: idReply,
    run: (m, ctx, { params }) => m.finops.deleteBudget(ctx, params.id),
    present: (_result, { params }) => ({ id: params.id }),
  }),
  endpoint('GET /api/console/v1/costs/credits', {
    guide, permission, summary: 'Credits, what was used of them, and how long they last', reply: z.object({ balance: creditBalance, items: z.array(credit) }),
    run: (m, ctx) => m.finops.creditOverview(ctx),
    present: ({ balance, items }) => ({ balance: { ...balance, lastUpdated: iso(balance.lastUpdated) }, items: items.map(presentCredit) }),
  }),
  endpoint('POST /api/console/v1/costs/credits', {
    guide, permission: changing, summary: 'Enters a grant of credits', status: 201, body: newCredit, reply: credit,
    run: (m, ctx, { body }) => m.finops.createCredit(ctx, body),
    present: presentCredit,
  }),
  endpoint('DELETE /api/console/v1/costs/credits/{id}', {
    guide, permission: changing, summary: 'Deletes a grant', params: byId, reply: idReply,
    run: (m, ctx, { params }) => m.finops.deleteCredit(ctx, params.id),
    present: (_result, { params }) => ({ id: params.id }),
  }),
  endpoint('GET /api/console/v1/costs/recommendations', {
    guide, permission, summary: 'Ways to save, largest saving first', query: z.object({ status: recommendationStatus.optional() }), reply: z.array(recommendation),
    run: (m, ctx, { query }) => m.finops.listRecommendations(ctx, query.status === undefined ? {} : { status: query.status }),
    present: (found) => found.map(presentRecommendation),
  }),
  endpoint('PATCH /api/console/v1/costs/recommendations/{id}', {
    guide, permission: changing, summary: 'Sets the state of a recommendation', params: byId, body: z.strictObject({ status: recommendationStatus }), reply: recommendation,
    run: (m, ctx, { params, body }) => m.finops.setRecommendationStatus(ctx, params.id, body.status),
    present: presentRecommendation,
  }),
  endpoint('POST /api/console/v1/costs/cost-explorer', {
    guide, permission: changing, summary: 'Imports whole months from AWS Cost Explorer', status: 202, reply: startedImport,
    body: z.strictObject({ from: z.iso.date(), to: z.iso.date() }).refine(({ from, to }) => from <= to && from >= '2015-01-01', { path: ['to'], message: 'lies before from, or from before 2015' }),
    run: (m, ctx, { body }) => m.finops.syncCostExplorer(ctx, body),
    present: ({ import: one, isNew }) => ({ ...presentImport(one), isNew }),
  }),
];
