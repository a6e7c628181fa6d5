import { useQuery } from '@tanstack/react-query';
import type { ReactElement, ReactNode } from 'react';
import { type CostQuery, costSummaryQuery, creditsQuery } from '../../api/costs.ts';
import type { CostSummary } from '../../api/types.ts';
import { formatPercent } from '../../lib/format.ts';
import { ErrorState, Skeleton } from '../../ui/states.tsx';
import { formatChange, formatMoney } from './money.ts';

/** The month at a glance. */
export function CostTiles({ query }: { query: CostQuery }): ReactElement {
  const { from: _from, to: _to, ...filter } = query;
  const summary = useQuery(costSummaryQuery({ ...filter, period: 'monthly' }));
  const credits = useQuery(creditsQuery);
  if (summary.isError && summary.data === undefined) {
    return <section aria-label="Cost summary" className="rounded-lg border border-line bg-surface"><ErrorState error={summary.error} onRetry={() => void summary.refetch()} /></section>;
  }
  const balance = credits.data?.balance;
  return (
    <section aria-label="Cost summary" aria-busy={summary.isPending}>
      <dl className="grid grid-cols-2 overflow-hidden rounded-lg border border-line bg-surface md:grid-cols-3 xl:grid-cols-5">
        {tiles.map(({ name, value, note }) => <Tile key={name} name={name} value={summary.data === undefined ? null : value(summary.data)} note={summary.data === undefined ? '' : note(summary.data)} />)}
        <Tile name="Credits left" value={balance === undefined ? null : formatMoney(balance.balance, balance.currency)} note={balance === undefined || balance.remainingDays === null || Number(balance.balance) === 0 ? 'no active grant in use' : `last ${balance.remainingDays} days at ${formatMoney(balance.burnRatePerDay, balance.currency)} a day`} />
      </dl>
    </section>
  );
}

function Tile({ name, value, note }: { name: string; value: ReactNode; note: ReactNode }): ReactElement {
  return (
    <div className="-mr-px -mb-px border-r border-b border-line px-3.5 py-3">
      <dt className="text-xs text-ink-3">{name}</dt>
      <dd className="text-2xl leading-9 font-semibold tracking-tight">{value ?? <Skeleton className="my-1.5 h-6 w-24" />}</dd>
      <dd className="text-xs text-ink-3">{note}</dd>
    </div>
  );
}

const exact = (amount: string, currency: string): ReactNode => <span title={`${amount} ${currency}`}>{formatMoney(amount, currency)}</span>;

const tiles: readonly { name: string; value: (s: CostSummary) => ReactNode; note: (s: CostSummary) => string }[] = [
  { name: 'Month to date', value: (s) => exact(s.monthToDate, s.currency), note: (s) => (s.asOf === null ? 'no cost data yet' : `to ${s.asOf}, ${s.metric}`) },
  {
    name: 'Against last month',
    value: (s) => <span className={Number(s.change) > 0 ? 'text-high' : undefined}>{formatChange(s.change, s.currency)}</span>,
    note: (s) => `${s.changePercentage === null ? 'nothing' : `${s.changePercentage > 0 ? '+' : ''}${formatPercent(s.changePercentage)}`} on the same days before`,
  },
  { name: 'End of month', value: (s) => formatMoney(s.endOfMonth.predicted, s.currency), note: (s) => `${formatMoney(s.endOfMonth.lower, s.currency)} to ${formatMoney(s.endOfMonth.upper, s.currency)} (80 %)` },
  {
    name: 'Budget',
    value: (s) => (s.budget === null ? '–' : exact(s.budget, s.currency)),
    note: (s) => (s.variance === null ? 'none for this selection' : `${formatMoney(s.variance.replace('-', ''), s.currency)} ${Number(s.variance) > 0 ? 'over' : 'under'} by forecast`),
  },
];
