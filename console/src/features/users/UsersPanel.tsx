import { useQuery } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import { PEOPLE_PER_PAGE, usersQuery } from '../../api/admin.ts';
import type { UserRow } from '../../api/types.ts';
import { useActions } from '../../ui/actions/use-actions.ts';
import { Badge } from '../../ui/Badge.tsx';
import { Button } from '../../ui/Button.tsx';
import { Input } from '../../ui/Field.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { EmptyState, QueryState } from '../../ui/states.tsx';
import { Paging, Table, Td, Th } from '../../ui/table.tsx';
import { Time } from '../../ui/Time.tsx';
import { UserDialog } from './UserDialog.tsx';
import { UserMenu } from './UserMenu.tsx';

const head = <><Th>User</Th><Th>Roles</Th><Th>State</Th><Th>Last sign-in</Th><Th>Since</Th><Th><span className="sr-only">Actions</span></Th></>;

export function UsersPanel(): ReactElement {
  const [search, setSearch] = useState('');
  const [offset, setOffset] = useState(0);
  const [editing, setEditing] = useState<UserRow | 'new' | null>(null);
  const query = useQuery(usersQuery({ search: search.trim(), offset }));
  useActions([{ id: 'user.new', title: 'New user', section: 'Account', icon: 'users', run: () => setEditing('new') }]);
  return (
    <Panel isFlush>
      <div className="flex flex-wrap items-center gap-2 border-b border-line px-3.5 py-2">
        <Input
          type="search"
          aria-label="Search users"
          placeholder="Search by name or e-mail"
          className="min-w-48 flex-1 sm:max-w-72"
          value={search}
          onChange={(event) => {
            setSearch(event.target.value);
            setOffset(0);
          }}
        />
        <Button look="primary" icon="plus" className="ml-auto" onClick={() => setEditing('new')}>New user</Button>
      </div>
      <QueryState query={query} empty={{ when: ({ total }) => total === 0, show: <EmptyState icon="users" title="Nobody is called that">Try another word.</EmptyState> }}>
        {(page) => (
          <>
            <Table label="Users" head={head}>{page.items.map((user) => <Row key={user.id} user={user} onEdit={() => setEditing(user)} />)}</Table>
            <Paging offset={offset} limit={PEOPLE_PER_PAGE} total={page.total} noun="users" onOffset={setOffset} />
          </>
        )}
      </QueryState>
      <UserDialog key={editing === null ? 'none' : editing === 'new' ? 'new' : editing.id} user={editing === 'new' ? null : editing} isOpen={editing !== null} onClose={() => setEditing(null)} />
    </Panel>
  );
}

function Row({ user, onEdit }: { user: UserRow; onEdit: () => void }): ReactElement {
  return (
    <tr className="hover:bg-hover">
      <Td className="min-w-48">
        <button type="button" onClick={onEdit} className="block text-left font-medium hover:text-accent">{user.username}</button>
        <span className="block truncate text-xs text-ink-3">{user.email}</span>
      </Td>
      <Td><span className="flex flex-wrap gap-1">{user.roles.map((role) => <Badge key={role}>{role}</Badge>)}</span></Td>
      <Td>{user.isDisabled ? <Badge tone="medium">Disabled</Badge> : <Badge tone="ok">Active</Badge>}</Td>
      <Td className="text-ink-2">{user.lastLoginAt === null ? 'never' : <Time at={user.lastLoginAt} />}</Td>
      <Td className="text-ink-2"><Time at={user.createdAt} /></Td>
      <Td className="text-right"><UserMenu user={user} onEdit={onEdit} /></Td>
    </tr>
  );
}
