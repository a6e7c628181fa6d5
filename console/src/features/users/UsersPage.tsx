import type { ReactElement } from 'react';
import { Page } from '../../ui/Page.tsx';
import { Tabs } from '../../ui/Tabs.tsx';
import { RolesPanel } from './RolesPanel.tsx';
import { UsersPanel } from './UsersPanel.tsx';

export function UsersPage(): ReactElement {
  return (
    <Page title="Users and roles" lead="Who may sign in here, and what they may do">
      <Tabs label="Users and roles" tabs={[{ value: 'users', label: 'Users', content: <UsersPanel /> }, { value: 'roles', label: 'Roles', content: <RolesPanel /> }]} />
    </Page>
  );
}
