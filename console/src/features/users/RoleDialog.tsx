import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, type ReactElement, useId, useState } from 'react';
import { toast } from 'sonner';
import { permissionsQuery } from '../../api/account.ts';
import { createRole, updateRole } from '../../api/admin.ts';
import { describeError, fieldErrors } from '../../api/errors.ts';
import { keys } from '../../api/keys.ts';
import type { RoleRow } from '../../api/types.ts';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Field, Input } from '../../ui/Field.tsx';
import { PermissionPicker } from '../../ui/PermissionPicker.tsx';
import { QueryState } from '../../ui/states.tsx';

interface RoleDialogProps {
  /** Null makes a new one. */
  role: RoleRow | null;
  isOpen: boolean;
  onClose: () => void;
}

export function RoleDialog({ role, isOpen, onClose }: RoleDialogProps): ReactElement {
  const client = useQueryClient();
  const formId = useId();
  const permissions = useQuery(permissionsQuery);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set(role?.permissions ?? []));
  const save = useMutation({
    mutationFn: (form: FormData) => {
      const body = { description: String(form.get('description')), permissions: [...chosen] };
      return role === null ? createRole({ ...body, name: String(form.get('name')) }) : updateRole(role.name, body);
    },
    onSuccess: (saved) => {
      toast.success(`${saved.name} is saved`);
      onClose();
    },
    onSettled: () => client.invalidateQueries({ queryKey: keys.roles }),
  });
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    save.mutate(new FormData(event.currentTarget));
  };
  const wrong = fieldErrors(save.error);
  return (
    <Dialog
      isOpen={isOpen}
      onOpenChange={onClose}
      title={role === null ? 'New role' : role.name}
      footer={<><Button onClick={onClose}>Cancel</Button><Button look="primary" type="submit" form={formId} isBusy={save.isPending}>Save role</Button></>}
    >
      <form id={formId} onSubmit={submit} className="flex flex-col gap-4 pb-2">
        {save.error !== null && Object.keys(wrong).length === 0 && <Banner look="danger" title={describeError(save.error).title} />}
        {role === null && <Field label="Name" error={wrong.name ?? null} hint="Small letters, digits, dash and underscore">{(control) => <Input {...control} name="name" pattern="[a-z][a-z0-9_\-]{1,49}" autoComplete="off" required />}</Field>}
        <Field label="Description" error={wrong.description ?? null}>{(control) => <Input {...control} name="description" defaultValue={role?.description ?? ''} maxLength={300} />}</Field>
        <QueryState query={permissions}>{(all) => <PermissionPicker legend="Permissions" permissions={all} chosen={chosen} onChange={setChosen} />}</QueryState>
      </form>
    </Dialog>
  );
}
