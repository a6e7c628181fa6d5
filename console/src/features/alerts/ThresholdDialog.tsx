import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, type ReactElement, useId, useState } from 'react';
import { alertKeys, createThreshold, metricListQuery, unitsQuery, updateThreshold } from '../../api/alerts.ts';
import { describeError } from '../../api/errors.ts';
import type { MetricRow, NewThreshold, ThresholdRow } from '../../api/types.ts';
import { formatScore } from '../../lib/format.ts';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Field, Input, Select } from '../../ui/Field.tsx';
import { operatorOptions, severityOptions } from './alert-words.ts';

const wordsIn = (text: string): string[] => text.split(',').map((part) => part.trim()).filter((part) => part !== '');

/** What the metric says now, so that the limit can be set beside it. */
function now(metric: MetricRow | undefined): string {
  if (metric === undefined) return 'Nothing on this server measures it';
  return `${metric.about}; now ${metric.value === null ? 'without data' : `${formatScore(metric.value)} ${metric.unit}`}`;
}

/** What a new limit starts with. */
const fresh = { metricName: 'cpu_usage', operator: '>', severity: 'high', environment: 'all', thresholdValue: 80, cooldownMinutes: 15, description: '', enabled: true, notificationChannels: [] as string[] } as const;

/** The names to choose from, with the one that is set even where nothing measures it. */
function namesFrom(metrics: readonly MetricRow[], chosen: string): { value: string; label: string }[] {
  const known = metrics.map(({ name }) => ({ value: name, label: name }));
  return known.some(({ value }) => value === chosen) ? known : [{ value: chosen, label: chosen }, ...known];
}

/** Sets a limit or changes one. */
export function ThresholdDialog({ threshold, onClose }: { threshold: ThresholdRow | null; onClose: () => void }): ReactElement {
  const client = useQueryClient();
  const formId = useId();
  const run = useMutation({
    mutationFn: (body: NewThreshold) => (threshold === null ? createThreshold(body) : updateThreshold(threshold.id, body)),
    onSuccess: onClose,
    onSettled: () => client.invalidateQueries({ queryKey: alertKeys.thresholds }),
  });
  const failure = run.error === null ? null : describeError(run.error);
  return (
    <Dialog isOpen onOpenChange={onClose} title={threshold === null ? 'New threshold' : `Threshold on ${threshold.metricName}`} footer={<><Button onClick={onClose}>Cancel</Button><Button look="primary" type="submit" form={formId} isBusy={run.isPending}>Save threshold</Button></>}>
      {failure !== null && <Banner look="danger" title={failure.title}>{failure.detail}</Banner>}
      <ThresholdForm id={formId} start={threshold ?? fresh} onSave={run.mutate} />
    </Dialog>
  );
}

function ThresholdForm({ id, start, onSave }: { id: string; start: Omit<NewThreshold, 'description'> & { readonly description: string; readonly notificationChannels: readonly string[] }; onSave: (body: NewThreshold) => void }): ReactElement {
  const metrics = useQuery(metricListQuery);
  const environments = useQuery(unitsQuery('environments'));
  const [metricName, setMetricName] = useState(start.metricName);
  const [operator, setOperator] = useState(start.operator);
  const [severity, setSeverity] = useState(start.severity);
  const [environment, setEnvironment] = useState(start.environment);
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    onSave({
      metricName, operator, severity, environment, thresholdValue: Number(form.get('value')), notificationChannels: wordsIn(String(form.get('channels'))),
      cooldownMinutes: Number(form.get('cooldown')), description: String(form.get('description')).trim(), enabled: start.enabled,
    });
  };
  const places = [{ value: 'all', label: 'All' }, ...(environments.data ?? []).map(({ name, displayName }) => ({ value: name, label: displayName }))];
  return (
    <form id={id} onSubmit={submit} className="flex flex-col gap-3 pb-2">
      <Field label="Metric" hint={now(metrics.data?.find(({ name }) => name === metricName))}>{(control) => <Select {...control} options={namesFrom(metrics.data ?? [], metricName)} value={metricName} onValue={setMetricName} />}</Field>
      <div className="grid gap-3 sm:grid-cols-2">
        <Field label="Alert when it">{(control) => <Select {...control} options={operatorOptions} value={operator} onValue={(value) => setOperator(value as ThresholdRow['operator'])} />}</Field>
        <Field label="Limit">{(control) => <Input {...control} name="value" type="number" step="any" required defaultValue={start.thresholdValue} />}</Field>
        <Field label="Severity">{(control) => <Select {...control} options={severityOptions} value={severity} onValue={(value) => setSeverity(value as ThresholdRow['severity'])} />}</Field>
        <Field label="Environment">{(control) => <Select {...control} options={places} value={environment} onValue={setEnvironment} />}</Field>
        <Field label="Tell" hint="Channels by name or kind, separated by commas">{(control) => <Input {...control} name="channels" defaultValue={start.notificationChannels.join(', ')} />}</Field>
        <Field label="Quiet for" hint="Minutes until it may raise another">{(control) => <Input {...control} name="cooldown" type="number" min={0} max={10_080} required defaultValue={start.cooldownMinutes} />}</Field>
      </div>
      <Field label="What to do about it">{(control) => <Input {...control} name="description" maxLength={1000} defaultValue={start.description} />}</Field>
    </form>
  );
}
