import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import { toast } from 'sonner';
import { deleteUser, updateUser } from '../../api/admin.ts';
import { describeError } from '../../api/errors.ts';
import { keys } from '../../api/keys.ts';
import type { UserRow } from '../../api/types.ts';
import { IconButton } from '../../ui/Button.tsx';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { Menu, MenuItem } from '../../ui/Menu.tsx';

/** What an administrator does with one user. */
export function UserMenu({ user, onEdit }: { user: UserRow; onEdit: () => void }): ReactElement {
  const client = useQueryClient();
  const [isAsking, setAsking] = useState(false);
  const settled = {
    onError: (error: unknown) => toast.error(describeError(error).title),
    onSettled: () => client.invalidateQueries({ queryKey: keys.users }),
  };
  const disable = useMutation({ ...settled, mutationFn: () => updateUser(user.id, { isDisabled: !user.isDisabled }), onSuccess: (next) => toast.success(next.isDisabled ? `${next.username} can no longer sign in` : `${next.username} can sign in again`) });
  const remove = useMutation({ ...settled, mutationFn: () => deleteUser(user.id), onSuccess: () => toast.success(`${user.username} is deleted`) });
  return (
    <>
      <Menu trigger={<IconButton icon="more" label={`Actions for ${user.username}`} />}>
        <MenuItem icon="user" onSelect={onEdit}>Edit</MenuItem>
        <MenuItem icon={user.isDisabled ? 'play' : 'pause'} onSelect={() => disable.mutate()}>{user.isDisabled ? 'Enable' : 'Disable'}</MenuItem>
        <MenuItem icon="trash" isDanger onSelect={() => setAsking(true)}>Delete</MenuItem>
      </Menu>
      <ConfirmDialog isOpen={isAsking} onOpenChange={setAsking} title={`Delete ${user.username}?`} confirm="Delete user" onConfirm={() => remove.mutate()}>
        Sessions and tokens end at once. The audit trail keeps what this user did.
      </ConfirmDialog>
    </>
  );
}
