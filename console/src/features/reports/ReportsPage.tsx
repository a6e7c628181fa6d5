import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { type ReactElement, useState } from 'react';
import { toast } from 'sonner';
import { describeError } from '../../api/errors.ts';
import { deleteReport, remakeReport, reportFilesQuery, reportKeys, REPORTS_PER_PAGE, reportUrl } from '../../api/reports.ts';
import type { ReportFileRow } from '../../api/types.ts';
import { formatBytes } from '../../lib/format.ts';
import { isAllowed } from '../../lib/permissions.ts';
import { useActions } from '../../ui/actions/use-actions.ts';
import { Badge } from '../../ui/Badge.tsx';
import { Button } from '../../ui/Button.tsx';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { Page } from '../../ui/Page.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { Progress } from '../../ui/Progress.tsx';
import { EmptyState, LoadingRows, QueryState } from '../../ui/states.tsx';
import { Tabs } from '../../ui/Tabs.tsx';
import { Paging, Table, Td, Th } from '../../ui/table.tsx';
import { Time } from '../../ui/Time.tsx';
import { useMe } from '../session/use-me.ts';
import { NewReportDialog } from './NewReportDialog.tsx';
import { TemplatesPanel } from './TemplatesPanel.tsx';
import { VersionsDialog } from './VersionsDialog.tsx';
import { formatNames, reportTones, typeNames } from './report-words.ts';

const head = <><Th>Report</Th><Th>Period</Th><Th>State</Th><Th>Format</Th><Th className="text-right">Version</Th><Th className="text-right">Made</Th><Th><span className="sr-only">Actions</span></Th></>;

/** Reports to make, watch and fetch, and the schedules that make them. */
export function ReportsPage(): ReactElement {
  const { permissions } = useMe();
  const [isNew, setNew] = useState(false);
  const mayWrite = isAllowed(permissions, 'write:reports');
  useActions([{ id: 'reports.new', title: 'New report', section: 'List', icon: 'plus', keys: 'n', run: () => setNew(mayWrite) }]);
  return (
    <Page title="Reports" lead="Made of what the server says at that moment" actions={mayWrite && <Button look="primary" icon="plus" onClick={() => setNew(true)}>New report</Button>}>
      <Tabs label="Reports and schedules" tabs={[
        { value: 'reports', label: 'Reports', content: <ReportList mayWrite={mayWrite} /> },
        { value: 'templates', label: 'Templates and schedules', content: <TemplatesPanel /> },
      ]} />
      <NewReportDialog isOpen={isNew} onOpenChange={setNew} />
    </Page>
  );
}

function ReportList({ mayWrite }: { mayWrite: boolean }): ReactElement {
  const { page = 1 } = useSearch({ from: '/shell/reports' });
  const navigate = useNavigate({ from: '/reports' });
  const client = useQueryClient();
  const offset = (page - 1) * REPORTS_PER_PAGE;
  const query = useQuery(reportFilesQuery(offset));
  const [shown, setShown] = useState<ReportFileRow | null>(null);
  const [leaving, setLeaving] = useState<ReportFileRow | null>(null);
  const settled = { onError: (error: unknown) => void toast.error(describeError(error).title), onSettled: () => client.invalidateQueries({ queryKey: reportKeys.all }) };
  const again = useMutation({ mutationFn: remakeReport, ...settled });
  const remove = useMutation({ mutationFn: deleteReport, ...settled });
  return (
    <Panel isFlush>
      <QueryState query={query} loading={<LoadingRows rows={6} />} empty={{ when: ({ total }) => total === 0, show: <EmptyState icon="file" title="No reports yet">A report gathers incidents, service levels, vulnerabilities, costs and more into one file.</EmptyState> }}>
        {({ items, total }) => (
          <>
            <Table label="Reports" head={head}>
              {items.map((report) => <Row key={report.id} report={report} mayWrite={mayWrite} onAgain={() => again.mutate(report.id)} onVersions={() => setShown(report)} onDelete={() => setLeaving(report)} />)}
            </Table>
            <Paging offset={offset} limit={REPORTS_PER_PAGE} total={total} noun="reports" onOffset={(next) => void navigate({ search: { page: next / REPORTS_PER_PAGE + 1 }, replace: true })} />
          </>
        )}
      </QueryState>
      <VersionsDialog report={shown} onClose={() => setShown(null)} />
      <ConfirmDialog isOpen={leaving !== null} onOpenChange={() => setLeaving(null)} title={`Delete ${leaving?.name ?? 'this report'}?`} confirm="Delete report" onConfirm={() => leaving !== null && remove.mutate(leaving.id)}>
        All its versions go with it. This cannot be undone.
      </ConfirmDialog>
    </Panel>
  );
}

interface RowProps {
  report: ReportFileRow;
  mayWrite: boolean;
  onAgain: () => void;
  onVersions: () => void;
  onDelete: () => void;
}

function Row({ report, mayWrite, onAgain, onVersions, onDelete }: RowProps): ReactElement {
  const isReady = report.version > 0;
  return (
    <tr className="hover:bg-hover">
      <Td className="max-w-80 min-w-44"><span className="block truncate font-medium" title={report.name}>{report.name}</span><span className="text-xs text-ink-3">{typeNames[report.type]}{report.isPersonal && ' · only you see it'}</span></Td>
      <Td className="whitespace-nowrap text-ink-2">{report.periodStart} – {report.periodEnd}</Td>
      <Td className="min-w-36">{report.status === 'generating' ? <span className="flex flex-col gap-1"><span className="text-xs text-ink-3">{report.stage}</span><Progress label={`Progress of ${report.name}`} percent={report.percent} /></span> : <Badge tone={reportTones[report.status]}>{report.status}</Badge>}{report.error !== null && <span className="block max-w-56 truncate text-xs text-critical" title={report.error}>{report.error}</span>}</Td>
      <Td className="text-ink-2">{formatNames[report.format]} {report.fileSize !== null && <span className="text-xs text-ink-3">{formatBytes(report.fileSize)}</span>}</Td>
      <Td className="text-right">{isReady ? <button type="button" className="underline hover:text-accent" aria-label={`Versions of ${report.name}, now ${report.version}`} onClick={onVersions}>{report.version}</button> : '–'}</Td>
      <Td className="text-right text-ink-2"><Time at={report.generatedAt ?? report.createdAt} /></Td>
      <Td className="text-right whitespace-nowrap">
        {isReady && <Button look="ghost" asChild><a href={reportUrl(report.id)} download aria-label={`Download ${report.name}`}><Icon name="download" />Download</a></Button>}
        {mayWrite && report.status !== 'generating' && <Button look="ghost" icon="refresh" aria-label={`Make ${report.name} again`} onClick={onAgain}>Again</Button>}
        {mayWrite && <Button look="ghost" icon="trash" aria-label={`Delete ${report.name}`} onClick={onDelete} />}
      </Td>
    </tr>
  );
}
