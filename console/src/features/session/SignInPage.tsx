import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { type FormEvent, type ReactElement, useEffect, useRef } from 'react';
import { login } from '../../api/account.ts';
import { describeError } from '../../api/errors.ts';
import { keys } from '../../api/keys.ts';
import { safeNext } from '../../lib/safe-next.ts';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { Checkbox, Field, Input } from '../../ui/Field.tsx';
import { Mark } from '../../ui/Mark.tsx';

export function SignInPage(): ReactElement {
  const { next } = useSearch({ from: '/login' });
  const navigate = useNavigate();
  const client = useQueryClient();
  const password = useRef<HTMLInputElement>(null);
  const signIn = useMutation({
    mutationFn: login,
    onSuccess: async (me) => {
      client.setQueryData(keys.session, me);
      await navigate({ href: safeNext(next), replace: true });
    },
    onError: () => {
      password.current?.focus();
      password.current?.select();
    },
  });
  useEffect(() => {
    document.title = 'Sign in · Bulwark';
  }, []);
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    signIn.mutate({ username: String(form.get('username')), password: String(form.get('password')), remember: form.get('remember') === 'on' });
  };
  const failure = signIn.error === null ? null : describeError(signIn.error);
  return (
    <main className="grid min-h-dvh place-items-center bg-canvas px-4 py-8">
      <div className="w-full max-w-sm">
        <div className="mb-6 flex flex-col items-center gap-3 text-center">
          <Mark className="size-10" />
          <div>
            <h1 className="text-xl font-semibold tracking-tight">Sign in to Bulwark</h1>
            <p className="text-sm text-ink-3">On-chain security on your own server</p>
          </div>
        </div>
        <form onSubmit={submit} className="flex flex-col gap-4 rounded-lg border border-line bg-surface p-5 shadow-xs">
          {failure !== null && <Banner look="danger" title={failure.title}>{failure.detail}</Banner>}
          <Field label="User name or e-mail">
            {(control) => <Input {...control} name="username" autoComplete="username" autoCapitalize="none" spellCheck={false} required autoFocus />}
          </Field>
          <Field label="Password">
            {(control) => <Input {...control} ref={password} name="password" type="password" autoComplete="current-password" required />}
          </Field>
          <Checkbox name="remember" label="Stay signed in on this computer" />
          <Button type="submit" look="primary" isBusy={signIn.isPending}>Sign in</Button>
        </form>
        <p className="mt-4 text-center text-xs text-ink-3">The first administrator is <code>admin</code>; its password was printed once when the server first started.</p>
      </div>
    </main>
  );
}
