import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { scanListQuery } from '../../api/scans.ts';
import type { Page, ScanRow } from '../../api/types.ts';
import { SeverityCountsLine } from '../../charts/SeverityBar.tsx';
import { plural } from '../../lib/format.ts';
import { StatusBadge } from '../../ui/Badge.tsx';
import { Button } from '../../ui/Button.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { Progress } from '../../ui/Progress.tsx';
import { EmptyState, LoadingRows, QueryState } from '../../ui/states.tsx';
import { Time } from '../../ui/Time.tsx';

const recent = scanListQuery({ sort: 'created_at', order: 'desc', limit: 10, offset: 0 });

const empty = {
  when: (page: Page<ScanRow>) => page.items.length === 0,
  show: (
    <EmptyState icon="scans" title="No scans yet" action={<Button look="primary" asChild><Link to="/scans/new"><Icon name="plus" />Scan a contract</Link></Button>}>
      Paste Solidity or Vyper source, upload a file or an archive, and read what Bulwark finds beside the lines it found it on.
    </EmptyState>
  ),
};

/** The latest scans, moving while they run. */
export function RecentScans(): ReactElement {
  const query = useQuery(recent);
  return (
    <Panel title="Recent scans" isFlush aside={<Link to="/scans" className="text-sm text-accent hover:underline">All scans</Link>}>
      <QueryState query={query} empty={empty} loading={<LoadingRows rows={8} />}>
        {({ items }) => <ul>{items.map((scan) => <li key={scan.id} className="border-b border-line last:border-0"><RecentScan scan={scan} /></li>)}</ul>}
      </QueryState>
    </Panel>
  );
}

function RecentScan({ scan }: { scan: ScanRow }): ReactElement {
  return (
    <Link to="/scans/$scanId" params={{ scanId: scan.id }} className="flex min-h-12 flex-wrap items-center gap-x-4 gap-y-1 px-3.5 py-2 hover:bg-hover">
      <span className="min-w-0 flex-1">
        <span className="block truncate font-medium">{scan.title}</span>
        <span className="text-xs text-ink-3">{scan.status === 'running' ? scan.stage : <>{plural(scan.fileCount, 'file')}, {plural(scan.lineCount, 'line')} · <Time at={scan.createdAt} /></>}</span>
      </span>
      {scan.status === 'running' && <span className="w-48 max-sm:order-last max-sm:w-full"><Progress label={`Progress of ${scan.title}`} percent={scan.percent} /></span>}
      {scan.status === 'completed' && <span className="max-sm:order-last max-sm:w-full"><SeverityCountsLine counts={scan.counts} /></span>}
      <span className="flex justify-end sm:w-24"><StatusBadge status={scan.status} isIncomplete={scan.isIncomplete} /></span>
    </Link>
  );
}
