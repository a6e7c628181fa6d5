import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { type ReactElement, useState } from 'react';
import { toast } from 'sonner';
import { unitsQuery } from '../../api/alerts.ts';
import { describeError } from '../../api/errors.ts';
import { deleteSop, executionsQuery, moveSop, sopKeys, sopQuery, sopVersionsQuery, startExecution } from '../../api/sops.ts';
import type { SopDetail, SopMove } from '../../api/types.ts';
import { plural } from '../../lib/format.ts';
import { isAllowed } from '../../lib/permissions.ts';
import { useActions } from '../../ui/actions/use-actions.ts';
import { Badge } from '../../ui/Badge.tsx';
import { Button } from '../../ui/Button.tsx';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Field, Select } from '../../ui/Field.tsx';
import { Page } from '../../ui/Page.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { Rendered } from '../../ui/Rendered.tsx';
import { EmptyState, QueryState } from '../../ui/states.tsx';
import { Tabs } from '../../ui/Tabs.tsx';
import { Table, Td, Th } from '../../ui/table.tsx';
import { Time } from '../../ui/Time.tsx';
import { useMe } from '../session/use-me.ts';
import { categoryNames, doneCount, executionTones, executionWord, sopStatusNames, sopTones } from './sop-words.ts';

/** One procedure: what to do, its versions, and who did it. */
export function SopPage(): ReactElement {
  const { sopId } = useParams({ from: '/shell/sops/$sopId' });
  const query = useQuery(sopQuery(sopId));
  return <QueryState query={query}>{(sop) => <Loaded sop={sop} />}</QueryState>;
}

function Loaded({ sop }: { sop: SopDetail }): ReactElement {
  return (
    <Page
      title={sop.title}
      heading={<>{sop.title}<Badge tone={sopTones[sop.status]}>{sopStatusNames[sop.status]}</Badge><span className="text-sm font-normal text-ink-3">version {sop.version}</span></>}
      lead={<>{categoryNames[sop.category]} · {sop.owner}{sop.estimatedDuration !== null && ` · ${plural(sop.estimatedDuration, 'minute')}`}{sop.description !== '' && ` · ${sop.description}`}</>}
      actions={<SopActions sop={sop} />}
    >
      <Tabs label="Parts of the procedure" tabs={[
        { value: 'procedure', label: 'Procedure', content: <Procedure sop={sop} /> },
        { value: 'executions', label: 'Executions', content: <Executions sopId={sop.id} /> },
        { value: 'versions', label: 'Versions', content: <Versions sopId={sop.id} /> },
      ]} />
    </Page>
  );
}

const moves: readonly { move: SopMove; title: string; from: readonly SopDetail['status'][] }[] = [
  { move: 'submit', title: 'Ask for review', from: ['draft'] },
  { move: 'approve', title: 'Approve', from: ['draft', 'review'] },
  { move: 'reject', title: 'Send back', from: ['review'] },
  { move: 'archive', title: 'Archive', from: ['draft', 'review', 'approved'] },
  { move: 'restore', title: 'Restore', from: ['archived'] },
];

function SopActions({ sop }: { sop: SopDetail }): ReactElement | null {
  const client = useQueryClient();
  const navigate = useNavigate();
  const { permissions } = useMe();
  const [isStarting, setStarting] = useState(false);
  const [isLeaving, setLeaving] = useState(false);
  const refresh = (): Promise<void> => client.invalidateQueries({ queryKey: sopKeys.all });
  const onError = (error: unknown): void => void toast.error(describeError(error).title, { description: describeError(error).detail ?? undefined });
  const move = useMutation({ mutationFn: (next: SopMove) => moveSop(sop.id, next), onError, onSettled: refresh });
  const remove = useMutation({ mutationFn: () => deleteSop(sop.id), onError, onSuccess: async () => { await navigate({ to: '/sops' }); await refresh(); } });
  const canExecute = sop.status === 'approved' && sop.steps.length > 0;
  useActions([{ id: 'sop.execute', title: 'Execute this procedure', section: 'View', icon: 'play', keys: 'x', run: () => setStarting(canExecute) }]);
  if (!isAllowed(permissions, 'write:sops')) return null;
  return (
    <>
      {moves.filter(({ move: each, from }) => from.includes(sop.status) && !(each === 'approve' && sop.isOwnVersion)).map(({ move: each, title }) => <Button key={each} look={each === 'approve' ? 'primary' : 'secondary'} isBusy={move.isPending} onClick={() => move.mutate(each)}>{title}</Button>)}
      {sop.status !== 'archived' && <Button asChild><Link to="/sops/$sopId/edit" params={{ sopId: sop.id }}>Edit</Link></Button>}
      <Button look="danger" icon="trash" onClick={() => setLeaving(true)}>Delete</Button>
      {canExecute && <Button look="primary" icon="play" onClick={() => setStarting(true)}>Execute</Button>}
      <StartDialog sop={sop} isOpen={isStarting} onOpenChange={setStarting} />
      <ConfirmDialog isOpen={isLeaving} onOpenChange={setLeaving} title={`Delete ${sop.title}?`} confirm="Delete procedure" onConfirm={() => remove.mutate()}>
        Its versions go with it. The records of its executions stay. This cannot be undone.
      </ConfirmDialog>
    </>
  );
}

