import type { UserCtx } from '../../platform/context/index.ts';
import type { BudgetInput, BudgetStatus, CreditBalance, CreditInput, CreditStatus } from './budget.types.ts';
import type { CostExport, ExportInput } from './cost-exporter.ts';
import type { AnomalyExplanation, CostAnomaly, CostFilter, CostForecast, CostRow, CostSpan, CostSummary, Dimension, Metric, ResourceCost } from './cost.types.ts';
import type { OpenImportInput, StartedImport } from './import.service.ts';
import type { CostImport, ImportMode, ImportStatus, Page } from './import.types.ts';
import type { Recommendation, RecommendationStatus } from './recommendation.types.ts';

/** Files of FOCUS data. */
interface ImportOperations {
  /** Announces a file that is sent in parts of at most 8 MiB. Errors: COST_FILE_TOO_LARGE 413 over 1 GiB, COST_FILE_EMPTY. */
  openImport(ctx: UserCtx, input: OpenImportInput): Promise<CostImport>;
  /** Takes part `number` (from zero); sending a part again replaces it. Errors: COST_PART_MISSING 409 naming the next, COST_IMPORT_ENDED 409. */
  putImportPart(ctx: UserCtx, importId: string, part: { number: number; content: Uint8Array }): Promise<CostImport>;
  /** Checks that the file is whole and begins as FOCUS data, then queues it. A file that is there already (same SHA-256) is not imported again. Errors: COST_FILE_MALFORMED 422 with line and column, COST_PART_MISSING 409. */
  startImport(ctx: UserCtx, importId: string): Promise<StartedImport>;
  /** As the three above, for a file in memory. */
  importFile(ctx: UserCtx, file: { filename: string; content: Uint8Array; mode: ImportMode; source?: CostImport['source'] }): Promise<StartedImport>;
  /** Imports whole months from AWS Cost Explorer. Errors: INTEGRATION_NOT_CONFIGURED naming the variables, COST_EXPLORER_FAILED 502, NO_COST_DATA. */
  syncCostExplorer(ctx: UserCtx, range: { from: string; to: string }): Promise<StartedImport>;
  getImport(ctx: UserCtx, importId: string): Promise<CostImport>;
  listImports(ctx: UserCtx, filter: { status?: ImportStatus; limit: number; offset: number }): Promise<Page<CostImport>>;
  /** Ends a running import; nothing of it stays. Error: COST_IMPORT_ENDED 409. */
  cancelImport(ctx: UserCtx, importId: string): Promise<CostImport>;
  /** Removes an import with its charges. Error: COST_IMPORT_RUNNING 409. */
  deleteImport(ctx: UserCtx, importId: string): Promise<void>;
  /** FOCUS 1.0 CSV of completed imports, made while it is sent. */
  exportCosts(ctx: UserCtx, input: ExportInput): Promise<CostExport>;
}

/** Reading costs. */
interface CostOperations {
  /** First and last day with charges, and the currencies. */
  costSpan(ctx: UserCtx): Promise<CostSpan>;
  /** The latest day, week or month there is data for, against the one before, with the month's forecast and budget. Source: ops#core-endpoints-priority-high. */
  costSummary(ctx: UserCtx, filter: CostFilter & { period: CostSummary['period'] }): Promise<CostSummary>;
  /** Exact sums by up to three dimensions, sorted by them. */
  costBreakdown(ctx: UserCtx, filter: CostFilter, dimensions: readonly Dimension[]): Promise<{ currency: string; metric: Metric; rows: readonly CostRow[] }>;
  /** As `costBreakdown`; without days the last thirty with data. Tells the range. */
  recentBreakdown(ctx: UserCtx, filter: CostFilter, dimensions: readonly Dimension[]): Promise<{ currency: string; metric: Metric; from: string; to: string; rows: readonly CostRow[] }>;
  /** The dearest resources, dearest first. */
  costResources(ctx: UserCtx, filter: CostFilter, page: { limit: number; offset: number }): Promise<Page<ResourceCost>>;
  /** The span and what there is to filter by. */
  costOverview(ctx: UserCtx): Promise<CostSpan & { readonly values: Readonly<Record<'providers' | 'services' | 'regions' | 'subAccounts' | 'categories', readonly string[]>> }>;
  /** Days to come with an 80 % interval and the back-tested error of the model. */
  costForecast(ctx: UserCtx, filter: CostFilter & { days: number }): Promise<CostForecast>;
  /** Days out of line, all services together and each for itself, latest first; the last 90 days when no range is given. */
  costAnomalies(ctx: UserCtx, filter: CostFilter): Promise<{ currency: string; metric: Metric; items: readonly CostAnomaly[] }>;
  /** Why a day costs what it does: changes by service, account, region and environment against the median of the four weeks before. Without `day` the latest anomaly, or the last day. Error: NO_COST_DATA 404. */
  explainCostAnomaly(ctx: UserCtx, filter: CostFilter & { day?: string }): Promise<AnomalyExplanation>;
}

/** What people plan and decide. */
interface PlanOperations {
  listBudgets(ctx: UserCtx): Promise<readonly BudgetStatus[]>;
  createBudget(ctx: UserCtx, input: BudgetInput): Promise<BudgetStatus>;
  /** Error: BUDGET_NOT_FOUND. */
  updateBudget(ctx: UserCtx, budgetId: string, input: BudgetInput): Promise<BudgetStatus>;
  deleteBudget(ctx: UserCtx, budgetId: string): Promise<void>;
  /** Grants with what FOCUS Credit charges used of them, and credits that were charged without a grant. */
  listCredits(ctx: UserCtx): Promise<readonly CreditStatus[]>;
  createCredit(ctx: UserCtx, input: CreditInput): Promise<CreditStatus>;
  /** Error: CREDIT_NOT_FOUND. */
  deleteCredit(ctx: UserCtx, creditId: string): Promise<void>;
  /** Balance, burn rate and how long it lasts. */
  creditBalance(ctx: UserCtx): Promise<CreditBalance>;
  /** Both of them. */
  creditOverview(ctx: UserCtx): Promise<{ readonly balance: CreditBalance; readonly items: readonly CreditStatus[] }>;
  /** What the data says could be saved, largest saving first. */
  listRecommendations(ctx: UserCtx, filter: { status?: RecommendationStatus }): Promise<readonly Recommendation[]>;
  /** Error: RECOMMENDATION_NOT_FOUND. */
  setRecommendationStatus(ctx: UserCtx, recommendationId: string, status: RecommendationStatus): Promise<Recommendation>;
}

/**
 * Cloud cost of the organisation; it belongs to all who may read it, not to a user. Amounts are exact decimal text; days
 * are UTC, `YYYY-MM-DD`. Reading needs `read:finops`, everything else `write:finops`; without it FORBIDDEN.
 */
export interface Finops extends ImportOperations, CostOperations, PlanOperations {}
