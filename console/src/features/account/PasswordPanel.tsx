import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, type ReactElement, useRef, useState } from 'react';
import { toast } from 'sonner';
import { changePassword } from '../../api/account.ts';
import { ApiError, describeError } from '../../api/errors.ts';
import { keys } from '../../api/keys.ts';
import { Button } from '../../ui/Button.tsx';
import { Field, Input } from '../../ui/Field.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { useMe } from '../session/use-me.ts';

/** Which field an error belongs to, and its words. */
function problemsOf(error: unknown): { current: string | null; next: string | null } {
  if (error === null) return { current: null, next: null };
  const { title, detail } = describeError(error);
  const isCurrent = error instanceof ApiError && error.code === 'WRONG_PASSWORD';
  return isCurrent ? { current: title, next: null } : { current: null, next: detail ?? title };
}

export function PasswordPanel(): ReactElement {
  const client = useQueryClient();
  const { username } = useMe();
  const form = useRef<HTMLFormElement>(null);
  const [isDifferent, setDifferent] = useState(false);
  const change = useMutation({
    mutationFn: changePassword,
    onSuccess: () => {
      form.current?.reset();
      toast.success('Password changed', { description: 'Every other session has ended.' });
      void client.invalidateQueries({ queryKey: keys.sessions });
    },
  });
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const values = new FormData(event.currentTarget);
    const next = String(values.get('next'));
    const isSame = next === String(values.get('again'));
    setDifferent(!isSame);
    if (isSame) change.mutate({ current: String(values.get('current')), next });
  };
  const problems = problemsOf(change.error);
  return (
    <Panel title="Password">
      <form ref={form} onSubmit={submit} className="flex flex-col gap-4">
        <input type="text" name="username" autoComplete="username" value={username} readOnly hidden />
        <Field label="Current password" error={problems.current}>{(control) => <Input {...control} name="current" type="password" autoComplete="current-password" required />}</Field>
        <Field label="New password" error={problems.next} hint="At least 8 characters">{(control) => <Input {...control} name="next" type="password" autoComplete="new-password" minLength={8} required />}</Field>
        <Field label="New password again" error={isDifferent ? 'The two new passwords differ' : null}>{(control) => <Input {...control} name="again" type="password" autoComplete="new-password" required />}</Field>
        <Button type="submit" className="self-start" isBusy={change.isPending}>Change password</Button>
      </form>
    </Panel>
  );
}
