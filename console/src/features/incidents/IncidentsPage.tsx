import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { type ReactElement, useRef, useState } from 'react';
import { incidentListQuery, incidentStatisticsQuery } from '../../api/incidents.ts';
import { isAllowed } from '../../lib/permissions.ts';
import { incidentListParameters, type IncidentsSearch } from '../../routes/operate-search.ts';
import { PAGE_SIZE } from '../../routes/search.ts';
import { Button } from '../../ui/Button.tsx';
import { Page } from '../../ui/Page.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { EmptyState, LoadingRows, QueryState } from '../../ui/states.tsx';
import { Paging } from '../../ui/table.tsx';
import { useMe } from '../session/use-me.ts';
import { IncidentFilters } from './IncidentFilters.tsx';
import { IncidentTable } from './IncidentTable.tsx';
import { formatMinutes } from './names.tsx';
import { NewIncidentDialog } from './NewIncidentDialog.tsx';
import { useIncidentKeys } from './use-incident-keys.ts';
import { useTriage } from './use-triage.ts';

export function IncidentsPage(): ReactElement {
  const search = useSearch({ from: '/shell/incidents' });
  const navigate = useNavigate({ from: '/incidents' });
  const me = useMe();
  const canWrite = isAllowed(me.permissions, 'write:incidents');
  const query = useQuery(incidentListQuery(incidentListParameters(search)));
  const triage = useTriage();
  const [isReporting, setReporting] = useState(false);
  const searchBox = useRef<HTMLInputElement>(null);
  const change = (next: IncidentsSearch): void => void navigate({ search: (current) => ({ ...current, page: undefined, ...next }), replace: true });
  const open = (incidentId: string): void => void navigate({ to: '/incidents/$incidentId', params: { incidentId } });
  const cursor = useIncidentKeys({
    ids: query.data?.items.map(({ id }) => id) ?? [],
    onOpen: open,
    onAcknowledge: (id) => canWrite && triage.mutate({ id, changes: { status: 'investigating', assignee: me.name }, done: `is yours, ${me.name}` }),
    onResolve: (id) => canWrite && triage.mutate({ id, changes: { status: 'resolved' }, done: 'is resolved' }),
    onSearch: () => searchBox.current?.focus(),
    onNew: () => setReporting(canWrite),
  });
  const isFiltered = [search.status, search.severity, search.environment, search.squad, search.q].some((value) => value !== undefined);
  const clear = (): void => change({ status: undefined, severity: undefined, environment: undefined, squad: undefined, q: undefined });
  return (
    <Page title="Incidents" lead={<Numbers />} actions={canWrite && <Button look="primary" icon="plus" onClick={() => setReporting(true)}>Report incident</Button>}>
      <Panel isFlush>
        <IncidentFilters search={search} onChange={change} searchBox={searchBox} />
        <QueryState query={query} loading={<LoadingRows rows={10} />} empty={{ when: ({ total }) => total === 0, show: isFiltered ? <NoMatch onReset={clear} /> : <NoIncidents /> }}>
          {(page) => (
            <>
              <IncidentTable incidents={page.items} cursor={cursor} search={search} onSort={(sort, order) => change({ sort, order })} />
              <Paging offset={((search.page ?? 1) - 1) * PAGE_SIZE} limit={PAGE_SIZE} total={page.total} noun="incidents" onOffset={(offset) => change({ page: offset / PAGE_SIZE + 1 })} />
            </>
          )}
        </QueryState>
      </Panel>
      <NewIncidentDialog isOpen={isReporting} onOpenChange={setReporting} onReported={open} />
    </Page>
  );
}

/** How quickly incidents of the last thirty days were taken and resolved. */
function Numbers(): ReactElement {
  const { data } = useQuery(incidentStatisticsQuery(30));
  if (data === undefined) return <>What went wrong, and who is on it</>;
  return <>Last 30 days: {data.total} reported · mean time to acknowledge {formatMinutes(data.mttaMinutes)} · to resolve {formatMinutes(data.mttrMinutes)}</>;
}

const NoIncidents = (): ReactElement => <EmptyState icon="alert" title="No incidents yet">Report one here, by the API, or let Jira bring them.</EmptyState>;

const NoMatch = ({ onReset }: { onReset: () => void }): ReactElement => (
  <EmptyState icon="search" title="No incident matches" action={<Button onClick={onReset}>Clear filters</Button>}>Try another word, or fewer conditions.</EmptyState>
);
