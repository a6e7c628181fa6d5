import type { ReactElement } from 'react';
import { plural } from '../../lib/format.ts';
import { Button, IconButton } from '../../ui/Button.tsx';
import { Field, Input, Textarea } from '../../ui/Field.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { moved, newStepDraft, type StepDraft } from './draft.ts';

/** The steps in their order: added, moved, removed. */
export function StepsEditor({ steps, onChange }: { steps: readonly StepDraft[]; onChange: (steps: readonly StepDraft[]) => void }): ReactElement {
  return (
    <Panel title={plural(steps.length, 'step')} aside={<Button icon="plus" onClick={() => onChange([...steps, newStepDraft()])}>Add step</Button>}>
      {steps.length === 0 && <p className="text-ink-3">Steps are what people tick off when they execute it.</p>}
      <ol className="flex flex-col gap-4">
        {steps.map((step, at) => (
          <li key={step.key} className="flex flex-col gap-2 border-b border-line pb-4 last:border-b-0 last:pb-0">
            <StepFields
              step={step}
              number={at + 1}
              onChange={(change) => onChange(steps.with(at, { ...step, ...change }))}
              onMove={(by) => onChange(moved(steps, at, by))}
              onRemove={() => onChange(steps.filter(({ key }) => key !== step.key))}
            />
          </li>
        ))}
      </ol>
    </Panel>
  );
}

interface StepFieldsProps {
  step: StepDraft;
  number: number;
  onChange: (change: Partial<StepDraft>) => void;
  onMove: (by: -1 | 1) => void;
  onRemove: () => void;
}

function StepFields({ step, number, onChange, onMove, onRemove }: StepFieldsProps): ReactElement {
  return (
    <>
      <div className="flex items-end gap-1">
        <Field label={`Step ${number}`} className="flex-1">{(control) => <Input {...control} required maxLength={300} value={step.title} onChange={(event) => onChange({ title: event.target.value })} />}</Field>
        <IconButton icon="up" label={`Move step ${number} up`} onClick={() => onMove(-1)} />
        <IconButton icon="down" label={`Move step ${number} down`} onClick={() => onMove(1)} />
        <IconButton icon="trash" label={`Remove step ${number}`} onClick={onRemove} />
      </div>
      <Field label="What to do">{(control) => <Textarea {...control} rows={2} value={step.description} onChange={(event) => onChange({ description: event.target.value })} />}</Field>
      <Field label="Command" hint="Shown and recorded, never run by the server">{(control) => <Textarea {...control} rows={1} className="font-mono text-xs" value={step.command} onChange={(event) => onChange({ command: event.target.value })} />}</Field>
      <div className="grid gap-2 sm:grid-cols-2">
        <Field label="What to expect">{(control) => <Input {...control} value={step.expectedResult} onChange={(event) => onChange({ expectedResult: event.target.value })} />}</Field>
        <Field label="Warning">{(control) => <Input {...control} value={step.warning} onChange={(event) => onChange({ warning: event.target.value })} />}</Field>
      </div>
    </>
  );
}
