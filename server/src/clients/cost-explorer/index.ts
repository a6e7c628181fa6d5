import type * as Sdk from '@aws-sdk/client-cost-explorer';
import { z } from 'zod';

/** How to reach AWS Cost Explorer. */
export interface CostExplorerOptions {
  readonly region: string;
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
  /** Another server that speaks the same protocol (AWS JSON 1.1). */
  readonly endpoint?: string;
}

/** Cost of one service and account on one day; amounts as AWS prints them, decimal text. */
export interface DailyCost {
  /** `YYYY-MM-DD`, UTC. */
  readonly day: string;
  readonly service: string;
  readonly accountId: string;
  readonly currency: string;
  readonly unblended: string;
  readonly amortized: string;
  /** AWS has not closed the day yet. */
  readonly isEstimated: boolean;
}

/** One page of an answer. */
export interface DailyCostPage {
  readonly rows: readonly DailyCost[];
  readonly nextPage: string | null;
}

const money = z.object({ Amount: z.string(), Unit: z.string() });
const group = z.object({ Keys: z.array(z.string()).min(2), Metrics: z.object({ UnblendedCost: money, AmortizedCost: money }) });
const answer = z.object({
  ResultsByTime: z.array(z.object({ TimePeriod: z.object({ Start: z.string() }), Estimated: z.boolean().optional(), Groups: z.array(group).default([]) })),
  NextPageToken: z.string().optional(),
});

/** Reads one page of the daily cost by service and linked account. `to` is exclusive. AWS charges for each request. */
export interface CostExplorer {
  dailyCost(range: { from: string; to: string; page: string | null }, signal?: AbortSignal): Promise<DailyCostPage>;
}

async function connect({ region, credentials, endpoint }: CostExplorerOptions): Promise<{ sdk: typeof Sdk; client: Sdk.CostExplorerClient }> {
  const sdk = await import('@aws-sdk/client-cost-explorer');
  return { sdk, client: new sdk.CostExplorerClient({ region, credentials, maxAttempts: 3, requestHandler: { connectionTimeout: 5_000, requestTimeout: 20_000, throwOnRequestTimeout: true }, ...(endpoint !== undefined && { endpoint }) }) };
}

/** A client of AWS Cost Explorer, GetCostAndUsage. The SDK is loaded on first use. Throws the SDK's errors, and ZodError where the answer is not of the documented form. */
export function createCostExplorer(options: CostExplorerOptions): CostExplorer {
  let opened: ReturnType<typeof connect> | null = null;
  return {
    async dailyCost({ from, to, page }, signal) {
      const { sdk, client } = await (opened ??= connect(options));
      const command = new sdk.GetCostAndUsageCommand({
        TimePeriod: { Start: from, End: to }, Granularity: 'DAILY', Metrics: ['UnblendedCost', 'AmortizedCost'],
        GroupBy: [{ Type: 'DIMENSION', Key: 'SERVICE' }, { Type: 'DIMENSION', Key: 'LINKED_ACCOUNT' }], ...(page !== null && { NextPageToken: page }),
      });
      const { ResultsByTime, NextPageToken } = answer.parse(await client.send(command, signal === undefined ? {} : { abortSignal: signal }));
      const rows = ResultsByTime.flatMap(({ TimePeriod, Estimated, Groups }) => Groups.map(({ Keys: [service = '', accountId = ''], Metrics }) => ({
        day: TimePeriod.Start, service, accountId, currency: Metrics.UnblendedCost.Unit, unblended: Metrics.UnblendedCost.Amount, amortized: Metrics.AmortizedCost.Amount, isEstimated: Estimated ?? false,
      })));
      return { rows, nextPage: NextPageToken ?? null };
    },
  };
}
