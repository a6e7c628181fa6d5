import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import type { Asset } from '../../api/types.ts';
import { cx } from '../../lib/cx.ts';
import { formatCount } from '../../lib/format.ts';
import type { Order } from '../../routes/search.ts';
import type { AssetSort } from '../../routes/secops-search.ts';
import { Badge, SeverityBadge } from '../../ui/Badge.tsx';
import { SortTh, Table, Td, Th } from '../../ui/table.tsx';
import { Time } from '../../ui/Time.tsx';
import { environmentNames, statusNames, typeNames } from './words.ts';

interface AssetTableProps {
  assets: readonly Asset[];
  cursor: string | null;
  sort: AssetSort;
  order: Order;
  onSort: (sort: AssetSort, order: Order) => void;
}

export function AssetTable({ assets, cursor, sort, order, onSort }: AssetTableProps): ReactElement {
  const sorting = (column: AssetSort) => ({ direction: sort === column ? order : null, onSort: () => onSort(column, sort === column ? (order === 'desc' ? 'asc' : 'desc') : column === 'hostname' ? 'asc' : 'desc') });
  const head = (
    <>
      <SortTh {...sorting('hostname')}>Name</SortTh>
      <Th>Type</Th>
      <Th>Environment</Th>
      <Th>State</Th>
      <Th>Owner</Th>
      <SortTh {...sorting('risk_level')}>Risk</SortTh>
      <SortTh {...sorting('vulnerability_count')} className="text-right">Open</SortTh>
      <SortTh {...sorting('last_scanned_at')} className="text-right">Scanned</SortTh>
    </>
  );
  return (
    <Table label="Assets" head={head}>
      {assets.map((asset) => (
        <tr key={asset.id} data-row={asset.id} aria-current={cursor === asset.id ? 'true' : undefined} className={cx('hover:bg-hover', cursor === asset.id && 'bg-hover shadow-[inset_2px_0_0_var(--accent)]')}>
          <Td className="max-w-80 min-w-40">
            <Link to="/assets/$assetId" params={{ assetId: asset.id }} className="block truncate font-medium hover:text-accent" title={asset.hostname}>{asset.hostname}</Link>
            {asset.ipAddress !== '' && <span className="block text-xs text-ink-3">{asset.ipAddress}</span>}
          </Td>
          <Td className="whitespace-nowrap">{typeNames[asset.assetType]}</Td>
          <Td>{environmentNames[asset.environment]}</Td>
          <Td><Badge tone={asset.status === 'active' ? 'ok' : 'plain'}>{statusNames[asset.status]}</Badge></Td>
          <Td className="text-ink-2">{asset.owner ?? '–'}</Td>
          <Td>{asset.vulnerabilityCount === 0 ? <span className="text-ink-3">–</span> : <SeverityBadge severity={asset.riskLevel} />}</Td>
          <Td className="text-right">{formatCount(asset.vulnerabilityCount)}</Td>
          <Td className="text-right text-ink-2">{asset.lastScannedAt === null ? '–' : <Time at={asset.lastScannedAt} />}</Td>
        </tr>
      ))}
    </Table>
  );
}
