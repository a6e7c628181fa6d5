import { type CostExplorer, createCostExplorer, type DailyCost, type DailyCostPage } from '../../clients/cost-explorer/index.ts';
import { focusColumns, toCsvLine } from '../../engines/focus/index.ts';
import type { Config } from '../../platform/config/index.ts';
import type { UserCtx } from '../../platform/context/index.ts';
import { errors } from '../../platform/errors/index.ts';
import { addDays, dayOf, monthEnd, monthStart } from './days.ts';
import type { ExplorerRepository } from './explorer.repository.ts';
import { finopsErrors } from './finops.errors.ts';
import type { ImportService, StartedImport } from './import.service.ts';

/** Days of the running month still change: their answers are kept for six hours, those of closed months for thirty days. */
const freshMs = 6 * 3_600_000;
const closedMs = 30 * 86_400_000;
const maxPages = 200;

export interface ExplorerServiceParts {
  readonly config: Config;
  readonly answers: ExplorerRepository;
  readonly imports: ImportService;
}

/** Cost Explorer knows the linked accounts but not the payer. */
const billingAccount = 'aws-cost-explorer';

function toRecord(row: DailyCost): Readonly<Record<string, string>> {
  const month = monthStart(row.day);
  return {
    BilledCost: row.unblended, EffectiveCost: row.amortized, BillingCurrency: row.currency, BillingAccountId: billingAccount, BillingAccountName: 'AWS Cost Explorer',
    BillingPeriodStart: `${month}T00:00:00Z`, BillingPeriodEnd: `${addDays(monthEnd(row.day), 1)}T00:00:00Z`, ChargePeriodStart: `${row.day}T00:00:00Z`, ChargePeriodEnd: `${addDays(row.day, 1)}T00:00:00Z`,
    ChargeCategory: 'Usage', ChargeDescription: row.isEstimated ? 'Daily cost by Cost Explorer, estimated' : 'Daily cost by Cost Explorer',
    ProviderName: 'AWS', PublisherName: 'AWS', InvoiceIssuerName: 'AWS', ServiceName: row.service, SubAccountId: row.accountId, SubAccountName: row.accountId,
  };
}

function toFocus(rows: readonly DailyCost[]): Buffer {
  const names = focusColumns.map(({ name }) => name);
  return Buffer.from([names, ...rows.map(toRecord).map((record) => names.map((name) => record[name] ?? ''))].map(toCsvLine).join(''));
}

/** Whole months of daily cost from AWS Cost Explorer, through the same import as files. */
export class ExplorerService {
  readonly #parts: ExplorerServiceParts;
  #client: CostExplorer | null = null;
  constructor(parts: ExplorerServiceParts) {
    this.#parts = parts;
  }

  isConfigured(): boolean {
    const { AWS_COST_EXPLORER: isOn, AWS_ACCESS_KEY_ID: id, AWS_SECRET_ACCESS_KEY: key } = this.#parts.config;
    return isOn && id !== undefined && key !== undefined;
  }

  /** Fetches the months that hold the days and replaces what Cost Explorer said of them before. Errors: INTEGRATION_NOT_CONFIGURED, COST_EXPLORER_FAILED. */
  async sync(ctx: UserCtx, range: { from: string; to: string }): Promise<StartedImport> {
    const client = this.#open();
    const today = dayOf(ctx.clock.now());
    const rows: DailyCost[] = [];
    for (let month = monthStart(range.from); month <= range.to && month <= today; month = addDays(monthEnd(month), 1)) {
      const end = addDays(monthEnd(month), 1);
      rows.push(...await this.#month(ctx, client, { from: month, to: end > today ? addDays(today, 1) : end, isClosed: end < addDays(today, -10) }));
    }
    if (rows.length === 0) throw finopsErrors.NO_COST_DATA({ message: `Cost Explorer knows no cost from ${range.from} to ${range.to}` });
    return await this.#parts.imports.importFile(ctx, { filename: `cost-explorer-${range.from}-${range.to}.csv`, content: toFocus(rows), mode: 'replace', source: 'cost-explorer' });
  }

  #open(): CostExplorer {
    const { AWS_COST_EXPLORER_ENDPOINT: endpoint, AWS_REGION: region, AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey } = this.#parts.config;
    if (!this.isConfigured() || accessKeyId === undefined || secretAccessKey === undefined) {
      throw errors.INTEGRATION_NOT_CONFIGURED({
        message: 'AWS Cost Explorer is not configured: set AWS_COST_EXPLORER=true with AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY of a user that may ce:GetCostAndUsage, or import a FOCUS export',
        details: { integration: 'aws-cost-explorer', variables: ['AWS_COST_EXPLORER', 'AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'] },
      });
    }
    this.#client ??= createCostExplorer({ region, credentials: { accessKeyId, secretAccessKey }, ...(endpoint !== undefined && { endpoint }) });
    return this.#client;
  }

  async #month(ctx: UserCtx, client: CostExplorer, { from, to, isClosed }: { from: string; to: string; isClosed: boolean }): Promise<readonly DailyCost[]> {
    const now = ctx.clock.now();
    const since = new Date(now - (isClosed ? closedMs : freshMs));
    const rows: DailyCost[] = [];
    let page: string | null = null;
    for (let count = 0; count < maxPages; count += 1) {
      const question = JSON.stringify([from, to, page]);
      const known = await this.#parts.answers.find(question, since);
      const answer: DailyCostPage = known ?? await ask(client, { from, to, page }, ctx.signal);
      if (known === null) await this.#parts.answers.keep(question, answer, new Date(now));
      rows.push(...answer.rows);
      page = answer.nextPage;
      if (page === null) return rows;
    }
    throw finopsErrors.COST_EXPLORER_FAILED({ message: 'Cost Explorer answers without end' });
  }
}

async function ask(client: CostExplorer, range: { from: string; to: string; page: string | null }, signal: AbortSignal): ReturnType<CostExplorer['dailyCost']> {
  try {
    return await client.dailyCost(range, signal);
  } catch (cause) {
    const { name } = cause as Error;
    throw finopsErrors.COST_EXPLORER_FAILED({ message: `AWS Cost Explorer refused: ${name}`, cause });
  }
}
