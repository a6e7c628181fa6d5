import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { type CostQuery, costExportUrl, costImportsQuery, costSpanQuery, isMoving } from '../../api/costs.ts';
import type { CostSpan } from '../../api/types.ts';
import { isAllowed } from '../../lib/permissions.ts';
import { type CostsSearch, costsQuery, type CostView, costViews } from '../../routes/search.ts';
import { useActions } from '../../ui/actions/use-actions.ts';
import { Button } from '../../ui/Button.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { Page } from '../../ui/Page.tsx';
import { Segmented } from '../../ui/Segmented.tsx';
import { LoadingRows, QueryState } from '../../ui/states.tsx';
import { useMe } from '../session/use-me.ts';
import { AnomaliesPanel } from './AnomaliesPanel.tsx';
import { BudgetsPanel } from './BudgetsPanel.tsx';
import { ChartPanel } from './ChartPanel.tsx';
import { CostFilters, groupName } from './CostFilters.tsx';
import { CostTable, ResourceTable } from './CostTable.tsx';
import { CostTiles } from './CostTiles.tsx';
import { ImportsPanel } from './ImportsPanel.tsx';
import { RecommendationsPanel } from './RecommendationsPanel.tsx';

const viewNames: Record<CostView, string> = { costs: 'Costs', anomalies: 'Anomalies', savings: 'Savings', budgets: 'Budgets', imports: 'Imports' };
const AHEAD = { '7d': 7, '30d': 14, '90d': 30, '365d': 90, all: 30 } as const;

/** Cloud cost: where it goes, where it is going, what is odd, what can be saved, and where the data comes from. */
export function CostsPage(): ReactElement {
  const search = useSearch({ from: '/shell/costs' });
  const navigate = useNavigate({ from: '/costs' });
  const span = useQuery(costSpanQuery);
  const { permissions } = useMe();
  const change = (next: CostsSearch): void => void navigate({ search: (current) => ({ ...current, ...next }), replace: true });
  useActions(costViews.map((view, at) => ({ id: `costs.${view}`, title: `Costs: ${viewNames[view].toLowerCase()}`, section: 'List', keys: String(at + 1), run: () => change({ view }) })));
  const { firstDay, lastDay } = span.data ?? { firstDay: null, lastDay: null };
  const query = costsQuery(search, lastDay);
  const download = firstDay === null || lastDay === null ? null : costExportUrl({ from: query.from ?? firstDay, to: lastDay, currency: query.currency });
  return (
    <Page
      title="Costs"
      lead={lastDay === null ? 'Cloud cost by FOCUS 1.0 data' : `Charges from ${firstDay} to ${lastDay}`}
      actions={download !== null && <Button asChild><a href={download} download><Icon name="download" />Export FOCUS</a></Button>}
    >
      <div className="overflow-x-auto"><Segmented label="View" value={viewOf(search, lastDay)} onValue={(view) => change({ view })} options={costViews.map((value) => ({ value, label: viewNames[value] }))} /></div>
      <QueryState query={span} loading={<LoadingRows rows={8} />}>
        {(known) => <View known={known} search={search} query={query} canWrite={isAllowed(permissions, 'write:finops')} onChange={change} />}
      </QueryState>
    </Page>
  );
}

/** Without data the page begins where data comes in. */
const viewOf = ({ view }: CostsSearch, lastDay: string | null): CostView => view ?? (lastDay === null ? 'imports' : 'costs');

interface ViewProps {
  known: CostSpan;
  search: CostsSearch;
  query: CostQuery;
  canWrite: boolean;
  onChange: (next: CostsSearch) => void;
}

function View({ known, search, query, canWrite, onChange }: ViewProps): ReactElement {
  switch (viewOf(search, known.lastDay)) {
    case 'costs':
      return <Costs known={known} search={search} query={query} canWrite={canWrite} onChange={onChange} />;
    case 'anomalies':
      return <><CostFilters search={search} span={known} onChange={onChange} /><AnomaliesPanel query={query} /></>;
    case 'savings':
      return <RecommendationsPanel canWrite={canWrite} />;
    case 'budgets':
      return <BudgetsPanel span={known} canWrite={canWrite} />;
    case 'imports':
      return <ImportsPanel canWrite={canWrite} />;
  }
}

const drillable = ['service', 'subAccount', 'region', 'environment'] as const;

function Costs({ known, search, query, onChange }: ViewProps): ReactElement {
  const by = search.by ?? 'service';
  const name = groupName(by);
  const drill = drillable.find((one) => one === by);
  const imports = useQuery(costImportsQuery);
  const running = imports.data?.items.filter(isMoving).length ?? 0;
  return (
    <>
      <CostFilters search={search} span={known} onChange={onChange} />
      {running > 0 && <p role="status" className="text-sm text-ink-3">{running === 1 ? 'An import is' : `${running} imports are`} running; sums follow when it is whole.</p>}
      <CostTiles query={query} />
      <ChartPanel query={query} by={by} byName={name} ahead={AHEAD[search.range ?? '30d']} />
      <div className="grid gap-4 xl:grid-cols-2">
        <CostTable query={query} by={by} byName={name} onDrill={drill === undefined ? null : (value) => onChange({ [drill]: value, by: drill === 'service' ? 'subAccount' : 'service' })} />
        <ResourceTable key={JSON.stringify(query)} query={query} currency={search.currency ?? known.currencies[0]?.currency ?? 'USD'} />
      </div>
    </>
  );
}
