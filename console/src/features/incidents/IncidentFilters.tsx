import { useQuery } from '@tanstack/react-query';
import type { ReactElement, RefObject } from 'react';
import { incidentFacetsQuery, incidentsExportUrl } from '../../api/incidents.ts';
import { incidentListParameters, type IncidentsSearch } from '../../routes/operate-search.ts';
import { Button } from '../../ui/Button.tsx';
import { Select } from '../../ui/Field.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { choices, environments, incidentSeverities, incidentStatuses, incidentStatusName } from './names.tsx';
import { SearchBox } from './SearchBox.tsx';

const states = [{ value: '', label: 'Any state' }, { value: 'unresolved', label: 'Unresolved' }, ...incidentStatuses.map((value) => ({ value, label: incidentStatusName(value) }))];

interface IncidentFiltersProps {
  search: IncidentsSearch;
  onChange: (next: IncidentsSearch) => void;
  searchBox: RefObject<HTMLInputElement | null>;
}

/** What the list shows. */
export function IncidentFilters({ search, onChange, searchBox }: IncidentFiltersProps): ReactElement {
  const facets = useQuery(incidentFacetsQuery).data;
  return (
    <div className="flex flex-wrap items-center gap-2 border-b border-line px-3.5 py-2">
      <SearchBox label="Search incidents" value={search.q} onChange={(q) => onChange({ q })} box={searchBox} />
      <Select aria-label="State" className="w-36" options={states} value={search.status ?? ''} onValue={(value) => onChange({ status: states.some((state) => state.value === value && value !== '') ? (value as IncidentsSearch['status']) : undefined })} />
      <Select aria-label="Severity" className="w-36" options={choices('Any severity', incidentSeverities)} value={search.severity ?? ''} onValue={(value) => onChange({ severity: incidentSeverities.find((one) => one === value) })} />
      <Select aria-label="Environment" className="w-40" options={choices('All environments', environments)} value={search.environment ?? ''} onValue={(value) => onChange({ environment: environments.find((one) => one === value) })} />
      <Select aria-label="Squad" className="w-36" options={choices('All squads', facets?.squads ?? [], (name) => name)} value={search.squad ?? ''} onValue={(value) => onChange({ squad: value === '' ? undefined : value })} />
      <Button asChild look="ghost" className="ml-auto"><a href={incidentsExportUrl(incidentListParameters(search))} download><Icon name="download" />Export CSV</a></Button>
    </div>
  );
}
