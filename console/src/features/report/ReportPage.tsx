import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { ApiError } from '../../api/errors.ts';
import { reportQuery } from '../../api/scans.ts';
import type { ScanReport } from '../../api/types.ts';
import { hasEnded } from '../../live/merge-scan.ts';
import { useLiveState } from '../../live/use-live.ts';
import { StatusBadge } from '../../ui/Badge.tsx';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { Page } from '../../ui/Page.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { EmptyState, ErrorState, LoadingRows } from '../../ui/states.tsx';
import { GasPanel } from './GasPanel.tsx';
import { IncompleteBanner } from './IncompleteBanner.tsx';
import { ProfilesPanel } from './ProfilesPanel.tsx';
import { ReportActions } from './ReportActions.tsx';
import { RunningPanel } from './RunningPanel.tsx';
import { SourcePane } from './SourcePane.tsx';
import { Summary } from './Summary.tsx';
import { Workspace } from './Workspace.tsx';

/** How often an unfinished scan is asked for: as a safety net beside the socket, and in its place. */
const SAFETY_MS = 8000;
const POLL_MS = 1500;

export function ReportPage(): ReactElement {
  const { scanId } = useParams({ from: '/shell/scans/$scanId' });
  const live = useLiveState();
  const query = useQuery({
    ...reportQuery(scanId),
    refetchInterval: ({ state }) => (live === 'paused' || state.data === undefined || hasEnded(state.data) ? false : live === 'live' ? SAFETY_MS : POLL_MS),
  });
  const report = query.data;
  if (report === undefined) {
    const isGone = query.error instanceof ApiError && query.error.status === 404;
    return (
      <Page title="Scan">
        <Panel isFlush>{isGone ? <Gone /> : query.isError ? <ErrorState error={query.error} onRetry={() => void query.refetch()} /> : <LoadingRows rows={8} />}</Panel>
      </Page>
    );
  }
  return (
    <Page
      title={report.title}
      heading={<><span className="break-all">{report.title}</span><StatusBadge status={report.status} isIncomplete={report.isIncomplete} /></>}
      actions={<ReportActions report={report} />}
    >
      <Body report={report} />
    </Page>
  );
}

function Body({ report }: { report: ScanReport }): ReactElement {
  switch (report.status) {
    case 'queued':
    case 'running':
      return (
        <>
          <RunningPanel scan={report} />
          {/* The source of an address is still being fetched. */}
          {report.target.kind !== 'address' && <SourceAlone report={report} />}
        </>
      );
    case 'failed':
      return (
        <>
          <Banner look="danger" title="This scan failed">
            {report.error === null ? 'The reason was not recorded.' : <>{report.error.message} (<code className="text-xs">{report.error.code}</code>).</>} There is no result, which does not mean that the contract is safe.
          </Banner>
          <SourceAlone report={report} />
        </>
      );
    case 'cancelled':
      return (
        <Panel isFlush>
          <EmptyState icon="stop" title="This scan was cancelled" action={<Button asChild><Link to="/scans/new">New scan</Link></Button>}>It ended at {Math.round(report.percent)} % and has no result.</EmptyState>
        </Panel>
      );
    case 'completed':
      return (
        <>
          {(report.isIncomplete || report.incomplete.length > 0) && <IncompleteBanner parts={report.incomplete} />}
          <Summary report={report} />
          <Workspace report={report} />
          <ProfilesPanel profiles={report.profiles} />
          <GasPanel score={report.gasScore} places={report.gas} />
        </>
      );
  }
}

/** What the scan reads, while there are no findings to put beside it. */
const SourceAlone = ({ report }: { report: ScanReport }): ReactElement => (
  <section aria-label="Source" className="flex h-[60dvh] min-h-72 flex-col overflow-hidden rounded-lg border border-line bg-surface">
    <SourcePane report={report} selected={null} jump={null} onFinding={() => undefined} />
  </section>
);

const Gone = (): ReactElement => (
  <EmptyState icon="scans" title="There is no such scan" action={<Button asChild><Link to="/scans">All scans</Link></Button>}>It may have been deleted, or belong to somebody else.</EmptyState>
);
