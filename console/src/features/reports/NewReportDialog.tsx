import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, type ReactElement, useId, useState } from 'react';
import { describeError } from '../../api/errors.ts';
import { makeReport, reportKeys, reportSectionsQuery } from '../../api/reports.ts';
import type { ReportFormat, ReportType } from '../../api/types.ts';
import { toggled } from '../../lib/selection.ts';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Checkbox, Field, Input, Select } from '../../ui/Field.tsx';
import { addressesIn, formatOptions, typeOptions } from './report-words.ts';

/** Asks what the report is about, over which days, and in which format. */
export function NewReportDialog({ isOpen, onOpenChange }: { isOpen: boolean; onOpenChange: (isOpen: boolean) => void }): ReactElement {
  const client = useQueryClient();
  const formId = useId();
  const sections = useQuery({ ...reportSectionsQuery, enabled: isOpen });
  const [type, setType] = useState<ReportType>('weekly_ops');
  const [format, setFormat] = useState<ReportFormat>('pdf');
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const run = useMutation({ mutationFn: makeReport, onSuccess: () => onOpenChange(false), onSettled: () => client.invalidateQueries({ queryKey: reportKeys.all }) });
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const text = (name: string): string => String(form.get(name) ?? '').trim();
    const recipients = addressesIn(text('recipients'));
    run.mutate({
      type, format,
      ...(text('name') !== '' && { name: text('name') }), ...(text('from') !== '' && { periodStart: text('from') }), ...(text('to') !== '' && { periodEnd: text('to') }),
      ...(type === 'custom' && chosen.size > 0 && { sections: [...chosen] }), ...(recipients.length > 0 && { recipients }),
    });
  };
  const failure = run.error === null ? null : describeError(run.error);
  return (
    <Dialog isOpen={isOpen} onOpenChange={onOpenChange} title="New report" footer={<><Button onClick={() => onOpenChange(false)}>Cancel</Button><Button look="primary" type="submit" form={formId} isBusy={run.isPending}>Make report</Button></>}>
      <form id={formId} onSubmit={submit} className="flex flex-col gap-3 pb-2">
        {failure !== null && <Banner look="danger" title={failure.title}>{failure.detail}</Banner>}
        <div className="grid gap-3 sm:grid-cols-2">
          <Field label="About">{(control) => <Select {...control} options={typeOptions} value={type} onValue={(value) => setType(value as ReportType)} />}</Field>
          <Field label="Format">{(control) => <Select {...control} options={formatOptions} value={format} onValue={(value) => setFormat(value as ReportFormat)} />}</Field>
          <Field label="From" hint="The usual period when empty">{(control) => <Input {...control} type="date" name="from" />}</Field>
          <Field label="To">{(control) => <Input {...control} type="date" name="to" />}</Field>
        </div>
        {type === 'custom' && (
          <fieldset className="flex flex-wrap gap-x-4 gap-y-1.5">
            <legend className="mb-1 text-sm font-medium text-ink-2">Sections (all when none is chosen)</legend>
            {(sections.data ?? []).map(({ id, title }) => <Checkbox key={id} label={title} checked={chosen.has(id)} onChange={() => setChosen(toggled(chosen, id))} />)}
          </fieldset>
        )}
        <Field label="Name" hint="Made of type and period when empty">{(control) => <Input {...control} name="name" maxLength={200} />}</Field>
        <Field label="Send to" hint="E-mail addresses, separated by commas">{(control) => <Input {...control} name="recipients" />}</Field>
      </form>
    </Dialog>
  );
}
