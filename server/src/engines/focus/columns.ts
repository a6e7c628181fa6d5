/** How a value of a column is written. */
export type ColumnType = 'text' | 'decimal' | 'time' | 'tags';

/** One column of FOCUS 1.0. */
export interface Column {
  readonly name: string;
  readonly type: ColumnType;
  /** `essential`: no cost can be told without it. `mandatory` and `conditional` are the specification's words; a missing mandatory one is told as a notice. */
  readonly need: 'essential' | 'mandatory' | 'conditional';
  /** Values the specification allows; compared without case. */
  readonly values?: readonly string[];
}

const of = (type: ColumnType, need: Column['need'], ...names: string[]): Column[] => names.map((name) => ({ name, type, need }));
const oneOf = (name: string, need: Column['need'], values: readonly string[]): Column => ({ name, type: 'text', need, values });

/** Columns in alphabetical order, as exports print them. Source: FOCUS specification 1.0, chapter 2 (focus.finops.org). */
export const focusColumns: readonly Column[] = [
  ...of('text', 'essential', 'BillingAccountId', 'BillingCurrency', 'ProviderName', 'ServiceName'),
  ...of('decimal', 'essential', 'BilledCost', 'EffectiveCost'),
  ...of('time', 'essential', 'BillingPeriodStart', 'ChargePeriodStart'),
  oneOf('ChargeCategory', 'essential', ['Usage', 'Purchase', 'Tax', 'Credit', 'Adjustment']),
  ...of('text', 'mandatory', 'BillingAccountName', 'ChargeDescription', 'InvoiceIssuerName', 'PricingUnit', 'PublisherName'),
  ...of('decimal', 'mandatory', 'ContractedCost', 'ListCost', 'PricingQuantity'),
  ...of('time', 'mandatory', 'BillingPeriodEnd', 'ChargePeriodEnd'),
  oneOf('ChargeClass', 'mandatory', ['Correction']),
  oneOf('ServiceCategory', 'mandatory', [
    'AI and Machine Learning', 'Analytics', 'Business Applications', 'Compute', 'Databases', 'Developer Tools', 'Multicloud', 'Identity', 'Integration', 'Internet of Things',
    'Management and Governance', 'Media', 'Migration', 'Mobile', 'Networking', 'Security', 'Storage', 'Web', 'Other',
  ]),
  ...of('text', 'conditional', 'AvailabilityZone', 'CommitmentDiscountId', 'CommitmentDiscountName', 'CommitmentDiscountType', 'ConsumedUnit', 'RegionId', 'RegionName'),
  ...of('text', 'conditional', 'ResourceId', 'ResourceName', 'ResourceType', 'SkuId', 'SkuPriceId', 'SubAccountId', 'SubAccountName'),
  ...of('decimal', 'conditional', 'ConsumedQuantity', 'ContractedUnitPrice', 'ListUnitPrice'),
  oneOf('ChargeFrequency', 'conditional', ['One-Time', 'Recurring', 'Usage-Based']),
  oneOf('CommitmentDiscountCategory', 'conditional', ['Spend', 'Usage']),
  oneOf('CommitmentDiscountStatus', 'conditional', ['Used', 'Unused']),
  oneOf('PricingCategory', 'conditional', ['Standard', 'Dynamic', 'Committed', 'Other']),
  ...of('tags', 'conditional', 'Tags'),
].sort((a, b) => (a.name < b.name ? -1 : 1));

const byName = new Map(focusColumns.map((column) => [column.name, column]));

/** The column of that name; undefined for a provider's own (`x_…`) and unknown ones. */
export function columnNamed(name: string): Column | undefined {
  return byName.get(name);
}
