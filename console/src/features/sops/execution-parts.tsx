import type { ReactElement, ReactNode } from 'react';
import type { ExecutionDetail, ExecutionStep } from '../../api/types.ts';
import { cx } from '../../lib/cx.ts';
import { Badge } from '../../ui/Badge.tsx';
import { CopyButton } from '../../ui/CopyButton.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { Time } from '../../ui/Time.tsx';
import { stepTones } from './sop-words.ts';

/** The steps with their states; one is chosen. */
export function StepList({ steps, current, onChoose }: { steps: readonly ExecutionStep[]; current: number | null; onChoose: (order: number) => void }): ReactElement {
  return (
    <Panel title="Steps" isFlush>
      <ol>
        {steps.map(({ order, title, state }) => (
          <li key={order}>
            <button type="button" aria-current={order === current ? 'step' : undefined} onClick={() => onChoose(order)} className={cx('flex w-full items-center gap-2 border-b border-line px-3.5 py-2 text-left hover:bg-hover', order === current && 'bg-accent-soft')}>
              <span className="w-5 shrink-0 text-right text-xs text-ink-3">{order}</span>
              <span className="min-w-0 flex-1 truncate">{title}</span>
              <Badge tone={stepTones[state]}>{state}</Badge>
            </button>
          </li>
        ))}
      </ol>
    </Panel>
  );
}

/** What the chosen step asks for, and what became of it. */
export function StepPanel({ step, children }: { step: ExecutionStep; children: ReactNode }): ReactElement {
  return (
    <Panel title={`${step.order}. ${step.title}`} aside={step.by !== null && <span className="text-xs text-ink-3">{step.state} by {step.by}</span>}>
      <div className="flex flex-col gap-2">
        {step.warning !== null && <p className="rounded-md bg-medium-soft px-2 py-1 text-medium">Warning: {step.warning}</p>}
        {step.description !== '' && <p className="whitespace-pre-line">{step.description}</p>}
        {step.command !== null && <div className="flex items-start gap-2 rounded-md bg-sunken p-2"><pre tabIndex={0} aria-label="Command" className="min-w-0 flex-1 overflow-x-auto text-xs">{step.command}</pre><CopyButton text={step.command} label="Copy" /></div>}
        {step.expectedResult !== null && <p className="text-ink-2">Expected: {step.expectedResult}</p>}
        {step.output !== null && <pre tabIndex={0} aria-label="What was seen" className="overflow-x-auto rounded-md border border-line p-2 text-xs">{step.output}</pre>}
        {step.notes !== null && <p className="text-ink-2">{step.notes}</p>}
      </div>
      <div className="mt-3">{children}</div>
    </Panel>
  );
}

/** Who did what and when. */
export function ExecutionLog({ execution }: { execution: ExecutionDetail }): ReactElement {
  return (
    <Panel title="Record">
      <ol aria-label="Record of the execution" className="flex flex-col gap-1.5 text-sm">
        {execution.log.map(({ at, actor, action, step, text }, index) => (
          <li key={index} className="flex flex-wrap gap-x-2"><span className="text-ink-3"><Time at={at} /></span><span className="font-medium">{actor}</span><span>{action.replaceAll('-', ' ')}{step !== null && ` ${step}`}</span>{text !== '' && <span className="w-full whitespace-pre-wrap text-ink-2">{text}</span>}</li>
        ))}
      </ol>
    </Panel>
  );
}
