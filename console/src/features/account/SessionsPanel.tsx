import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { toast } from 'sonner';
import { revokeSession, sessionsQuery } from '../../api/account.ts';
import { describeError } from '../../api/errors.ts';
import { keys } from '../../api/keys.ts';
import type { SessionRow } from '../../api/types.ts';
import { formatAgent } from '../../lib/format.ts';
import { Badge } from '../../ui/Badge.tsx';
import { Button } from '../../ui/Button.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { EmptyState, QueryState } from '../../ui/states.tsx';
import { Table, Td, Th } from '../../ui/table.tsx';
import { Time } from '../../ui/Time.tsx';
import { signOut } from '../session/session.ts';

const head = <><Th>Client</Th><Th>Address</Th><Th>Signed in</Th><Th>Last used</Th><Th>Ends</Th><Th><span className="sr-only">Actions</span></Th></>;

/** Where one is signed in, and the way to end it. */
export function SessionsPanel(): ReactElement {
  const query = useQuery(sessionsQuery);
  const client = useQueryClient();
  const revoke = useMutation({
    mutationFn: (session: SessionRow) => revokeSession(session.id),
    onSuccess: () => toast.success('Session ended'),
    onError: (error) => toast.error(describeError(error).title),
    onSettled: () => client.invalidateQueries({ queryKey: keys.sessions }),
  });
  return (
    <Panel title="Sessions" isFlush>
      <QueryState query={query} empty={{ when: (sessions) => sessions.length === 0, show: <EmptyState icon="screen" title="No sessions">You are here by an API token.</EmptyState> }}>
        {(sessions) => (
          <Table label="Sessions" head={head}>
            {sessions.map((session) => (
              <tr key={session.id}>
                <Td className="min-w-48"><span className="font-medium" title={session.userAgent ?? undefined}>{formatAgent(session.userAgent)}</span> {session.isCurrent && <Badge tone="ok">This session</Badge>}</Td>
                <Td className="text-ink-2">{session.ip ?? '–'}</Td>
                <Td className="text-ink-2"><Time at={session.createdAt} /></Td>
                <Td className="text-ink-2"><Time at={session.lastUsedAt} /></Td>
                <Td className="text-ink-2"><Time at={session.expiresAt} isExact /></Td>
                <Td className="text-right">
                  {session.isCurrent
                    ? <Button look="ghost" onClick={() => void signOut()}>Sign out</Button>
                    : <Button look="danger" isBusy={revoke.isPending && revoke.variables.id === session.id} onClick={() => revoke.mutate(session)}>End</Button>}
                </Td>
              </tr>
            ))}
          </Table>
        )}
      </QueryState>
    </Panel>
  );
}
