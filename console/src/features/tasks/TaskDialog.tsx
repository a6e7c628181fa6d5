import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ReactElement, useEffect, useState } from 'react';
import { toast } from 'sonner';
import { describeError } from '../../api/errors.ts';
import { keys } from '../../api/keys.ts';
import { changeTask, createTask, deleteTask } from '../../api/tasks.ts';
import type { Environment, NewTask, TaskPriority, TaskRow, TaskStatus } from '../../api/types.ts';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Field, Input, Select, Textarea } from '../../ui/Field.tsx';
import { environments, incidentSeverities, titled } from '../incidents/names.tsx';
import { taskStatuses, taskStatusName } from './names.ts';

const blank = { title: '', description: '', status: 'todo' as TaskStatus, priority: 'medium' as TaskPriority, squad: '', assignee: '', environment: '' as Environment | '', estimatedHours: '', actualHours: '', dueDate: '' };
type Form = typeof blank;

function formOf(task: TaskRow | null): Form {
  if (task === null) return blank;
  const { title, description, status, priority, squad } = task;
  return { title, description, status, priority, squad, assignee: task.assignee ?? '', environment: task.environment ?? '', estimatedHours: task.estimatedHours ?? '', actualHours: task.actualHours ?? '', dueDate: task.dueDate?.slice(0, 10) ?? '' };
}

function toTask({ assignee, environment, estimatedHours, actualHours, dueDate, ...rest }: Form): NewTask {
  const orNull = <T extends string>(text: T | ''): T | null => (text === '' ? null : text);
  return { ...rest, assignee: orNull(assignee), environment: orNull(environment), estimatedHours: orNull(estimatedHours), actualHours: orNull(actualHours), dueDate: dueDate === '' ? null : `${dueDate}T00:00:00.000Z` };
}

interface TaskDialogProps {
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  /** Null for a new one. */
  task: TaskRow | null;
  canWrite: boolean;
}

export function TaskDialog({ isOpen, onOpenChange, task, canWrite }: TaskDialogProps): ReactElement {
  const client = useQueryClient();
  const [form, setForm] = useState(formOf(task));
  useEffect(() => setForm(formOf(task)), [task, isOpen]);
  const end = (said: string): void => {
    toast.success(said);
    onOpenChange(false);
    void client.invalidateQueries({ queryKey: keys.taskLists });
    void client.invalidateQueries({ queryKey: keys.serviceLevelsAll });
  };
  const save = useMutation({ mutationFn: () => (task === null ? createTask(toTask(form)) : changeTask(task.id, toTask(form))), onSuccess: ({ key }) => end(task === null ? `${key} created` : `${key} saved`) });
  const remove = useMutation({ mutationFn: () => deleteTask(task?.id ?? ''), onSuccess: () => end(`${task?.key ?? 'Task'} deleted`) });
  const failure = save.error ?? remove.error;
  const footer = canWrite && (
    <>
      {task !== null && <Button look="danger" icon="trash" className="mr-auto" isBusy={remove.isPending} onClick={() => remove.mutate()}>Delete</Button>}
      <Button onClick={() => onOpenChange(false)}>Cancel</Button>
      <Button look="primary" type="submit" form="task" isBusy={save.isPending}>{task === null ? 'Create' : 'Save'}</Button>
    </>
  );
  return (
    <Dialog isOpen={isOpen} onOpenChange={onOpenChange} title={task === null ? 'New task' : task.key} {...(footer !== false && { footer })}>
      <form id="task" className="flex flex-col gap-3" onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}>
        {failure !== null && <Banner look="danger" title={describeError(failure).title}>{describeError(failure).detail}</Banner>}
        <fieldset disabled={!canWrite} className="contents"><TaskFields form={form} set={(part) => setForm((current) => ({ ...current, ...part }))} /></fieldset>
      </form>
    </Dialog>
  );
}

const hours = '[0-9]{1,8}([.][0-9]{1,4})?';

function TaskFields({ form, set }: { form: Form; set: (part: Partial<Form>) => void }): ReactElement {
  return (
    <>
      <Field label="Title">{(control) => <Input {...control} required maxLength={200} value={form.title} onChange={(event) => set({ title: event.target.value })} />}</Field>
      <Field label="Description">{(control) => <Textarea {...control} rows={3} value={form.description} onChange={(event) => set({ description: event.target.value })} />}</Field>
      <div className="grid grid-cols-2 gap-3">
        <Field label="State">{(control) => <Select {...control} options={taskStatuses.map((value) => ({ value, label: taskStatusName(value) }))} value={form.status} onValue={(value) => set({ status: value as TaskStatus })} />}</Field>
        <Field label="Priority">{(control) => <Select {...control} options={incidentSeverities.map((value) => ({ value, label: titled(value) }))} value={form.priority} onValue={(value) => set({ priority: value as TaskPriority })} />}</Field>
        <Field label="Squad">{(control) => <Input {...control} required maxLength={100} value={form.squad} onChange={(event) => set({ squad: event.target.value })} />}</Field>
        <Field label="Assignee">{(control) => <Input {...control} maxLength={200} value={form.assignee} onChange={(event) => set({ assignee: event.target.value })} />}</Field>
        <Field label="Environment">{(control) => <Select {...control} options={[{ value: '', label: 'None' }, ...environments.map((value) => ({ value, label: titled(value) }))]} value={form.environment} onValue={(value) => set({ environment: value as Environment | '' })} />}</Field>
        <Field label="Due">{(control) => <Input {...control} type="date" value={form.dueDate} onChange={(event) => set({ dueDate: event.target.value })} />}</Field>
        <Field label="Estimated hours">{(control) => <Input {...control} inputMode="decimal" pattern={hours} value={form.estimatedHours} onChange={(event) => set({ estimatedHours: event.target.value })} />}</Field>
        <Field label="Actual hours">{(control) => <Input {...control} inputMode="decimal" pattern={hours} value={form.actualHours} onChange={(event) => set({ actualHours: event.target.value })} />}</Field>
      </div>
    </>
  );
}
