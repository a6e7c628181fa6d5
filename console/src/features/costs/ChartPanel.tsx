import { useQuery } from '@tanstack/react-query';
import { lazy, type ReactElement, Suspense, useMemo } from 'react';
import { type CostQuery, costBreakdownQuery, costForecastQuery } from '../../api/costs.ts';
import type { CostForecast } from '../../api/types.ts';
import { formatPercent } from '../../lib/format.ts';
import { Panel } from '../../ui/Panel.tsx';
import { EmptyState, QueryState, Skeleton } from '../../ui/states.tsx';
import { toStack } from './chart-data.ts';
import { layerColours } from './layer-colours.ts';

const StackChart = lazy(() => import('./StackChart.tsx').then((module) => ({ default: module.StackChart })));
const LAYERS = 6;

interface ChartPanelProps {
  query: CostQuery;
  by: string;
  byName: string;
  /** Days ahead; 0 shows none. */
  ahead: number;
}

/** Cost over time in layers, and where it is going. */
export function ChartPanel({ query, by, byName, ahead }: ChartPanelProps): ReactElement {
  const breakdown = useQuery(costBreakdownQuery({ ...query, by: `${by},day` }));
  const { from: _from, to: _to, ...filter } = query;
  const forecast = useQuery({ ...costForecastQuery({ ...filter, days: Math.max(1, ahead) }), enabled: ahead > 0 });
  const stack = useMemo(() => toStack(breakdown.data?.rows ?? [], LAYERS), [breakdown.data]);
  const shown = ahead > 0 ? forecast.data : undefined;
  return (
    <Panel title={`Cost per day by ${byName.toLowerCase()}`}>
      <QueryState query={breakdown} loading={<Skeleton className="h-70 w-full" />} empty={{ when: ({ rows }) => rows.length === 0, show: <EmptyState icon="search" title="No cost in this range">Choose a longer range, or fewer filters.</EmptyState> }}>
        {({ currency }) => (
          <div className="flex flex-col gap-3">
            <Suspense fallback={<Skeleton className="h-70 w-full" />}>
              <StackChart stack={stack} forecast={shown} currency={currency} label={`Cost per day by ${byName.toLowerCase()}: ${stack.layers.map(({ name }) => name).join(', ')}`} />
            </Suspense>
            <ul aria-label="Layers" className="flex flex-wrap gap-x-4 gap-y-1 text-xs text-ink-2">
              {stack.layers.map(({ name }, at) => (
                <li key={name} className="flex items-center gap-1.5">
                  <span aria-hidden="true" className="size-2.5 rounded-[2px]" style={{ background: `var(${layerColours[at % layerColours.length] ?? '--accent'})` }} />
                  {name}
                </li>
              ))}
            </ul>
            {shown !== undefined && <ForecastNote forecast={shown} />}
          </div>
        )}
      </QueryState>
    </Panel>
  );
}

function ForecastNote({ forecast }: { forecast: CostForecast }): ReactElement {
  const { backtest, about, intervalShare } = forecast;
  const tested = backtest === null
    ? 'The history is too short to test the forecast on.'
    : `On ${backtest.origins} earlier starts of ${backtest.horizon} days it was wrong by ${formatPercent(backtest.wape * 100)} on average; ${formatPercent(backtest.coverage * 100)} of the days lay inside the band.`;
  return <p className="text-xs text-ink-3">Dashed: forecast by the {about}. The band is made to hold {formatPercent(intervalShare * 100)} of the days. {tested}</p>;
}
