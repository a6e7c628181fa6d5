import type { ReactElement } from 'react';
import { Badge } from '../../ui/Badge.tsx';
import { Page } from '../../ui/Page.tsx';
import { useMe } from '../session/use-me.ts';
import { PasswordPanel } from './PasswordPanel.tsx';
import { ProfilePanel } from './ProfilePanel.tsx';
import { SessionsPanel } from './SessionsPanel.tsx';

export function AccountPage(): ReactElement {
  const me = useMe();
  return (
    <Page title="Account" lead={<span className="flex flex-wrap items-center gap-1.5">Signed in as {me.username} {me.roles.map((role) => <Badge key={role}>{role}</Badge>)}</span>}>
      <div className="grid items-start gap-4 lg:grid-cols-2">
        <ProfilePanel key={me.id} />
        <PasswordPanel />
      </div>
      <SessionsPanel />
    </Page>
  );
}
