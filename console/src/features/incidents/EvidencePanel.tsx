import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import { toast } from 'sonner';
import { describeError } from '../../api/errors.ts';
import { addEvidence, evidenceUrl, removeEvidence } from '../../api/incidents.ts';
import { keys } from '../../api/keys.ts';
import type { EvidenceKind, EvidenceRow, IncidentReport } from '../../api/types.ts';
import { cx } from '../../lib/cx.ts';
import { formatBytes } from '../../lib/format.ts';
import { Badge } from '../../ui/Badge.tsx';
import { Button, IconButton } from '../../ui/Button.tsx';
import { Field, Input, Select, Textarea } from '../../ui/Field.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { Progress } from '../../ui/Progress.tsx';
import { Time } from '../../ui/Time.tsx';
import { evidenceKinds, titled } from './names.tsx';

/** What shows what happened; more of it by typing, choosing a file or dropping one. */
export function EvidencePanel({ incident, canWrite }: { incident: IncidentReport; canWrite: boolean }): ReactElement {
  return (
    <Panel title="Evidence" isFlush>
      {incident.evidence.length === 0 && <p className="px-3.5 py-3 text-sm text-ink-3">Nothing yet: logs, screenshots and commands help those who come after.</p>}
      <ul aria-label="Evidence" className="flex flex-col divide-y divide-line">{incident.evidence.map((evidence) => <Item key={evidence.id} incidentId={incident.id} evidence={evidence} canWrite={canWrite} />)}</ul>
      {canWrite && <EvidenceForm id={incident.id} />}
    </Panel>
  );
}

function Item({ incidentId, evidence, canWrite }: { incidentId: string; evidence: EvidenceRow; canWrite: boolean }): ReactElement {
  const client = useQueryClient();
  const remove = (): void => {
    removeEvidence(incidentId, evidence.id).then(() => client.invalidateQueries({ queryKey: keys.incident(incidentId) }), (error: unknown) => toast.error('The evidence could not be removed', { description: describeError(error).title }));
  };
  return (
    <li className="flex flex-col gap-1.5 px-3.5 py-2.5">
      <div className="flex flex-wrap items-center gap-2 text-sm">
        <Badge>{titled(evidence.kind)}</Badge>
        <span className="min-w-0 font-medium break-words">{evidence.title}</span>
        <span className="text-xs text-ink-3">{evidence.uploadedBy} · <Time at={evidence.uploadedAt} /> · {formatBytes(evidence.size)}</span>
        <span className="ml-auto flex gap-1">
          {evidence.file !== null && <Button asChild look="ghost"><a href={evidenceUrl(incidentId, evidence.id)} download><Icon name="download" />{evidence.file.filename}</a></Button>}
          {canWrite && <IconButton icon="trash" label={`Remove ${evidence.title}`} onClick={remove} />}
        </span>
      </div>
      {evidence.content !== '' && <pre tabIndex={0} role="region" aria-label={evidence.title} className="max-h-64 overflow-auto rounded-md border border-line bg-sunken p-2.5 text-xs leading-5">{evidence.content}</pre>}
      <p className="truncate text-xs text-ink-3" title={evidence.sha256}>SHA-256 <code>{evidence.sha256.slice(0, 16)}…</code></p>
    </li>
  );
}

const blank = { title: '', kind: 'log' as EvidenceKind, content: '', file: null as File | null };

function EvidenceForm({ id }: { id: string }): ReactElement {
  const client = useQueryClient();
  const [form, setForm] = useState(blank);
  const [done, setDone] = useState(0);
  const [isOver, setOver] = useState(false);
  const set = (part: Partial<typeof blank>): void => setForm((current) => ({ ...current, ...part }));
  const take = (file: File | undefined): void => {
    if (file !== undefined) set({ file, title: form.title === '' ? file.name : form.title, kind: file.type.startsWith('image/') ? 'screenshot' : form.kind });
  };
  const add = useMutation({
    mutationFn: () => addEvidence(id, form, setDone),
    onSuccess: () => {
      setForm(blank);
      void client.invalidateQueries({ queryKey: keys.incident(id) });
    },
    onError: (error) => toast.error('The evidence was not taken', { description: describeError(error).detail ?? describeError(error).title }),
    onSettled: () => setDone(0),
  });
  return (
    <form
      className={cx('flex flex-col gap-3 border-t border-line px-3.5 py-3', isOver && 'bg-accent-soft')}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        take(event.dataTransfer.files[0]);
      }}
      onSubmit={(event) => {
        event.preventDefault();
        add.mutate();
      }}
    >
      <div className="grid gap-3 sm:grid-cols-[minmax(0,1fr)_10rem]">
        <Field label="Title of the evidence">{(control) => <Input {...control} required maxLength={200} value={form.title} onChange={(event) => set({ title: event.target.value })} />}</Field>
        <Field label="Kind">{(control) => <Select {...control} options={evidenceKinds.map((value) => ({ value, label: titled(value) }))} value={form.kind} onValue={(value) => set({ kind: value as EvidenceKind })} />}</Field>
      </div>
      <Field label="Text">{(control) => <Textarea {...control} rows={2} disabled={form.file !== null} value={form.content} onChange={(event) => set({ content: event.target.value })} />}</Field>
      <div className="flex flex-wrap items-center gap-2">
        <Field label="Or a file, at most 10 MB" className="min-w-0 flex-1">{(control) => <input {...control} type="file" key={form.file === null ? 'none' : 'some'} className="text-sm" onChange={(event) => take(event.target.files?.[0])} />}</Field>
        {form.file !== null && <Button look="ghost" onClick={() => set({ file: null })}>{form.file.name} ×</Button>}
        <Button type="submit" icon="upload" isBusy={add.isPending} disabled={form.title === '' || (form.file === null && form.content === '')}>Add evidence</Button>
      </div>
      {add.isPending && <Progress label="Upload of the evidence" percent={done * 100} />}
    </form>
  );
}
