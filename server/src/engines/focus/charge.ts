import type { Environment } from './environment.ts';

/** What charges are summed by: everything that costs are filtered and grouped by, but the day. */
export interface ChargeGroup {
  readonly provider: string;
  readonly billingAccountId: string;
  readonly subAccountId: string | null;
  readonly subAccountName: string | null;
  readonly service: string;
  readonly category: string | null;
  readonly regionId: string | null;
  readonly regionName: string | null;
  /** By the tags; null where they name none. */
  readonly environment: Environment | null;
  /** Usage, Purchase, Tax, Credit or Adjustment. */
  readonly chargeCategory: string;
  readonly pricingCategory: string | null;
  /** ISO 4217. */
  readonly currency: string;
  /** First day of the billing period, `YYYY-MM-DD`. */
  readonly billingPeriod: string;
}

/** One row of FOCUS data. Amounts are exact decimal text in the group's currency; times UTC ISO 8601 with Z. */
export interface FocusCharge {
  /** Line of the file on which the row begins. */
  readonly line: number;
  /** UUID made of the group's content: equal groups have equal ids everywhere. */
  readonly groupId: string;
  /** UTC day on which the charge period begins, `YYYY-MM-DD`. */
  readonly day: string;
  readonly startsAt: string;
  readonly endsAt: string | null;
  readonly billed: string;
  readonly effective: string;
  readonly list: string | null;
  readonly contracted: string | null;
  readonly listUnitPrice: string | null;
  readonly pricingQuantity: string | null;
  readonly pricingUnit: string | null;
  readonly consumedQuantity: string | null;
  readonly consumedUnit: string | null;
  readonly resourceId: string | null;
  readonly resourceName: string | null;
  readonly resourceType: string | null;
  readonly skuId: string | null;
  readonly commitmentId: string | null;
  /** Used or Unused. */
  readonly commitmentStatus: string | null;
  readonly description: string | null;
  readonly tags: Readonly<Record<string, string>> | null;
  /** Every other column that holds something, by the file's name. */
  readonly rest: Readonly<Record<string, string>>;
}
