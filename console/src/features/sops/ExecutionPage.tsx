import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { executionQuery } from '../../api/sops.ts';
import type { ExecutionDetail, ExecutionStep } from '../../api/types.ts';
import { Badge } from '../../ui/Badge.tsx';
import { Button } from '../../ui/Button.tsx';
import { Field, Textarea } from '../../ui/Field.tsx';
import { Page } from '../../ui/Page.tsx';
import { Progress } from '../../ui/Progress.tsx';
import { QueryState } from '../../ui/states.tsx';
import { Time } from '../../ui/Time.tsx';
import { ExecutionLog, StepList, StepPanel } from './execution-parts.tsx';
import { ReasonDialog } from './ReasonDialog.tsx';
import { doneCount, executionTones, executionWord } from './sop-words.ts';
import { type Asking, type ExecutionRun, useExecution } from './use-execution.ts';

/** Run mode: one step after the other, by mouse or keyboard, with the record beside it. */
export function ExecutionPage(): ReactElement {
  const { executionId } = useParams({ from: '/shell/executions/$executionId' });
  const query = useQuery(executionQuery(executionId));
  return <QueryState query={query}>{(execution) => <Run execution={execution} />}</QueryState>;
}

function Run({ execution }: { execution: ExecutionDetail }): ReactElement {
  const run = useExecution(execution);
  const { steps, status } = execution;
  const { current } = run;
  return (
    <Page
      title={`Execution of ${execution.sopTitle}`}
      heading={<>{execution.sopTitle}<Badge tone={status === 'paused' ? 'medium' : executionTones[execution.result]}>{executionWord(execution)}</Badge></>}
      lead={<>version {execution.sopVersion} in {execution.environment} · started by {execution.triggeredBy} <Time at={execution.startedAt} />{execution.failureReason !== null && ` · ${execution.failureReason}`}</>}
      actions={<Actions execution={execution} run={run} />}
    >
      <div className="flex items-center gap-3"><Progress label="Steps done" percent={(doneCount(steps) / Math.max(1, steps.length)) * 100} /><span className="text-sm whitespace-nowrap text-ink-2">{doneCount(steps)} of {steps.length}</span></div>
      <div className="grid items-start gap-4 lg:grid-cols-[20rem_1fr]">
        <StepList steps={steps} current={current?.order ?? null} onChoose={run.choose} />
        <div className="flex min-w-0 flex-col gap-4">
          {current !== undefined && <StepPanel step={current}><StepActions step={current} run={run} /></StepPanel>}
          <ExecutionLog execution={execution} />
        </div>
      </div>
      <ReasonDialog title={run.asking === null ? '' : question(run.asking, current)} isOpen={run.asking !== null} onOpenChange={() => run.ask(null)} onConfirm={run.confirm} />
    </Page>
  );
}

function question(asking: Asking, step: ExecutionStep | undefined): string {
  if (asking === 'fail') return 'Give this execution up?';
  return asking === 'skip-step' ? `Skip step ${step?.order ?? ''}?` : `Step ${step?.order ?? ''} failed?`;
}

function Actions({ execution, run }: { execution: ExecutionDetail; run: ExecutionRun }): ReactElement {
  const isPaused = execution.status === 'paused';
  return (
    <>
      {execution.sopId !== null && <Button asChild><Link to="/sops/$sopId" params={{ sopId: execution.sopId }}>Procedure</Link></Button>}
      {run.mayAct && <Button icon={isPaused ? 'play' : 'pause'} isBusy={run.isPending} onClick={run.togglePause}>{isPaused ? 'Resume' : 'Pause'}</Button>}
      {run.mayAct && <Button look="danger" onClick={() => run.ask('fail')}>Give up</Button>}
    </>
  );
}

function StepActions({ step, run }: { step: ExecutionStep; run: ExecutionRun }): ReactElement | null {
  if (run.canReopen) return <Button onClick={() => run.reopen(step.order)}>Reopen</Button>;
  if (!run.canStep) return null;
  return (
    <>
      <Field label="What you saw" hint="Goes into the record">{(control) => <Textarea {...control} rows={3} className="font-mono text-xs" maxLength={20_000} value={run.output} onChange={(event) => run.setOutput(event.target.value)} />}</Field>
      <div className="mt-3 flex flex-wrap gap-2">
        <Button look="primary" icon="check" isBusy={run.isPending} onClick={run.complete}>Complete</Button>
        <Button onClick={() => run.ask('skip-step')}>Skip…</Button>
        <Button look="danger" onClick={() => run.ask('fail-step')}>Failed…</Button>
      </div>
    </>
  );
}
