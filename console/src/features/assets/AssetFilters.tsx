import { type ReactElement, type RefObject, useEffect, useState } from 'react';
import type { AssetsSearch } from '../../routes/secops-search.ts';
import { assetTypes, environments, riskLevels } from '../../routes/secops-search.ts';
import { Input, Select } from '../../ui/Field.tsx';
import { choices, environmentNames, typeNames } from './words.ts';

const TYPING_MS = 250;
const risks = [{ value: '', label: 'Any risk' }, ...riskLevels.map((value) => ({ value, label: `${value.charAt(0).toUpperCase()}${value.slice(1)} risk` }))];

interface AssetFiltersProps {
  search: AssetsSearch;
  onChange: (next: AssetsSearch) => void;
  searchBox: RefObject<HTMLInputElement | null>;
}

/** What the list shows. */
export function AssetFilters({ search, onChange, searchBox }: AssetFiltersProps): ReactElement {
  const [text, setText] = useState(search.q ?? '');
  useEffect(() => setText(search.q ?? ''), [search.q]);
  useEffect(() => {
    if (text === (search.q ?? '')) return undefined;
    const timer = setTimeout(() => onChange({ q: text === '' ? undefined : text }), TYPING_MS);
    return () => clearTimeout(timer);
  });
  return (
    <div className="flex flex-wrap items-center gap-2 border-b border-line px-3.5 py-2">
      <Input ref={searchBox} type="search" aria-label="Search assets" aria-keyshortcuts="/" placeholder="Search" className="min-w-48 flex-1 sm:max-w-72" value={text} onChange={(event) => setText(event.target.value)} />
      <Select aria-label="Environment" options={choices(environmentNames, 'Any environment')} value={search.environment ?? ''} onValue={(value) => onChange({ environment: environments.find((each) => each === value) })} />
      <Select aria-label="Type" options={choices(typeNames, 'Any type')} value={search.type ?? ''} onValue={(value) => onChange({ type: assetTypes.find((each) => each === value) })} />
      <Select aria-label="Risk" options={risks} value={search.risk ?? ''} onValue={(value) => onChange({ risk: riskLevels.find((each) => each === value) })} />
    </div>
  );
}
