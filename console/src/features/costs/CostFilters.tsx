import type { ReactElement } from 'react';
import type { CostSpan } from '../../api/types.ts';
import { type CostsSearch, groupings, ranges } from '../../routes/search.ts';
import { Button } from '../../ui/Button.tsx';
import { Checkbox, Select } from '../../ui/Field.tsx';

interface CostFiltersProps {
  search: CostsSearch;
  span: CostSpan;
  onChange: (next: CostsSearch) => void;
}

const rangeNames = { '7d': 'Last 7 days', '30d': 'Last 30 days', '90d': 'Last 90 days', '365d': 'Last 365 days', all: 'Everything' } as const;
const groupNames = { service: 'Service', subAccount: 'Account', region: 'Region', environment: 'Environment', category: 'Category', provider: 'Provider', chargeCategory: 'Charge category', pricingCategory: 'Pricing' } as const;

/** How a grouping is called. */
export const groupName = (by: keyof typeof groupNames): string => groupNames[by];

const any = (label: string, values: readonly string[]) => [{ value: '', label }, ...values.map((value) => ({ value, label: value }))];

/** What the page shows. All of it is in the address. */
export function CostFilters({ search, span, onChange }: CostFiltersProps): ReactElement {
  const { values, currencies } = span;
  const pick = (name: 'environment' | 'service' | 'subAccount' | 'region' | 'currency') => (value: string) => onChange({ [name]: value === '' ? undefined : value });
  const isFiltered = [search.environment, search.service, search.subAccount, search.region, search.currency].some((value) => value !== undefined);
  return (
    <div role="group" aria-label="Filters" className="flex flex-wrap items-center gap-2">
      <Select aria-label="Range" options={ranges.map((value) => ({ value, label: rangeNames[value] }))} value={search.range ?? '30d'} onValue={(value) => onChange({ range: ranges.find((one) => one === value) })} />
      <Select aria-label="Group by" options={groupings.map((value) => ({ value, label: `By ${groupNames[value].toLowerCase()}` }))} value={search.by ?? 'service'} onValue={(value) => onChange({ by: groupings.find((one) => one === value) })} />
      <Select aria-label="Environment" options={any('Any environment', ['production', 'staging', 'development', 'unallocated'])} value={search.environment ?? ''} onValue={pick('environment')} />
      <Select aria-label="Service" className="max-w-56" options={any('Any service', values.services)} value={search.service ?? ''} onValue={pick('service')} />
      <Select aria-label="Account" className="max-w-48" options={any('Any account', values.subAccounts)} value={search.subAccount ?? ''} onValue={pick('subAccount')} />
      <Select aria-label="Region" className="max-w-44" options={any('Any region', values.regions)} value={search.region ?? ''} onValue={pick('region')} />
      {currencies.length > 1 && <Select aria-label="Currency" options={currencies.map(({ currency }) => ({ value: currency, label: currency }))} value={search.currency ?? currencies[0]?.currency ?? ''} onValue={pick('currency')} />}
      <Checkbox label="Effective cost" checked={search.metric === 'effective'} onChange={(event) => onChange({ metric: event.target.checked ? 'effective' : undefined })} />
      {isFiltered && <Button look="ghost" onClick={() => onChange({ environment: undefined, service: undefined, subAccount: undefined, region: undefined, currency: undefined })}>Clear filters</Button>}
    </div>
  );
}
