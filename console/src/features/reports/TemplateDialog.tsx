import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, type ReactElement, useId, useState } from 'react';
import { describeError } from '../../api/errors.ts';
import { createTemplate, replaceTemplate, reportKeys } from '../../api/reports.ts';
import type { NewTemplate, ReportFormat, ReportType, TemplateRow } from '../../api/types.ts';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Field, Input, Select, Textarea } from '../../ui/Field.tsx';
import { addressesIn, formatOptions, schedules, typeOptions } from './report-words.ts';

/** Makes a template or changes one. */
export function TemplateDialog({ template, onClose }: { template: TemplateRow | null; onClose: () => void }): ReactElement {
  const client = useQueryClient();
  const formId = useId();
  const [type, setType] = useState<ReportType>(template?.type ?? 'weekly_ops');
  const [format, setFormat] = useState<ReportFormat>(template?.format ?? 'pdf');
  const [cron, setCron] = useState(template?.scheduleCron ?? '');
  const run = useMutation({
    mutationFn: (body: NewTemplate) => (template === null ? createTemplate(body) : replaceTemplate(template.id, body)),
    onSuccess: onClose,
    onSettled: () => client.invalidateQueries({ queryKey: reportKeys.templates }),
  });
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const text = (name: string): string => String(form.get(name) ?? '').trim();
    run.mutate({ name: text('name'), type, format, introduction: text('introduction'), recipients: addressesIn(text('recipients')), scheduleCron: cron === '' ? null : cron, sections: template?.sections ?? [] });
  };
  const failure = run.error === null ? null : describeError(run.error);
  return (
    <Dialog isOpen onOpenChange={onClose} title={template === null ? 'New template' : `Edit ${template.name}`} footer={<><Button onClick={onClose}>Cancel</Button><Button look="primary" type="submit" form={formId} isBusy={run.isPending}>Save template</Button></>}>
      <form id={formId} onSubmit={submit} className="flex flex-col gap-3 pb-2">
        {failure !== null && <Banner look="danger" title={failure.title}>{failure.detail}</Banner>}
        <Field label="Name">{(control) => <Input {...control} name="name" required maxLength={200} defaultValue={template?.name ?? ''} />}</Field>
        <div className="grid gap-3 sm:grid-cols-2">
          <Field label="About">{(control) => <Select {...control} options={typeOptions} value={type} onValue={(value) => setType(value as ReportType)} />}</Field>
          <Field label="Format">{(control) => <Select {...control} options={formatOptions} value={format} onValue={(value) => setFormat(value as ReportFormat)} />}</Field>
          <Field label="Schedule">{(control) => <Select {...control} options={schedules.some(({ value }) => value === cron) ? [...schedules] : [...schedules, { value: cron, label: cron }]} value={cron} onValue={setCron} />}</Field>
          <Field label="Cron" hint="Five fields, UTC">{(control) => <Input {...control} className="font-mono" value={cron} onChange={(event) => setCron(event.target.value)} />}</Field>
        </div>
        <Field label="Send to" hint="E-mail addresses, separated by commas">{(control) => <Input {...control} name="recipients" defaultValue={template?.recipients.join(', ') ?? ''} />}</Field>
        <Field label="Introduction" hint="{{period_start}} and {{period_end}} are filled in">{(control) => <Textarea {...control} name="introduction" rows={3} maxLength={20_000} defaultValue={template?.introduction ?? ''} />}</Field>
      </form>
    </Dialog>
  );
}
