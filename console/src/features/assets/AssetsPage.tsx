import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { type ReactElement, useRef, useState } from 'react';
import { assetListQuery } from '../../api/secops.ts';
import { PAGE_SIZE } from '../../routes/search.ts';
import type { AssetsSearch } from '../../routes/secops-search.ts';
import { Button } from '../../ui/Button.tsx';
import { Page } from '../../ui/Page.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { EmptyState, LoadingRows, QueryState } from '../../ui/states.tsx';
import { Paging } from '../../ui/table.tsx';
import { useListKeys } from '../scans/use-list-keys.ts';
import { useMay } from '../session/use-may.ts';
import { AssetDialog } from './AssetDialog.tsx';
import { AssetFilters } from './AssetFilters.tsx';
import { AssetTable } from './AssetTable.tsx';

/** The request behind an address of the list. */
const requestOf = ({ environment, type, risk, q, sort, order, page }: AssetsSearch) => ({ environment, assetType: type, riskLevel: risk, search: q, sort: sort ?? ('risk_level' as const), order: order ?? ('desc' as const), limit: PAGE_SIZE, offset: ((page ?? 1) - 1) * PAGE_SIZE });

export function AssetsPage(): ReactElement {
  const search = useSearch({ from: '/shell/assets' });
  const navigate = useNavigate({ from: '/assets' });
  const mayWrite = useMay('write:assets');
  const [isAdding, setAdding] = useState(false);
  const searchBox = useRef<HTMLInputElement>(null);
  const { offset, ...asked } = requestOf(search);
  const query = useQuery(assetListQuery({ ...asked, offset }));
  const change = (next: AssetsSearch): void => void navigate({ search: (current) => ({ ...current, page: undefined, ...next }), replace: true });
  const open = (id: string): void => void navigate({ to: '/assets/$assetId', params: { assetId: id } });
  const cursor = useListKeys({ ids: query.data?.items.map(({ id }) => id) ?? [], onOpen: open, onToggle: open, onSearch: () => searchBox.current?.focus(), onDelete: () => undefined });
  const isFiltered = [search.environment, search.type, search.risk, search.q].some((value) => value !== undefined);
  return (
    <Page title="Assets" lead="What you run, and how it stands" actions={mayWrite && <Button look="primary" icon="plus" onClick={() => setAdding(true)}>Add asset</Button>}>
      <Panel isFlush>
        <AssetFilters search={search} onChange={change} searchBox={searchBox} />
        <QueryState
          query={query}
          loading={<LoadingRows rows={10} />}
          empty={{
            when: ({ total }) => total === 0,
            show: isFiltered
              ? <EmptyState icon="search" title="No asset matches" action={<Button onClick={() => change({ environment: undefined, type: undefined, risk: undefined, q: undefined })}>Clear filters</Button>}>Try another word, or other filters.</EmptyState>
              : <EmptyState icon="screen" title="No assets yet">Add one by hand, or import a scanner&apos;s report: what it looked at is added by itself.</EmptyState>,
          }}
        >
          {(page) => (
            <>
              <AssetTable assets={page.items} cursor={cursor} sort={asked.sort} order={asked.order} onSort={(sort, order) => change({ sort, order })} />
              <Paging offset={offset} limit={PAGE_SIZE} total={page.total} noun="assets" onOffset={(next) => change({ page: next / PAGE_SIZE + 1 })} />
            </>
          )}
        </QueryState>
      </Panel>
      <AssetDialog isOpen={isAdding} onOpenChange={setAdding} asset={null} onSaved={open} />
    </Page>
  );
}
