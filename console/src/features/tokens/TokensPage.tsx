import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import { toast } from 'sonner';
import { revokeToken, tokensQuery } from '../../api/account.ts';
import { describeError } from '../../api/errors.ts';
import { keys } from '../../api/keys.ts';
import type { TokenRow } from '../../api/types.ts';
import { useActions } from '../../ui/actions/use-actions.ts';
import { plural } from '../../lib/format.ts';
import { Badge, type Tone } from '../../ui/Badge.tsx';
import { Button } from '../../ui/Button.tsx';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { Page } from '../../ui/Page.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { EmptyState, QueryState } from '../../ui/states.tsx';
import { Table, Td, Th } from '../../ui/table.tsx';
import { Time } from '../../ui/Time.tsx';
import { NewTokenDialog } from './NewTokenDialog.tsx';

const tones: Record<TokenRow['status'], Tone> = { active: 'ok', expired: 'medium', revoked: 'plain' };
const head = <><Th>Name</Th><Th>Token</Th><Th>Scopes</Th><Th>State</Th><Th>Last used</Th><Th>Expires</Th><Th><span className="sr-only">Actions</span></Th></>;

export function TokensPage(): ReactElement {
  const query = useQuery(tokensQuery);
  const client = useQueryClient();
  const [isNew, setNew] = useState(false);
  const [leaving, setLeaving] = useState<TokenRow | null>(null);
  const revoke = useMutation({
    mutationFn: (token: TokenRow) => revokeToken(token.id),
    onSuccess: (_answer, { name }) => toast.success(`${name} is revoked`, { description: 'It stops working with its next request.' }),
    onError: (error) => toast.error(describeError(error).title),
    onSettled: () => client.invalidateQueries({ queryKey: keys.tokens }),
  });
  useActions([{ id: 'token.new', title: 'New API token', section: 'Account', icon: 'key', run: () => setNew(true) }]);
  const create = <Button look="primary" icon="plus" onClick={() => setNew(true)}>New token</Button>;
  return (
    <Page title="API tokens" lead="For scripts, CI and the published dashboards" actions={create}>
      <Panel isFlush>
        <QueryState query={query} empty={{ when: (tokens) => tokens.length === 0, show: <EmptyState icon="key" title="No tokens yet">A token lets a program call this server with your name and the scopes you give it. It is shown once.</EmptyState> }}>
          {(tokens) => <Table label="API tokens" head={head}>{tokens.map((token) => <Row key={token.id} token={token} onRevoke={() => setLeaving(token)} />)}</Table>}
        </QueryState>
      </Panel>
      <NewTokenDialog isOpen={isNew} onOpenChange={setNew} />
      <ConfirmDialog isOpen={leaving !== null} onOpenChange={() => setLeaving(null)} title={`Revoke ${leaving?.name ?? 'this token'}?`} confirm="Revoke token" onConfirm={() => leaving !== null && revoke.mutate(leaving)}>
        What uses it is refused from its next request on. This cannot be undone.
      </ConfirmDialog>
    </Page>
  );
}

function Row({ token, onRevoke }: { token: TokenRow; onRevoke: () => void }): ReactElement {
  return (
    <tr>
      <Td className="font-medium">{token.name}</Td>
      <Td><code className="text-xs whitespace-nowrap text-ink-2">{token.preview}</code></Td>
      <Td className="text-ink-2"><span title={token.scopes.join(', ')}>{token.scopes.length <= 2 ? token.scopes.join(', ') : plural(token.scopes.length, 'scope')}</span></Td>
      <Td><Badge tone={tones[token.status]}>{token.status}</Badge></Td>
      <Td className="text-ink-2">{token.lastUsedAt === null ? 'never' : <Time at={token.lastUsedAt} />}</Td>
      <Td className="text-ink-2">{token.expiresAt === null ? 'never' : <Time at={token.expiresAt} isExact />}</Td>
      <Td className="text-right">{token.status === 'active' && <Button look="danger" aria-label={`Revoke ${token.name}`} onClick={onRevoke}>Revoke</Button>}</Td>
    </tr>
  );
}
