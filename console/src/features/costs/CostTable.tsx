import { useQuery } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import { type CostQuery, costBreakdownQuery, costResourcesQuery } from '../../api/costs.ts';
import { formatCount, formatPercent } from '../../lib/format.ts';
import { Panel } from '../../ui/Panel.tsx';
import { EmptyState, QueryState } from '../../ui/states.tsx';
import { Paging, SortTh, Table, Td, Th } from '../../ui/table.tsx';
import { unnamed } from './chart-data.ts';
import { formatMoney } from './money.ts';

const PAGE = 25;
type Sort = { readonly by: 'name' | 'cost'; readonly order: 'asc' | 'desc' };

interface CostTableProps {
  query: CostQuery;
  by: string;
  byName: string;
  /** Narrows the page to one group; null where the dimension cannot be filtered by. */
  onDrill: ((value: string) => void) | null;
}

/** The groups in numbers; a group's name narrows the page to it. */
export function CostTable({ query, by, byName, onDrill }: CostTableProps): ReactElement {
  const breakdown = useQuery(costBreakdownQuery({ ...query, by }));
  const [sort, setSort] = useState<Sort>({ by: 'cost', order: 'desc' });
  const sorting = (column: Sort['by']) => ({ direction: sort.by === column ? sort.order : null, onSort: () => setSort({ by: column, order: sort.by === column && sort.order === 'desc' ? 'asc' : 'desc' }) });
  const head = (
    <>
      <SortTh {...sorting('name')}>{byName}</SortTh>
      <SortTh {...sorting('cost')} className="text-right">Cost</SortTh>
      <Th className="text-right">Share</Th>
      <Th className="text-right">Credits</Th>
      <Th className="text-right">Charges</Th>
    </>
  );
  return (
    <Panel title={`By ${byName.toLowerCase()}`} isFlush>
      <QueryState query={breakdown} empty={{ when: ({ rows }) => rows.length === 0, show: <EmptyState icon="search" title="Nothing here" /> }}>
        {({ rows, currency }) => {
          const total = rows.reduce((sum, { cost }) => sum + Number(cost), 0);
          const sorted = rows.toSorted((a, b) => (sort.by === 'cost' ? Number(a.cost) - Number(b.cost) : (a.keys[0] ?? '').localeCompare(b.keys[0] ?? '')) * (sort.order === 'asc' ? 1 : -1));
          return (
            <Table label={`Cost by ${byName.toLowerCase()}`} head={head}>
              {sorted.slice(0, 200).map(({ keys: [name = null], cost, credits, charges }) => (
                <tr key={name ?? ''} className="hover:bg-hover">
                  <Td className="max-w-96">{name === null || onDrill === null ? <span className="text-ink-2">{name ?? unnamed}</span> : <button type="button" className="block max-w-full truncate text-left font-medium hover:text-accent" onClick={() => onDrill(name)}>{name}</button>}</Td>
                  <Td className="text-right font-medium whitespace-nowrap" title={`${cost} ${currency}`}>{formatMoney(cost, currency)}</Td>
                  <Td className="text-right whitespace-nowrap text-ink-2">{total === 0 ? '–' : formatPercent((Number(cost) / total) * 100)}</Td>
                  <Td className="text-right text-ink-2">{Number(credits) === 0 ? '–' : formatMoney(credits, currency)}</Td>
                  <Td className="text-right text-ink-2">{formatCount(charges)}</Td>
                </tr>
              ))}
            </Table>
          );
        }}
      </QueryState>
    </Panel>
  );
}

/** The dearest resources of the selection. */
export function ResourceTable({ query, currency }: { query: CostQuery; currency: string }): ReactElement {
  const [offset, setOffset] = useState(0);
  const resources = useQuery(costResourcesQuery({ ...query, limit: PAGE, offset }));
  const head = <><Th>Resource</Th><Th>Service</Th><Th className="text-right">Usage</Th><Th className="text-right">Cost</Th></>;
  return (
    <Panel title="Resources" isFlush>
      <QueryState query={resources} empty={{ when: ({ total }) => total === 0, show: <EmptyState icon="search" title="No charge names a resource" /> }}>
        {({ items, total }) => (
          <>
            <Table label="Resources" head={head}>
              {items.map((one) => (
                <tr key={`${one.resourceId} ${one.service}`} className="hover:bg-hover">
                  <Td className="max-w-96"><span className="block truncate" title={one.resourceId}>{one.resourceName ?? one.resourceId}</span></Td>
                  <Td className="text-ink-2">{one.service}</Td>
                  <Td className="text-right whitespace-nowrap text-ink-2">{one.usage === null ? '–' : `${formatCount(Number(one.usage))} ${one.usageUnit ?? ''}`}</Td>
                  <Td className="text-right font-medium whitespace-nowrap" title={`${one.cost} ${currency}`}>{formatMoney(one.cost, currency)}</Td>
                </tr>
              ))}
            </Table>
            <Paging offset={offset} limit={PAGE} total={total} noun="resources" onOffset={setOffset} />
          </>
        )}
      </QueryState>
    </Panel>
  );
}