function StartDialog({ sop, isOpen, onOpenChange }: { sop: SopDetail; isOpen: boolean; onOpenChange: (isOpen: boolean) => void }): ReactElement {
  const navigate = useNavigate();
  const environments = useQuery({ ...unitsQuery('environments'), enabled: isOpen });
  const [environment, setEnvironment] = useState('production');
  const start = useMutation({
    mutationFn: () => startExecution(sop.id, environment),
    onSuccess: ({ id }) => navigate({ to: '/executions/$executionId', params: { executionId: id } }),
    onError: (error) => toast.error(describeError(error).title),
  });
  const options = (environments.data ?? [{ name: 'production', displayName: 'Production' }]).map(({ name, displayName }) => ({ value: name, label: displayName }));
  return (
    <Dialog isOpen={isOpen} onOpenChange={onOpenChange} title={`Execute ${sop.title}`} description="Opens a checklist with a record of who did what. Commands are shown and recorded, never run by the server." footer={<><Button onClick={() => onOpenChange(false)}>Cancel</Button><Button look="primary" isBusy={start.isPending} onClick={() => start.mutate()}>Start</Button></>}>
      <Field label="Environment">{(control) => <Select {...control} options={options} value={environment} onValue={setEnvironment} />}</Field>
    </Dialog>
  );
}

function Procedure({ sop }: { sop: SopDetail }): ReactElement {
  return (
    <div className="grid items-start gap-4 lg:grid-cols-2">
      <Panel title={plural(sop.steps.length, 'step')}>
        {sop.prerequisites.length > 0 && <div className="mb-3 text-sm"><p className="font-medium text-ink-2">Before you begin</p><ul className="list-disc pl-5 text-ink-2">{sop.prerequisites.map((each) => <li key={each}>{each}</li>)}</ul></div>}
        {sop.steps.length === 0 ? <p className="text-ink-3">It has no steps yet, so it cannot be executed.</p> : (
          <ol className="flex flex-col gap-3">
            {sop.steps.map((step) => (
              <li key={step.id} className="flex gap-3">
                <span aria-hidden="true" className="grid size-6 shrink-0 place-items-center rounded-full bg-sunken text-xs font-medium">{step.order}</span>
                <div className="min-w-0 flex-1">
                  <p className="font-medium">{step.title}</p>
                  {step.description !== '' && <p className="whitespace-pre-line text-ink-2">{step.description}</p>}
                  {step.warning !== null && <p className="mt-1 text-medium">Warning: {step.warning}</p>}
                  {step.command !== null && <pre tabIndex={0} aria-label={`Command of step ${step.order}`} className="mt-1 overflow-x-auto rounded-md bg-sunken p-2 text-xs">{step.command}</pre>}
                  {step.expectedResult !== null && <p className="mt-1 text-xs text-ink-3">Expected: {step.expectedResult}</p>}
                </div>
              </li>
            ))}
          </ol>
        )}
      </Panel>
      <Panel title="Text">{sop.content === '' ? <p className="text-ink-3">No text beside the steps.</p> : <Rendered html={sop.contentHtml} />}</Panel>
    </div>
  );
}

function Executions({ sopId }: { sopId: string }): ReactElement {
  const query = useQuery(executionsQuery(sopId));
  const head = <><Th>Started</Th><Th>By</Th><Th>Environment</Th><Th>State</Th><Th className="text-right">Steps</Th></>;
  return (
    <Panel isFlush>
      <QueryState query={query} empty={{ when: ({ total }) => total === 0, show: <EmptyState icon="clock" title="Not executed yet">Once it is approved, people can go through it step by step.</EmptyState> }}>
        {({ items }) => (
          <Table label="Executions" head={head}>
            {items.map((execution) => (
              <tr key={execution.id} className="hover:bg-hover">
                <Td><Link to="/executions/$executionId" params={{ executionId: execution.id }} className="font-medium hover:text-accent"><Time at={execution.startedAt} /></Link></Td>
                <Td>{execution.triggeredBy}</Td>
                <Td className="text-ink-2">{execution.environment}</Td>
                <Td><Badge tone={executionTones[execution.result]}>{executionWord(execution)}</Badge></Td>
                <Td className="text-right text-ink-2">{doneCount(execution.steps)} of {execution.steps.length}</Td>
              </tr>
            ))}
          </Table>
        )}
      </QueryState>
    </Panel>
  );
}

function Versions({ sopId }: { sopId: string }): ReactElement {
  const query = useQuery(sopVersionsQuery(sopId));
  const head = <><Th>Version</Th><Th>By</Th><Th>Note</Th><Th className="text-right">Steps</Th><Th className="text-right">When</Th></>;
  return (
    <Panel isFlush>
      <QueryState query={query}>
        {(versions) => (
          <Table label="Versions" head={head}>
            {versions.map(({ id, version, author, note, stepCount, createdAt }) => <tr key={id}><Td className="font-medium">{version}</Td><Td>{author}</Td><Td className="text-ink-2">{note === '' ? '–' : note}</Td><Td className="text-right text-ink-2">{stepCount}</Td><Td className="text-right text-ink-2"><Time at={createdAt} /></Td></tr>)}
          </Table>
        )}
      </QueryState>
    </Panel>
  );
}
