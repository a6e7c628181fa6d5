import type { ChargeGroup, FocusCharge } from './charge.ts';
import { focusColumns } from './columns.ts';
import { toCsvLine } from './csv.ts';

type Row = Omit<FocusCharge, 'line' | 'groupId' | 'day'> & { readonly group: ChargeGroup };

const printers: Readonly<Record<string, (row: Row) => string | null>> = {
  BilledCost: (row) => row.billed,
  BillingAccountId: (row) => row.group.billingAccountId,
  BillingCurrency: (row) => row.group.currency,
  BillingPeriodStart: (row) => `${row.group.billingPeriod}T00:00:00Z`,
  ChargeCategory: (row) => row.group.chargeCategory,
  ChargeDescription: (row) => row.description,
  ChargePeriodEnd: (row) => withoutMilliseconds(row.endsAt),
  ChargePeriodStart: (row) => withoutMilliseconds(row.startsAt),
  CommitmentDiscountId: (row) => row.commitmentId,
  CommitmentDiscountStatus: (row) => row.commitmentStatus,
  ConsumedQuantity: (row) => row.consumedQuantity,
  ConsumedUnit: (row) => row.consumedUnit,
  ContractedCost: (row) => row.contracted,
  EffectiveCost: (row) => row.effective,
  ListCost: (row) => row.list,
  ListUnitPrice: (row) => row.listUnitPrice,
  PricingCategory: (row) => row.group.pricingCategory,
  PricingQuantity: (row) => row.pricingQuantity,
  PricingUnit: (row) => row.pricingUnit,
  ProviderName: (row) => row.group.provider,
  RegionId: (row) => row.group.regionId,
  RegionName: (row) => row.group.regionName,
  ResourceId: (row) => row.resourceId,
  ResourceName: (row) => row.resourceName,
  ResourceType: (row) => row.resourceType,
  ServiceCategory: (row) => row.group.category,
  ServiceName: (row) => row.group.service,
  SkuId: (row) => row.skuId,
  SubAccountId: (row) => row.group.subAccountId,
  SubAccountName: (row) => row.group.subAccountName,
  Tags: (row) => (row.tags === null ? null : JSON.stringify(row.tags)),
};

function withoutMilliseconds(time: string | null): string | null {
  return time === null ? null : time.replace('.000Z', 'Z');
}

/** The header of an export: every column of FOCUS 1.0 in alphabetical order. */
export function focusHeader(): string {
  return toCsvLine(focusColumns.map(({ name }) => name));
}

/** One row of an export; reading it back gives the same charge. Providers' own columns are left out. */
export function focusLine(row: Row): string {
  return toCsvLine(focusColumns.map(({ name }) => {
    const print = printers[name];
    return print === undefined ? row.rest[name] ?? null : print(row);
  }));
}
