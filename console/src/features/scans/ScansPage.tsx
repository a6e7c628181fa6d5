import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { type ReactElement, useRef, useState } from 'react';
import { scanListQuery } from '../../api/scans.ts';
import { plural } from '../../lib/format.ts';
import { toggled, toggledAll } from '../../lib/selection.ts';
import { listQuery, PAGE_SIZE, type ScansSearch } from '../../routes/search.ts';
import { Button } from '../../ui/Button.tsx';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { Page } from '../../ui/Page.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { Paging } from '../../ui/table.tsx';
import { EmptyState, LoadingRows, QueryState } from '../../ui/states.tsx';
import { ScanFilters } from './ScanFilters.tsx';
import { ScanTable } from './ScanTable.tsx';
import { useDeleteScans } from './use-delete-scans.ts';
import { useListKeys } from './use-list-keys.ts';

const nothing: ReadonlySet<string> = new Set();

export function ScansPage(): ReactElement {
  const search = useSearch({ from: '/shell/scans' });
  const navigate = useNavigate({ from: '/scans' });
  const query = useQuery(scanListQuery(listQuery(search)));
  const [selected, setSelected] = useState(nothing);
  const [isAsking, setAsking] = useState(false);
  const searchBox = useRef<HTMLInputElement>(null);
  const remove = useDeleteScans(() => setSelected(nothing));
  const change = (next: ScansSearch): void => void navigate({ search: (current) => ({ ...current, page: undefined, ...next }), replace: true });
  const ids = query.data?.items.map(({ id }) => id) ?? [];
  const cursor = useListKeys({
    ids,
    onOpen: (id) => void navigate({ to: '/scans/$scanId', params: { scanId: id } }),
    onToggle: (id) => setSelected((current) => toggled(current, id)),
    onSearch: () => searchBox.current?.focus(),
    onDelete: () => setAsking(selected.size > 0),
  });
  const isFiltered = search.status !== undefined || search.q !== undefined;
  return (
    <Page title="Scans" lead="Every contract you had analysed" actions={<Button look="primary" asChild className="md:hidden"><Link to="/scans/new"><Icon name="plus" />New scan</Link></Button>}>
      <Panel isFlush>
        <ScanFilters search={search} onChange={change} searchBox={searchBox} selectedCount={selected.size} isDeleting={remove.isPending} onDelete={() => setAsking(true)} onClear={() => setSelected(nothing)} />
        <QueryState query={query} loading={<LoadingRows rows={10} />} empty={{ when: ({ total }) => total === 0, show: isFiltered ? <NoMatch onReset={() => change({ status: undefined, q: undefined })} /> : <NoScans /> }}>
          {(page) => (
            <>
              <ScanTable
                scans={page.items}
                selected={selected}
                cursor={cursor}
                sort={search.sort ?? 'created_at'}
                order={search.order ?? 'desc'}
                onSort={(sort, order) => change({ sort, order })}
                onToggle={(id) => setSelected(toggled(selected, id))}
                onToggleAll={() => setSelected(toggledAll(selected, ids))}
              />
              <Paging offset={listQuery(search).offset as number} limit={PAGE_SIZE} total={page.total} noun="scans" onOffset={(offset) => change({ page: offset / PAGE_SIZE + 1 })} />
            </>
          )}
        </QueryState>
      </Panel>
      <ConfirmDialog isOpen={isAsking} onOpenChange={setAsking} title={`Delete ${plural(selected.size, 'scan')}?`} confirm={`Delete ${plural(selected.size, 'scan')}`} onConfirm={() => remove.mutate([...selected])}>
        Findings, sources and reports go with them. Running scans are cancelled first. This cannot be undone.
      </ConfirmDialog>
    </Page>
  );
}

const NoScans = (): ReactElement => (
  <EmptyState icon="scans" title="No scans yet" action={<Button look="primary" asChild><Link to="/scans/new"><Icon name="plus" />Scan a contract</Link></Button>}>
    A scan reads Solidity or Vyper sources and tells what is wrong, where, and how to put it right.
  </EmptyState>
);

const NoMatch = ({ onReset }: { onReset: () => void }): ReactElement => (
  <EmptyState icon="search" title="No scan matches" action={<Button onClick={onReset}>Clear filters</Button>}>Try another word, or another state.</EmptyState>
);
