import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import type { FoundIncident } from '../../api/types.ts';
import { cx } from '../../lib/cx.ts';
import type { IncidentSort, IncidentsSearch } from '../../routes/operate-search.ts';
import { SeverityBadge } from '../../ui/Badge.tsx';
import { SortTh, Table, Td, Th } from '../../ui/table.tsx';
import { Time } from '../../ui/Time.tsx';
import { Marked } from './Marked.tsx';
import { IncidentStatusBadge, titled } from './names.tsx';

interface IncidentTableProps {
  incidents: readonly FoundIncident[];
  cursor: string | null;
  search: IncidentsSearch;
  onSort: (sort: IncidentSort, order: 'asc' | 'desc') => void;
}

export function IncidentTable({ incidents, cursor, search, onSort }: IncidentTableProps): ReactElement {
  const active = search.sort ?? (search.q === undefined ? 'created_at' : null);
  const order = search.order ?? 'desc';
  const sorting = (column: IncidentSort) => ({ direction: active === column ? order : null, onSort: () => onSort(column, active === column ? (order === 'desc' ? 'asc' : 'desc') : column === 'title' || column === 'squad' ? 'asc' : 'desc') });
  const head = (
    <>
      <Th>Key</Th>
      <SortTh {...sorting('title')}>Title</SortTh>
      <SortTh {...sorting('severity')}>Severity</SortTh>
      <SortTh {...sorting('status')}>State</SortTh>
      <SortTh {...sorting('squad')}>Squad</SortTh>
      <Th>Environment</Th>
      <Th>Assignee</Th>
      <SortTh {...sorting('created_at')} className="text-right">Reported</SortTh>
    </>
  );
  return <Table label="Incidents" head={head}>{incidents.map((incident) => <Row key={incident.id} incident={incident} isCursor={cursor === incident.id} />)}</Table>;
}

function Row({ incident, isCursor }: { incident: FoundIncident; isCursor: boolean }): ReactElement {
  const { highlights } = incident;
  return (
    <tr data-row={incident.id} aria-current={isCursor ? 'true' : undefined} className={cx('hover:bg-hover', isCursor && 'bg-hover shadow-[inset_2px_0_0_var(--accent)]')}>
      <Td className="whitespace-nowrap text-ink-2">{incident.key}</Td>
      <Td className="max-w-96 min-w-52">
        <Link to="/incidents/$incidentId" params={{ incidentId: incident.id }} className="block truncate font-medium hover:text-accent" title={incident.title}>{highlights === null ? incident.title : <Marked text={highlights.title} />}</Link>
        {highlights !== null && <span className="block truncate text-xs text-ink-3"><Marked text={highlights.description} /></span>}
      </Td>
      <Td><SeverityBadge severity={incident.severity} /></Td>
      <Td><IncidentStatusBadge status={incident.status} /></Td>
      <Td className="whitespace-nowrap">{incident.squad}</Td>
      <Td className="text-ink-2">{titled(incident.environment)}</Td>
      <Td className="whitespace-nowrap text-ink-2">{incident.assignee ?? '–'}</Td>
      <Td className="text-right text-ink-2"><Time at={incident.createdAt} /></Td>
    </tr>
  );
}
