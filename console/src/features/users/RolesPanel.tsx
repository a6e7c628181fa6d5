import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import { toast } from 'sonner';
import { deleteRole, rolesQuery } from '../../api/admin.ts';
import { describeError } from '../../api/errors.ts';
import { keys } from '../../api/keys.ts';
import type { RoleRow } from '../../api/types.ts';
import { plural } from '../../lib/format.ts';
import { Badge } from '../../ui/Badge.tsx';
import { Button, IconButton } from '../../ui/Button.tsx';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { QueryState } from '../../ui/states.tsx';
import { Table, Td, Th } from '../../ui/table.tsx';
import { RoleDialog } from './RoleDialog.tsx';

const head = <><Th>Role</Th><Th>Permissions</Th><Th className="text-right">Users</Th><Th><span className="sr-only">Actions</span></Th></>;

export function RolesPanel(): ReactElement {
  const query = useQuery(rolesQuery);
  const client = useQueryClient();
  const [editing, setEditing] = useState<RoleRow | 'new' | null>(null);
  const [leaving, setLeaving] = useState<RoleRow | null>(null);
  const remove = useMutation({
    mutationFn: (role: RoleRow) => deleteRole(role.name),
    onSuccess: (_answer, { name }) => toast.success(`${name} is deleted`),
    onError: (error) => toast.error(describeError(error).title),
    onSettled: () => client.invalidateQueries({ queryKey: keys.roles }),
  });
  return (
    <Panel isFlush>
      <div className="flex items-center justify-between gap-2 border-b border-line px-3.5 py-2">
        <p className="text-sm text-ink-3">Built-in roles stay as they are.</p>
        <Button look="primary" icon="plus" onClick={() => setEditing('new')}>New role</Button>
      </div>
      <QueryState query={query}>
        {(roles) => <Table label="Roles" head={head}>{roles.map((role) => <Row key={role.name} role={role} onEdit={() => setEditing(role)} onDelete={() => setLeaving(role)} />)}</Table>}
      </QueryState>
      <RoleDialog key={editing === null ? 'none' : editing === 'new' ? 'new' : editing.name} role={editing === 'new' ? null : editing} isOpen={editing !== null} onClose={() => setEditing(null)} />
      <ConfirmDialog isOpen={leaving !== null} onOpenChange={() => setLeaving(null)} title={`Delete ${leaving?.name ?? 'this role'}?`} confirm="Delete role" onConfirm={() => leaving !== null && remove.mutate(leaving)}>
        A role that somebody still holds cannot be deleted.
      </ConfirmDialog>
    </Panel>
  );
}

function Row({ role, onEdit, onDelete }: { role: RoleRow; onEdit: () => void; onDelete: () => void }): ReactElement {
  return (
    <tr className="hover:bg-hover">
      <Td className="min-w-56"><span className="font-medium">{role.name}</span> {role.isBuiltIn && <Badge>built in</Badge>}<span className="block text-xs text-ink-3">{role.description}</span></Td>
      <Td className="text-ink-2"><span title={role.permissions.join(', ')}>{role.permissions.includes('*') ? 'everything' : plural(role.permissions.length, 'permission')}</span></Td>
      <Td className="text-right">{role.userCount}</Td>
      <Td className="text-right whitespace-nowrap">
        {!role.isBuiltIn && (
          <>
            <Button look="ghost" aria-label={`Edit ${role.name}`} onClick={onEdit}>Edit</Button>
            <IconButton icon="trash" label={`Delete ${role.name}`} onClick={onDelete} />
          </>
        )}
      </Td>
    </tr>
  );
}
