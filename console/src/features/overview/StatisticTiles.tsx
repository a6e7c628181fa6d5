import { useQuery } from '@tanstack/react-query';
import type { ReactElement, ReactNode } from 'react';
import { statisticsQuery } from '../../api/scans.ts';
import type { Statistics } from '../../api/types.ts';
import { formatCount, formatScore } from '../../lib/format.ts';
import { ErrorState, Skeleton } from '../../ui/states.tsx';

/** The numbers one looks at first. */
export function StatisticTiles(): ReactElement {
  const query = useQuery(statisticsQuery);
  if (query.isError && query.data === undefined) {
    return <section aria-label="Scan statistics" className="rounded-lg border border-line bg-surface"><ErrorState error={query.error} onRetry={() => void query.refetch()} /></section>;
  }
  return (
    <section aria-label="Scan statistics" aria-busy={query.isPending}>
      <dl className="grid grid-cols-2 overflow-hidden rounded-lg border border-line bg-surface md:grid-cols-3 xl:grid-cols-6">
        {tiles.map(({ name, note, value }) => (
          <div key={name} className="-mr-px -mb-px border-r border-b border-line px-3.5 py-3">
            <dt className="text-xs text-ink-3">{name}</dt>
            <dd className="text-2xl leading-9 font-semibold tracking-tight">{query.data === undefined ? <Skeleton className="my-1.5 h-6 w-14" /> : value(query.data)}</dd>
            <dd className="text-xs text-ink-3">{note}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

const serious = ({ findings }: Statistics): number => findings.critical + findings.high;

const tiles: readonly { name: string; note: string; value: (s: Statistics) => ReactNode }[] = [
  { name: 'Scans', note: 'all time', value: (s) => formatCount(s.scansTotal) },
  { name: 'Running', note: 'being analysed now', value: (s) => formatCount(s.scansRunning) },
  { name: 'Queued', note: 'waiting for a worker', value: (s) => formatCount(s.scansQueued) },
  { name: 'Failed', note: 'ended without a result', value: (s) => formatCount(s.scansFailed) },
  { name: 'Critical and high', note: 'findings over all scans', value: (s) => <span className={serious(s) > 0 ? 'text-critical' : undefined}>{formatCount(serious(s))}</span> },
  { name: 'Average risk', note: '0 best, 100 worst', value: (s) => formatScore(s.averageRiskScore) },
];
