import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { type ReactElement, useRef, useState } from 'react';
import { countsQuery, vulnerabilityCsvUrl, vulnerabilityListQuery } from '../../api/secops.ts';
import { toggled, toggledAll } from '../../lib/selection.ts';
import { PAGE_SIZE } from '../../routes/search.ts';
import { filtersOf, type VulnerabilitiesSearch } from '../../routes/secops-search.ts';
import { Button } from '../../ui/Button.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { Page } from '../../ui/Page.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { EmptyState, LoadingRows, QueryState } from '../../ui/states.tsx';
import { Paging } from '../../ui/table.tsx';
import { useListKeys } from '../scans/use-list-keys.ts';
import { useMay } from '../session/use-may.ts';
import { DecisionDialog } from './DecisionDialog.tsx';
import { ImportDialog } from './ImportDialog.tsx';
import { VulnerabilityFilters } from './VulnerabilityFilters.tsx';
import { VulnerabilityTable } from './VulnerabilityTable.tsx';
import type { Status } from './words.tsx';

const nothing: ReadonlySet<string> = new Set();

export function VulnerabilitiesPage(): ReactElement {
  const search = useSearch({ from: '/shell/vulnerabilities' });
  const navigate = useNavigate({ from: '/vulnerabilities' });
  const mayWrite = useMay('write:vulnerabilities');
  const [selected, setSelected] = useState(nothing);
  const [asked, setAsked] = useState<Status | null>(null);
  const [isImporting, setImporting] = useState(false);
  const searchBox = useRef<HTMLInputElement>(null);
  const filters = filtersOf(search);
  const offset = ((search.page ?? 1) - 1) * PAGE_SIZE;
  const query = useQuery(vulnerabilityListQuery({ ...filters, sort: search.sort ?? 'severity', order: search.order ?? 'desc', limit: PAGE_SIZE, offset }));
  const counts = useQuery(countsQuery(filters));
  const change = (next: VulnerabilitiesSearch): void => {
    setSelected(nothing);
    void navigate({ search: (current) => ({ ...current, page: undefined, ...next }), replace: true });
  };
  const ids = query.data?.items.map(({ id }) => id) ?? [];
  const cursor = useListKeys({
    ids,
    onOpen: (id) => void navigate({ to: '/vulnerabilities/$vulnerabilityId', params: { vulnerabilityId: id } }),
    onToggle: (id) => setSelected((current) => toggled(current, id)),
    onSearch: () => searchBox.current?.focus(),
    onDelete: () => undefined,
  });
  const isFiltered = Object.keys(search).some((name) => name !== 'sort' && name !== 'order' && name !== 'page');
  const actions = (
    <>
      <Button asChild><a href={vulnerabilityCsvUrl(filters)} download><Icon name="download" />Export CSV</a></Button>
      {mayWrite && <Button look="primary" icon="upload" onClick={() => setImporting(true)}>Import reports</Button>}
    </>
  );
  return (
    <Page title="Vulnerabilities" lead="What scanners found, each fault once" actions={actions}>
      <Panel isFlush>
        <VulnerabilityFilters search={search} counts={counts.data ?? null} onChange={change} searchBox={searchBox} selectedCount={mayWrite ? selected.size : 0} onDecide={setAsked} onClear={() => setSelected(nothing)} />
        <QueryState
          query={query}
          loading={<LoadingRows rows={10} />}
          empty={{
            when: ({ total }) => total === 0,
            show: isFiltered
              ? <EmptyState icon="search" title="No vulnerability matches" action={<Button onClick={() => void navigate({ search: {}, replace: true })}>Clear filters</Button>}>Try another word, or other filters.</EmptyState>
              : <EmptyState icon="check" title="Nothing is open" action={mayWrite && <Button look="primary" icon="upload" onClick={() => setImporting(true)}>Import reports</Button>}>Reports of Trivy, Grype, npm audit, Semgrep, ZAP, Prowler and others are read as they are.</EmptyState>,
          }}
        >
          {(page) => (
            <>
              <VulnerabilityTable rows={page.items} selected={selected} cursor={cursor} isSelectable={mayWrite} sort={search.sort ?? 'severity'} order={search.order ?? 'desc'} onSort={(sort, order) => change({ sort, order })} onToggle={(id) => setSelected(toggled(selected, id))} onToggleAll={() => setSelected(toggledAll(selected, ids))} />
              <Paging offset={offset} limit={PAGE_SIZE} total={page.total} noun="vulnerabilities" onOffset={(next) => change({ page: next / PAGE_SIZE + 1 })} />
            </>
          )}
        </QueryState>
      </Panel>
      <DecisionDialog ids={[...selected]} status={asked} onClose={() => setAsked(null)} onDone={() => setSelected(nothing)} />
      <ImportDialog isOpen={isImporting} onOpenChange={setImporting} />
    </Page>
  );
}
