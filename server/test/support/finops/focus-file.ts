import { focusColumns, toCsvLine } from '../../../src/engines/focus/index.ts';

/** Values of one row by FOCUS name; what is not given is taken from `plainRow`. */
export type FocusRow = Readonly<Record<string, string>>;

export const plainRow: FocusRow = {
  BilledCost: '1.5', EffectiveCost: '1.25', ListCost: '2', ContractedCost: '1.75', BillingCurrency: 'USD', BillingAccountId: '100', BillingAccountName: 'Payer', ProviderName: 'AWS',
  BillingPeriodStart: '2026-03-01T00:00:00Z', BillingPeriodEnd: '2026-04-01T00:00:00Z', ChargePeriodStart: '2026-03-02T00:00:00Z', ChargePeriodEnd: '2026-03-03T00:00:00Z',
  ChargeCategory: 'Usage', ServiceName: 'Amazon S3', ServiceCategory: 'Storage', SubAccountId: '200', SubAccountName: 'Shop', RegionId: 'eu-west-1', RegionName: 'EU (Ireland)',
  PricingCategory: 'Standard', PricingQuantity: '1', PricingUnit: 'GB', Tags: '{"env":"prod"}', InvoiceIssuerName: 'AWS', PublisherName: 'AWS', ChargeDescription: 'Storage',
};

/** A FOCUS 1.0 file with these rows. */
export function focusFile(rows: readonly FocusRow[]): Buffer {
  const names = focusColumns.map(({ name }) => name);
  return Buffer.from([names, ...rows.map((row) => names.map((name) => row[name] ?? plainRow[name] ?? ''))].map(toCsvLine).join(''));
}

/** `n` rows over 28 days, services and accounts, made by arithmetic alone: the same every time. */
export function manyRows(n: number): FocusRow[] {
  return Array.from({ length: n }, (_, at) => ({
    BilledCost: `${at % 7}.${String(at % 1000).padStart(11, '0')}`, EffectiveCost: `0.${String(at % 997).padStart(11, '0')}`, ServiceName: `Service ${at % 13}`, SubAccountId: String(at % 11),
    ChargePeriodStart: `2026-03-${String((at % 28) + 1).padStart(2, '0')}T00:00:00Z`, ResourceId: `resource-${at}`, ChargeDescription: `Row ${at} of a file that is made by arithmetic`,
  }));
}
