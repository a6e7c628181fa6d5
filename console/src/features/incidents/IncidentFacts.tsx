import { type ReactElement, type ReactNode, useEffect, useState } from 'react';
import type { IncidentChanges, IncidentReport, IncidentSeverity } from '../../api/types.ts';
import { Button } from '../../ui/Button.tsx';
import { Field, Input, Select, Textarea } from '../../ui/Field.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { Time } from '../../ui/Time.tsx';
import { formatMinutes, incidentSeverities, titled } from './names.tsx';
import { useTriage } from './use-triage.ts';

const minutesBetween = (from: string, to: string | null): number | null => (to === null ? null : (Date.parse(to) - Date.parse(from)) / 60_000);

/** Where, who, how long, and what came of it. */
export function IncidentFacts({ incident, canWrite }: { incident: IncidentReport; canWrite: boolean }): ReactElement {
  return (
    <div className="flex min-w-0 flex-col gap-4">
      <Panel title="Facts">
        <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1.5 text-sm [&>dt]:text-ink-3">
          <Fact name="Squad">{incident.squad}</Fact>
          <Fact name="Environment">{titled(incident.environment)}</Fact>
          <Fact name="Services">{incident.affectedServices.join(', ') || '–'}</Fact>
          <Fact name="Tags">{incident.tags.join(', ') || '–'}</Fact>
          <Fact name="Reporter">{incident.reporter}</Fact>
          <Fact name="Reported"><Time at={incident.createdAt} /></Fact>
          <Fact name="Acknowledged after">{formatMinutes(minutesBetween(incident.createdAt, incident.acknowledgedAt))}</Fact>
          <Fact name="Resolved after">{formatMinutes(minutesBetween(incident.createdAt, incident.resolvedAt))}</Fact>
        </dl>
      </Panel>
      <Outcome incident={incident} canWrite={canWrite} />
    </div>
  );
}

const Fact = ({ name, children }: { name: string; children: ReactNode }): ReactElement => <><dt>{name}</dt><dd className="min-w-0 break-words">{children}</dd></>;

const formOf = ({ severity, assignee, rootCause, resolution }: IncidentReport) => ({ severity, assignee: assignee ?? '', rootCause: rootCause ?? '', resolution: resolution ?? '' });

/** What whoever works on it fills in. */
function Outcome({ incident, canWrite }: { incident: IncidentReport; canWrite: boolean }): ReactElement {
  const triage = useTriage();
  const [form, setForm] = useState(formOf(incident));
  useEffect(() => setForm(formOf(incident)), [incident]);
  const set = (part: Partial<typeof form>): void => setForm((current) => ({ ...current, ...part }));
  const isChanged = JSON.stringify(form) !== JSON.stringify(formOf(incident));
  const changes: IncidentChanges = form;
  return (
    <Panel title="Triage">
      <form className="flex flex-col gap-3" onSubmit={(event) => {
        event.preventDefault();
        triage.mutate({ id: incident.id, changes, done: 'is saved' });
      }}>
        <fieldset disabled={!canWrite} className="contents">
          <Field label="Severity">{(control) => <Select {...control} disabled={!canWrite} options={incidentSeverities.map((value) => ({ value, label: titled(value) }))} value={form.severity} onValue={(value) => set({ severity: value as IncidentSeverity })} />}</Field>
          <Field label="Assignee">{(control) => <Input {...control} maxLength={200} value={form.assignee} onChange={(event) => set({ assignee: event.target.value })} />}</Field>
          <Field label="Root cause">{(control) => <Textarea {...control} rows={3} value={form.rootCause} onChange={(event) => set({ rootCause: event.target.value })} />}</Field>
          <Field label="Resolution">{(control) => <Textarea {...control} rows={3} value={form.resolution} onChange={(event) => set({ resolution: event.target.value })} />}</Field>
          {canWrite && <Button type="submit" className="self-end" disabled={!isChanged} isBusy={triage.isPending}>Save</Button>}
        </fieldset>
      </form>
    </Panel>
  );
}
