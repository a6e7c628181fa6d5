import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, type ReactElement, useId, useState } from 'react';
import { createToken, permissionsQuery } from '../../api/account.ts';
import { describeError } from '../../api/errors.ts';
import { keys } from '../../api/keys.ts';
import { isAllowed } from '../../lib/permissions.ts';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { CopyButton } from '../../ui/CopyButton.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Field, Input, Select } from '../../ui/Field.tsx';
import { PermissionPicker } from '../../ui/PermissionPicker.tsx';
import { QueryState } from '../../ui/states.tsx';
import { useMe } from '../session/use-me.ts';
import { expiryAfter, lifetimes } from './lifetimes.ts';

interface NewTokenDialogProps {
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
}

/** Makes a token and shows it this one time. */
export function NewTokenDialog({ isOpen, onOpenChange }: NewTokenDialogProps): ReactElement {
  const client = useQueryClient();
  const create = useMutation({ mutationFn: createToken, onSuccess: () => client.invalidateQueries({ queryKey: keys.tokens }) });
  const close = (next: boolean): void => {
    onOpenChange(next);
    if (!next) create.reset();
  };
  const formId = useId();
  if (create.data !== undefined) {
    return (
      <Dialog isOpen={isOpen} onOpenChange={close} title={`${create.data.name} is ready`} description="Copy it now: it is not shown again, and the server keeps only a hash of it." footer={<Button look="primary" onClick={() => close(false)}>Done</Button>}>
        <div className="flex items-center gap-2 rounded-md border border-line bg-sunken p-2">
          <code data-testid="new-token" tabIndex={0} className="min-w-0 flex-1 px-1 text-xs break-all">{create.data.token}</code>
          <CopyButton text={create.data.token} label="Copy" />
        </div>
        <p className="mt-3 text-xs text-ink-3">Send it as <code>Authorization: Bearer …</code> or <code>X-API-Key: …</code></p>
      </Dialog>
    );
  }
  return (
    <Dialog
      isOpen={isOpen}
      onOpenChange={close}
      title="New API token"
      footer={<><Button onClick={() => close(false)}>Cancel</Button><Button look="primary" type="submit" form={formId} isBusy={create.isPending}>Create token</Button></>}
    >
      <TokenForm id={formId} error={create.error} onCreate={create.mutate} />
    </Dialog>
  );
}

function TokenForm({ id, error, onCreate }: { id: string; error: unknown; onCreate: (token: Parameters<typeof createToken>[0]) => void }): ReactElement {
  const { permissions } = useMe();
  const query = useQuery(permissionsQuery);
  const [scopes, setScopes] = useState<ReadonlySet<string>>(new Set(['read:scans', 'write:scans']));
  const [days, setDays] = useState('90');
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const name = String(new FormData(event.currentTarget).get('name'));
    onCreate({ name, scopes: [...scopes], expiresAt: expiryAfter(days, Date.now()) });
  };
  const failure = error === null ? null : describeError(error);
  return (
    <form id={id} onSubmit={submit} className="flex flex-col gap-4 pb-2">
      {failure !== null && <Banner look="danger" title={failure.title}>{failure.detail}</Banner>}
      <div className="grid gap-3 sm:grid-cols-2">
        <Field label="Name" hint="What will use it">{(control) => <Input {...control} name="name" placeholder="CI of the vault repository" required maxLength={100} />}</Field>
        <Field label="Expires">{(control) => <Select {...control} options={lifetimes} value={days} onValue={setDays} />}</Field>
      </div>
      <QueryState query={query}>
        {(all) => <PermissionPicker legend="Scopes" permissions={all.filter(({ name }) => isAllowed(permissions, name))} chosen={scopes} onChange={setScopes} />}
      </QueryState>
    </form>
  );
}
