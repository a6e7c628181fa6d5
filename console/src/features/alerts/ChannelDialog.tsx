import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, type ReactElement, useId, useState } from 'react';
import { alertKeys, createChannel } from '../../api/alerts.ts';
import { describeError } from '../../api/errors.ts';
import type { ChannelKind } from '../../api/types.ts';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Field, Input, Select } from '../../ui/Field.tsx';
import { kindOptions } from './alert-words.ts';

/** Makes a channel; its secret goes to the server once and never comes back. */
export function ChannelDialog({ onClose }: { onClose: () => void }): ReactElement {
  const client = useQueryClient();
  const formId = useId();
  const [kind, setKind] = useState<ChannelKind>('slack');
  const run = useMutation({ mutationFn: createChannel, onSuccess: onClose, onSettled: () => client.invalidateQueries({ queryKey: alertKeys.channels }) });
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const text = (name: string): string => String(form.get(name) ?? '').trim();
    const settings = kind === 'email' ? { to: text('to').split(/[\s,;]+/).filter((part) => part !== '') } : kind === 'telegram' ? { chatId: text('chat') } : {};
    run.mutate({ name: text('name'), kind, settings, secret: text('secret') === '' ? null : text('secret') });
  };
  const failure = run.error === null ? null : describeError(run.error);
  return (
    <Dialog isOpen onOpenChange={onClose} title="New channel" footer={<><Button onClick={onClose}>Cancel</Button><Button look="primary" type="submit" form={formId} isBusy={run.isPending}>Make channel</Button></>}>
      <form id={formId} onSubmit={submit} className="flex flex-col gap-3 pb-2">
        {failure !== null && <Banner look="danger" title={failure.title}>{failure.detail}</Banner>}
        <div className="grid gap-3 sm:grid-cols-2">
          <Field label="Name">{(control) => <Input {...control} name="name" required maxLength={100} />}</Field>
          <Field label="Kind">{(control) => <Select {...control} options={kindOptions} value={kind} onValue={(value) => setKind(value as ChannelKind)} />}</Field>
        </div>
        {kind === 'email' && <Field label="Recipients" hint="Separated by commas; sent through the configured mail server">{(control) => <Input {...control} name="to" required />}</Field>}
        {kind === 'telegram' && <Field label="Chat id">{(control) => <Input {...control} name="chat" required />}</Field>}
        {kind === 'telegram' && <Field label="Bot token" hint="The configured bot when empty">{(control) => <Input {...control} name="secret" type="password" autoComplete="off" />}</Field>}
        {(kind === 'slack' || kind === 'discord') && <Field label="Webhook address" hint="Stored sealed and never shown again">{(control) => <Input {...control} name="secret" type="url" required autoComplete="off" />}</Field>}
      </form>
    </Dialog>
  );
}
