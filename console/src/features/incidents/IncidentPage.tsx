import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { type ReactElement, useState } from 'react';
import { toast } from 'sonner';
import { describeError } from '../../api/errors.ts';
import { deleteIncident, incidentQuery } from '../../api/incidents.ts';
import { keys } from '../../api/keys.ts';
import type { IncidentReport } from '../../api/types.ts';
import { isAllowed } from '../../lib/permissions.ts';
import { useActions } from '../../ui/actions/use-actions.ts';
import { SeverityBadge } from '../../ui/Badge.tsx';
import { Button } from '../../ui/Button.tsx';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { Page } from '../../ui/Page.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { LoadingRows, QueryState } from '../../ui/states.tsx';
import { useMe } from '../session/use-me.ts';
import { Causes } from './Causes.tsx';
import { EvidencePanel } from './EvidencePanel.tsx';
import { IncidentFacts } from './IncidentFacts.tsx';
import { IncidentTimeline } from './IncidentTimeline.tsx';
import { IncidentStatusBadge } from './names.tsx';
import { useTriage } from './use-triage.ts';

export function IncidentPage(): ReactElement {
  const { incidentId } = useParams({ from: '/shell/incidents/$incidentId' });
  const query = useQuery(incidentQuery(incidentId));
  if (query.data !== undefined) return <Loaded incident={query.data} />;
  return <Page title="Incident"><Panel><QueryState query={query} loading={<LoadingRows rows={8} />}>{() => null}</QueryState></Panel></Page>;
}

function Loaded({ incident }: { incident: IncidentReport }): ReactElement {
  const me = useMe();
  const canWrite = isAllowed(me.permissions, 'write:incidents');
  const [isAsking, setAsking] = useState(false);
  const remove = useRemove(incident);
  const heading = (
    <>
      <span className="text-ink-3">{incident.key}</span>
      <span className="min-w-0 break-words">{incident.title}</span>
      <SeverityBadge severity={incident.severity} />
      <IncidentStatusBadge status={incident.status} />
    </>
  );
  return (
    <Page title={`${incident.key} ${incident.title}`} heading={heading} actions={canWrite && <Steps incident={incident} name={me.name} onDelete={() => setAsking(true)} />}>
      <div className="grid gap-4 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="flex min-w-0 flex-col gap-4">
          <Panel title="What happens"><p className="break-words whitespace-pre-wrap">{incident.description}</p></Panel>
          <IncidentTimeline incident={incident} canWrite={canWrite} />
          <EvidencePanel incident={incident} canWrite={canWrite} />
          <Causes id={incident.id} />
        </div>
        <IncidentFacts incident={incident} canWrite={canWrite} />
      </div>
      <ConfirmDialog isOpen={isAsking} onOpenChange={setAsking} title={`Delete ${incident.key}?`} confirm={`Delete ${incident.key}`} onConfirm={remove}>
        Its timeline, comments and evidence go with it. This cannot be undone; the audit trail remembers it.
      </ConfirmDialog>
    </Page>
  );
}

/** The next steps in the life of an incident. */
function Steps({ incident, name, onDelete }: { incident: IncidentReport; name: string; onDelete: () => void }): ReactElement {
  const triage = useTriage();
  const { id, status } = incident;
  const isEnded = status === 'resolved' || status === 'closed';
  const take = (): void => triage.mutate({ id, changes: { status: 'investigating', assignee: name }, done: `is yours, ${name}` });
  const resolve = (): void => triage.mutate({ id, changes: { status: 'resolved' }, done: 'is resolved' });
  const close = (): void => triage.mutate({ id, changes: { status: 'closed' }, done: 'is closed' });
  const reopen = (): void => triage.mutate({ id, changes: { status: 'open' }, done: 'is open again' });
  useActions([
    { id: 'incident.acknowledge', title: 'Take this incident', section: 'List', icon: 'user', keys: 'a', run: () => !isEnded && take() },
    { id: 'incident.resolve', title: 'Resolve this incident', section: 'List', icon: 'check', keys: 'r', run: () => !isEnded && resolve() },
  ]);
  return (
    <>
      {!isEnded && <Button look={status === 'open' ? 'primary' : 'secondary'} isBusy={triage.isPending} onClick={take} aria-keyshortcuts="a">Take it</Button>}
      {!isEnded && <Button look={status === 'open' ? 'secondary' : 'primary'} icon="check" isBusy={triage.isPending} onClick={resolve} aria-keyshortcuts="r">Resolve</Button>}
      {status === 'resolved' && <Button isBusy={triage.isPending} onClick={close}>Close</Button>}
      {isEnded && <Button icon="refresh" isBusy={triage.isPending} onClick={reopen}>Reopen</Button>}
      {incident.jiraUrl !== null && <Button asChild look="ghost"><a href={incident.jiraUrl} target="_blank" rel="noreferrer"><Icon name="external" />Jira</a></Button>}
      <Button look="danger" icon="trash" onClick={onDelete}>Delete</Button>
    </>
  );
}

function useRemove({ id, key }: IncidentReport): () => void {
  const client = useQueryClient();
  const navigate = useNavigate();
  return () => {
    const run = async (): Promise<void> => {
      await deleteIncident(id);
      toast.success(`${key} deleted`);
      void client.invalidateQueries({ queryKey: keys.incidentLists });
      await navigate({ to: '/incidents' });
    };
    run().catch((error: unknown) => toast.error(`${key} could not be deleted`, { description: describeError(error).title }));
  };
}
