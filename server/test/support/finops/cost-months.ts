import type { FocusRow } from './focus-file.ts';

const day = (at: number): string => new Date(Date.UTC(2026, 0, 1 + at)).toISOString().slice(0, 10);

/** 80 days from 2026-01-01: two services in two environments with a weekend, a spike on 2026-03-10, commitments, an idle address, storage classes and credits. */
export function costMonths(): FocusRow[] {
  const rows: FocusRow[] = [];
  for (let at = 0; at < 80; at += 1) {
    const weekend = [2, 3].includes(at % 7);
    const start = `${day(at)}T00:00:00Z`;
    const month = `${start.slice(0, 7)}-01T00:00:00Z`;
    const base = { ChargePeriodStart: start, ChargePeriodEnd: '', BillingPeriodStart: month, BillingPeriodEnd: '' };
    const cost = (value: number): FocusRow => ({ BilledCost: value.toFixed(2), EffectiveCost: value.toFixed(2), ListCost: value.toFixed(2), ContractedCost: value.toFixed(2) });
    const spike = day(at) === '2026-03-10' ? 300 : 0;
    rows.push(
      { ...base, ...cost((weekend ? 60 : 100) + (at % 5) + spike), ServiceName: 'Amazon EC2', ServiceCategory: 'Compute', ResourceId: 'i-web', Tags: '{"env":"prod"}', SubAccountName: spike > 0 ? 'Shop' : 'Shop' },
      { ...base, ...cost(20 + (at % 3)), ServiceName: 'Amazon EC2', ServiceCategory: 'Compute', ResourceId: 'i-test', Tags: '{"env":"dev"}', SubAccountName: 'Lab' },
      { ...base, ...cost(5), ServiceName: 'Amazon S3', ResourceId: 'bucket', Tags: '', ChargeDescription: '$0.023 per GB of standard storage', PricingUnit: 'GB-Months', PricingQuantity: '217', ListUnitPrice: '0.023' },
      { ...base, ...cost(0.5), ServiceName: 'Amazon S3', ResourceId: 'bucket', Tags: '', ChargeDescription: '$0.0125 per GB of Standard-Infrequent Access storage', PricingUnit: 'GB-Months', PricingQuantity: '40', ListUnitPrice: '0.0125' },
      { ...base, ...cost(0.12), ServiceName: 'Amazon VPC', ServiceCategory: 'Networking', ResourceId: 'eip-1', ResourceType: 'ip', Tags: '{"env":"dev"}', ChargeDescription: '$0.005 per Idle public IPv4 address per hour' },
      { ...base, BilledCost: '0', EffectiveCost: '7', ListCost: '10', ContractedCost: '10', ServiceName: 'Amazon EC2', ServiceCategory: 'Compute', PricingCategory: 'Committed', CommitmentDiscountId: 'sp-1', CommitmentDiscountStatus: 'Used', Tags: '{"env":"prod"}' },
      { ...base, BilledCost: '0', EffectiveCost: '1.5', ListCost: '0', ContractedCost: '0', ServiceName: 'Amazon EC2', ServiceCategory: 'Compute', PricingCategory: 'Committed', CommitmentDiscountId: 'sp-1', CommitmentDiscountStatus: 'Unused', Tags: '{"env":"prod"}' },
    );
    if (at % 10 === 0) rows.push({ ...base, BilledCost: '-3', EffectiveCost: '-3', ListCost: '0', ContractedCost: '0', ChargeCategory: 'Credit', ServiceName: 'Amazon EC2', Tags: '' });
  }
  return rows;
}
