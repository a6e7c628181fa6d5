import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { FormEvent, ReactElement } from 'react';
import { toast } from 'sonner';
import { updateProfile } from '../../api/account.ts';
import { describeError, fieldErrors } from '../../api/errors.ts';
import { keys } from '../../api/keys.ts';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { Field, Input } from '../../ui/Field.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { useMe } from '../session/use-me.ts';

export function ProfilePanel(): ReactElement {
  const me = useMe();
  const client = useQueryClient();
  const save = useMutation({
    mutationFn: updateProfile,
    onSuccess: (next) => {
      client.setQueryData(keys.session, next);
      toast.success('Profile saved');
    },
  });
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    save.mutate({ name: String(form.get('name')), email: String(form.get('email')) });
  };
  const wrong = fieldErrors(save.error);
  return (
    <Panel title="Profile">
      <form onSubmit={submit} className="flex flex-col gap-4">
        {save.error !== null && Object.keys(wrong).length === 0 && <Banner look="danger" title={describeError(save.error).title} />}
        <Field label="Name" error={wrong.name ?? null}>{(control) => <Input {...control} name="name" autoComplete="name" defaultValue={me.name} required maxLength={100} />}</Field>
        <Field label="E-mail" error={wrong.email ?? null}>{(control) => <Input {...control} name="email" type="email" autoComplete="email" defaultValue={me.email} required />}</Field>
        <Button type="submit" className="self-start" isBusy={save.isPending}>Save profile</Button>
      </form>
    </Panel>
  );
}
