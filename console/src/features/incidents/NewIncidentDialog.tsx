import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import { toast } from 'sonner';
import { describeError } from '../../api/errors.ts';
import { reportIncident } from '../../api/incidents.ts';
import { keys } from '../../api/keys.ts';
import type { Environment, IncidentSeverity } from '../../api/types.ts';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Field, Input, Select, Textarea } from '../../ui/Field.tsx';
import { environments, incidentSeverities, titled } from './names.tsx';

interface NewIncidentDialogProps {
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  onReported: (id: string) => void;
}

const options = (words: readonly string[]): { value: string; label: string }[] => words.map((value) => ({ value, label: titled(value) }));
const blank = { title: '', description: '', severity: 'high' as IncidentSeverity, environment: 'production' as Environment, squad: '', services: '' };

export function NewIncidentDialog({ isOpen, onOpenChange, onReported }: NewIncidentDialogProps): ReactElement {
  const client = useQueryClient();
  const [form, setForm] = useState(blank);
  const set = (part: Partial<typeof blank>): void => setForm((current) => ({ ...current, ...part }));
  const report = useMutation({
    mutationFn: () => {
      const { services, ...rest } = form;
      return reportIncident({ ...rest, affectedServices: services.split(',').map((name) => name.trim()).filter((name) => name !== '') });
    },
    onSuccess: ({ id, key }) => {
      toast.success(`${key} reported`);
      setForm(blank);
      onOpenChange(false);
      void client.invalidateQueries({ queryKey: keys.incidentLists });
      onReported(id);
    },
  });
  const footer = (
    <>
      <Button onClick={() => onOpenChange(false)}>Cancel</Button>
      <Button look="primary" type="submit" form="new-incident" isBusy={report.isPending}>Report</Button>
    </>
  );
  return (
    <Dialog isOpen={isOpen} onOpenChange={onOpenChange} title="Report an incident" footer={footer}>
      <form id="new-incident" className="flex flex-col gap-3" onSubmit={(event) => {
        event.preventDefault();
        report.mutate();
      }}>
        {report.isError && <Banner look="danger" title={describeError(report.error).title}>{describeError(report.error).detail}</Banner>}
        <Field label="Title">{(control) => <Input {...control} required minLength={3} maxLength={200} value={form.title} onChange={(event) => set({ title: event.target.value })} />}</Field>
        <Field label="What happens" hint="At least ten letters: what is broken, for whom, since when">
          {(control) => <Textarea {...control} required minLength={10} rows={4} value={form.description} onChange={(event) => set({ description: event.target.value })} />}
        </Field>
        <div className="grid grid-cols-2 gap-3">
          <Field label="Severity">{(control) => <Select {...control} options={options(incidentSeverities)} value={form.severity} onValue={(value) => set({ severity: value as IncidentSeverity })} />}</Field>
          <Field label="Environment">{(control) => <Select {...control} options={options(environments)} value={form.environment} onValue={(value) => set({ environment: value as Environment })} />}</Field>
        </div>
        <Field label="Squad">{(control) => <Input {...control} required maxLength={100} value={form.squad} onChange={(event) => set({ squad: event.target.value })} />}</Field>
        <Field label="Affected services" hint="With commas between">{(control) => <Input {...control} value={form.services} onChange={(event) => set({ services: event.target.value })} />}</Field>
      </form>
    </Dialog>
  );
}
