import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { Button } from '../../ui/Button.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { Page } from '../../ui/Page.tsx';
import { FindingsPanel } from './FindingsPanel.tsx';
import { HealthPanel } from './HealthPanel.tsx';
import { MetricsPanel } from './MetricsPanel.tsx';
import { RecentScans } from './RecentScans.tsx';
import { StatisticTiles } from './StatisticTiles.tsx';

export function OverviewPage(): ReactElement {
  return (
    <Page title="Overview" lead="Your scans and the state of this server" actions={<Button look="primary" asChild className="md:hidden"><Link to="/scans/new"><Icon name="plus" />New scan</Link></Button>}>
      <StatisticTiles />
      <div className="grid items-start gap-4 xl:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]">
        <RecentScans />
        <div className="grid gap-4 md:grid-cols-2 xl:grid-cols-1">
          <FindingsPanel />
          <HealthPanel />
          <MetricsPanel />
        </div>
      </div>
    </Page>
  );
}
