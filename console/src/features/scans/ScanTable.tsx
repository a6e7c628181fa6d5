import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import type { ScanRow } from '../../api/types.ts';
import { SeverityCountsLine } from '../../charts/SeverityBar.tsx';
import { cx } from '../../lib/cx.ts';
import { formatCount, formatDuration, formatScore } from '../../lib/format.ts';
import type { Order, ScanSort } from '../../routes/search.ts';
import { StatusBadge } from '../../ui/Badge.tsx';
import { Checkbox } from '../../ui/Field.tsx';
import { Progress } from '../../ui/Progress.tsx';
import { SortTh, Table, Td, Th } from '../../ui/table.tsx';
import { Time } from '../../ui/Time.tsx';

interface ScanTableProps {
  scans: readonly ScanRow[];
  selected: ReadonlySet<string>;
  cursor: string | null;
  sort: ScanSort;
  order: Order;
  onSort: (sort: ScanSort, order: Order) => void;
  onToggle: (id: string) => void;
  onToggleAll: () => void;
}

export function ScanTable({ scans, selected, cursor, sort, order, onSort, onToggle, onToggleAll }: ScanTableProps): ReactElement {
  const sorting = (column: ScanSort) => ({
    direction: sort === column ? order : null,
    onSort: () => onSort(column, sort === column ? (order === 'desc' ? 'asc' : 'desc') : column === 'title' ? 'asc' : 'desc'),
  });
  const isWhole = scans.every(({ id }) => selected.has(id));
  const head = (
    <>
      <Th className="w-9"><Checkbox label="Select all on this page" isLabelHidden checked={isWhole} onChange={onToggleAll} /></Th>
      <SortTh {...sorting('title')}>Name</SortTh>
      <Th>State</Th>
      <Th>Findings</Th>
      <SortTh {...sorting('risk_score')} className="text-right">Risk</SortTh>
      <Th className="text-right">Lines</Th>
      <Th className="text-right">Took</Th>
      <SortTh {...sorting('created_at')} className="text-right">Started</SortTh>
    </>
  );
  return (
    <Table label="Scans" head={head}>
      {scans.map((scan) => <Row key={scan.id} scan={scan} isSelected={selected.has(scan.id)} isCursor={cursor === scan.id} onToggle={() => onToggle(scan.id)} />)}
    </Table>
  );
}

interface RowProps {
  scan: ScanRow;
  isSelected: boolean;
  isCursor: boolean;
  onToggle: () => void;
}

function Row({ scan, isSelected, isCursor, onToggle }: RowProps): ReactElement {
  return (
    <tr data-row={scan.id} aria-current={isCursor ? 'true' : undefined} className={cx('hover:bg-hover', isSelected && 'bg-accent-soft', isCursor && 'bg-hover shadow-[inset_2px_0_0_var(--accent)]')}>
      <Td><Checkbox label={`Select ${scan.title}`} isLabelHidden checked={isSelected} onChange={onToggle} /></Td>
      <Td className="max-w-80 min-w-40">
        <Link to="/scans/$scanId" params={{ scanId: scan.id }} className="block truncate font-medium hover:text-accent" title={scan.title}>{scan.title}</Link>
      </Td>
      <Td><StatusBadge status={scan.status} isIncomplete={scan.isIncomplete} /></Td>
      <Td className="min-w-44"><Outcome scan={scan} /></Td>
      <Td className="text-right font-medium whitespace-nowrap" title={scan.isIncomplete ? 'At least: of the part that could be analysed' : undefined}>{scan.isIncomplete && scan.riskScore !== null && '≥ '}{formatScore(scan.riskScore)}</Td>
      <Td className="text-right text-ink-2">{scan.lineCount === 0 ? '–' : formatCount(scan.lineCount)}</Td>
      <Td className="text-right whitespace-nowrap text-ink-2">{formatDuration(scan.durationMs)}</Td>
      <Td className="text-right text-ink-2"><Time at={scan.createdAt} /></Td>
    </tr>
  );
}

/** Findings of what ended well, progress of what runs, the reason of what failed. */
function Outcome({ scan }: { scan: ScanRow }): ReactElement | null {
  if (scan.status === 'completed') return <SeverityCountsLine counts={scan.counts} />;
  if (scan.status === 'failed') return <span className="block max-w-56 truncate text-xs text-critical" title={scan.error?.message}>{scan.error?.message ?? 'Failed'}</span>;
  if (scan.status === 'cancelled') return <span className="text-xs text-ink-3">–</span>;
  return (
    <span className="flex items-center gap-2">
      <Progress label={`Progress of ${scan.title}`} percent={scan.percent} />
      <span className="text-xs text-ink-3">{Math.round(scan.percent)} %</span>
    </span>
  );
}
