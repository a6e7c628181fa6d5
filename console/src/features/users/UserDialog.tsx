import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, type ReactElement, useId, useState } from 'react';
import { toast } from 'sonner';
import { createUser, rolesQuery, updateUser } from '../../api/admin.ts';
import { describeError, fieldErrors } from '../../api/errors.ts';
import { keys } from '../../api/keys.ts';
import type { UserRow } from '../../api/types.ts';
import { toggled } from '../../lib/selection.ts';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Checkbox, Field, Input } from '../../ui/Field.tsx';

interface UserDialogProps {
  /** Null makes a new one. */
  user: UserRow | null;
  isOpen: boolean;
  onClose: () => void;
}

export function UserDialog({ user, isOpen, onClose }: UserDialogProps): ReactElement {
  const client = useQueryClient();
  const formId = useId();
  const [roles, setRoles] = useState<ReadonlySet<string>>(new Set(user?.roles ?? ['user']));
  const save = useMutation({
    mutationFn: (form: FormData) => {
      const text = (name: string): string => String(form.get(name) ?? '').trim();
      const password = String(form.get('password') ?? '');
      const shared = { email: text('email'), roles: [...roles], ...(text('name') === '' ? {} : { name: text('name') }) };
      return user === null
        ? createUser({ ...shared, username: text('username'), password })
        : updateUser(user.id, { ...shared, ...(password === '' ? {} : { password }) });
    },
    onSuccess: (saved) => {
      toast.success(`${saved.username} is saved`);
      onClose();
    },
    onSettled: () => client.invalidateQueries({ queryKey: keys.users }),
  });
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    save.mutate(new FormData(event.currentTarget));
  };
  return (
    <Dialog
      isOpen={isOpen}
      onOpenChange={onClose}
      title={user === null ? 'New user' : user.username}
      footer={<><Button onClick={onClose}>Cancel</Button><Button look="primary" type="submit" form={formId} isBusy={save.isPending}>Save user</Button></>}
    >
      <form id={formId} onSubmit={submit} className="flex flex-col gap-4 pb-2">
        <UserFields user={user} error={save.error} />
        <RoleChoice chosen={roles} onChange={setRoles} />
      </form>
    </Dialog>
  );
}

function UserFields({ user, error }: { user: UserRow | null; error: unknown }): ReactElement {
  const wrong = fieldErrors(error);
  const isElsewhere = error !== null && Object.keys(wrong).length === 0;
  return (
    <>
      {isElsewhere && <Banner look="danger" title={describeError(error).title} />}
      {user === null && <Field label="User name" error={wrong.username ?? null} hint="For signing in; it cannot be changed later">{(control) => <Input {...control} name="username" autoComplete="off" autoCapitalize="none" spellCheck={false} required />}</Field>}
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label="Name" error={wrong.name ?? null}>{(control) => <Input {...control} name="name" autoComplete="off" defaultValue={user?.name ?? ''} />}</Field>
        <Field label="E-mail" error={wrong.email ?? null}>{(control) => <Input {...control} name="email" type="email" autoComplete="off" defaultValue={user?.email ?? ''} required />}</Field>
      </div>
      <Field label={user === null ? 'Password' : 'New password'} error={wrong.password ?? null} hint={user === null ? 'At least 8 characters' : 'Left empty it stays; a new one ends every session of this user'}>
        {(control) => <Input {...control} name="password" type="password" autoComplete="new-password" minLength={8} required={user === null} />}
      </Field>
    </>
  );
}

function RoleChoice({ chosen, onChange }: { chosen: ReadonlySet<string>; onChange: (chosen: ReadonlySet<string>) => void }): ReactElement {
  const { data: roles = [] } = useQuery(rolesQuery);
  return (
    <fieldset>
      <legend className="mb-1 text-sm font-medium text-ink-2">Roles</legend>
      <ul className="grid gap-1 sm:grid-cols-2">
        {roles.map((role) => (
          <li key={role.name}>
            <Checkbox
              className="flex w-full items-start"
              checked={chosen.has(role.name)}
              onChange={() => onChange(toggled(chosen, role.name))}
              label={<>{role.name}<span className="block text-xs text-ink-3">{role.description}</span></>}
            />
          </li>
        ))}
      </ul>
    </fieldset>
  );
}
