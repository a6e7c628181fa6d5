import type { Bus } from '../../platform/bus/index.ts';
import type { Config } from '../../platform/config/index.ts';
import type { Clock } from '../../platform/context/index.ts';
import type { Database, Tx } from '../../platform/db/index.ts';
import type { Jobs } from '../../platform/jobs/index.ts';
import type { Storage } from '../../platform/storage/index.ts';
import type { WorkerPool } from '../../platform/workers/index.ts';
import type { Audit } from '../audit/index.ts';
import { AnomalyService } from './anomaly.service.ts';
import { BlockParser } from './block-parser.ts';
import { BudgetRepository } from './budget.repository.ts';
import { BudgetService } from './budget.service.ts';
import { exportCosts } from './cost-exporter.ts';
import { CostRepository } from './cost.repository.ts';
import { CostService } from './cost.service.ts';
import { CreditService } from './credit.service.ts';
import { ExplorerRepository } from './explorer.repository.ts';
import { ExplorerService } from './explorer.service.ts';
import { ExportRepository } from './export.repository.ts';
import type { Finops } from './finops.operations.ts';
import { withPolicy } from './finops.policy.ts';
import { ForecastService } from './forecast.service.ts';
import { defineImportJob } from './import.jobs.ts';
import { ImportRepository } from './import.repository.ts';
import { ImportService } from './import.service.ts';
import { Memo } from './memo.ts';
import { PartStore } from './part-store.ts';
import { defineAdviceJob } from './recommendation.jobs.ts';
import { RecommendationRepository } from './recommendation.repository.ts';
import { RecommendationService } from './recommendation.service.ts';
import { defineCleaningJob } from './cleaning.jobs.ts';

/** What the module stands on. */
export interface FinopsParts {
  readonly db: Database;
  readonly jobs: Jobs;
  readonly bus: Bus;
  readonly workers: WorkerPool;
  readonly storage: Storage;
  readonly audit: Audit;
  readonly clock: Clock;
  readonly config: Config;
}

/** Reading, planning and deciding. */
function createReading({ db, audit, clock, jobs }: FinopsParts) {
  const rows = new CostRepository(db);
  const memo = new Memo(() => rows.revision());
  const budgets = new BudgetRepository(db);
  const forecasts = new ForecastService(rows, memo);
  const costs = new CostService({ costs: rows, budgets, forecasts, anomalies: new AnomalyService(rows), memo });
  const recommendations = new RecommendationRepository(db);
  const advice = defineAdviceJob({ costs: rows, recommendations, clock });
  jobs.define(advice);
  return {
    costs, advice,
    plans: new BudgetService({ db, budgets, costs, forecasts, audit }),
    credits: new CreditService({ db, budgets, rows, costs, audit }),
    advising: new RecommendationService({ db, recommendations, audit }),
  };
}

/** Builds the module and defines its jobs; `scheduleCleaning` starts the daily one. */
export function createFinops(parts: FinopsParts): Finops & { scheduleCleaning(): Promise<void> } {
  const { db, jobs, bus, audit, clock, config } = parts;
  const { costs, advice, plans, credits, advising } = createReading(parts);
  const imports = new ImportRepository(db);
  const store = new PartStore({ db, storage: parts.storage, imports });
  const parser = new BlockParser(parts.workers);
  const onPublished = async (tx: Tx): Promise<void> => void await jobs.enqueue(advice, {}, { tx });
  const job = defineImportJob({ db, imports, store, parser, bus, clock, onPublished });
  jobs.define(job);
  const importing = new ImportService({ db, imports, store, parser, jobs, job, bus, audit, onPublished });
  const cleaning = defineCleaningJob(() => importing.removeAbandoned(new Date(clock.now() - 86_400_000)));
  jobs.define(cleaning);
  const explorer = new ExplorerService({ config, answers: new ExplorerRepository(db), imports: importing });
  const charges = new ExportRepository(db);
  const operations = withPolicy({
    openImport: (ctx, input) => importing.open(ctx, input),
    putImportPart: (ctx, id, part) => importing.putPart(ctx, id, part),
    startImport: (ctx, id) => importing.start(ctx, id),
    importFile: (ctx, file) => importing.importFile(ctx, file),
    syncCostExplorer: (ctx, range) => explorer.sync(ctx, range),
    getImport: (ctx, id) => importing.get(ctx, id),
    listImports: (ctx, filter) => importing.list(ctx, filter),
    cancelImport: (ctx, id) => importing.cancel(ctx, id),
    deleteImport: (ctx, id) => importing.delete(ctx, id),
    exportCosts: async (_ctx, input) => exportCosts(charges, input),
    costSpan: (ctx) => costs.span(ctx),
    costSummary: (ctx, filter) => costs.summary(ctx, filter),
    costBreakdown: (ctx, filter, dimensions) => costs.breakdown(ctx, filter, dimensions),
    recentBreakdown: (ctx, filter, dimensions) => costs.recentBreakdown(ctx, filter, dimensions),
    costResources: (ctx, filter, page) => costs.resources(ctx, filter, page),
    costOverview: (ctx) => costs.overview(ctx),
    costForecast: (ctx, filter) => costs.forecast(ctx, filter),
    costAnomalies: (ctx, filter) => costs.anomalies(ctx, filter),
    explainCostAnomaly: (ctx, filter) => costs.explain(ctx, filter),
    listBudgets: (ctx) => plans.list(ctx),
    createBudget: (ctx, input) => plans.create(ctx, input),
    updateBudget: (ctx, id, input) => plans.update(ctx, id, input),
    deleteBudget: (ctx, id) => plans.delete(ctx, id),
    listCredits: (ctx) => credits.list(ctx),
    createCredit: (ctx, input) => credits.create(ctx, input),
    deleteCredit: (ctx, id) => credits.delete(ctx, id),
    creditBalance: (ctx) => credits.balance(ctx),
    creditOverview: (ctx) => credits.overview(ctx),
    listRecommendations: (ctx, filter) => advising.list(ctx, filter),
    setRecommendationStatus: (ctx, id, status) => advising.setStatus(ctx, id, status),
  });
  return { ...operations, scheduleCleaning: () => jobs.schedule(cleaning, {}, { key: 'cost-imports', cron: '41 3 * * *' }) };
}
