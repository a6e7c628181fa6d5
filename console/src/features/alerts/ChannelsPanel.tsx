import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import { toast } from 'sonner';
import { alertKeys, channelsQuery, deleteChannel, testChannel, updateChannel } from '../../api/alerts.ts';
import { describeError } from '../../api/errors.ts';
import type { ChannelRow, IntegrationRow } from '../../api/types.ts';
import { Badge } from '../../ui/Badge.tsx';
import { Button } from '../../ui/Button.tsx';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { Checkbox } from '../../ui/Field.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { EmptyState, QueryState } from '../../ui/states.tsx';
import { Table, Td, Th } from '../../ui/table.tsx';
import { ChannelDialog } from './ChannelDialog.tsx';
import { kindNames } from './alert-words.ts';

const head = <><Th>Channel</Th><Th>Kind</Th><Th>Goes to</Th><Th>On</Th><Th><span className="sr-only">Actions</span></Th></>;

function target({ settings, hasSecret }: ChannelRow): string {
  if (settings.to !== undefined && settings.to.length > 0) return settings.to.join(', ');
  if (settings.chatId !== undefined) return `chat ${settings.chatId}`;
  return hasSecret ? 'a webhook (kept sealed)' : '–';
}

/** Where people are told of things: from the configuration and from administrators, each with a test. */
export function ChannelsPanel(): ReactElement {
  const client = useQueryClient();
  const query = useQuery(channelsQuery);
  const [isNew, setNew] = useState(false);
  const [leaving, setLeaving] = useState<ChannelRow | null>(null);
  const settled = { onError: (error: unknown) => void toast.error(describeError(error).title), onSettled: () => client.invalidateQueries({ queryKey: alertKeys.channels }) };
  const toggle = useMutation({ mutationFn: ({ id, isEnabled }: ChannelRow) => updateChannel(id, { isEnabled: !isEnabled }), ...settled });
  const remove = useMutation({ mutationFn: deleteChannel, ...settled });
  const test = useMutation({
    mutationFn: (channel: ChannelRow) => testChannel(channel.id),
    onSuccess: (_delivery, { name }) => toast.success(`Test message on its way to ${name}`, { description: 'Deliveries shows whether it arrived.' }),
    onError: (error) => toast.error(describeError(error).title),
    onSettled: () => client.invalidateQueries({ queryKey: alertKeys.deliveries }),
  });
  return (
    <QueryState query={query}>
      {({ items, integrations }) => (
        <div className="flex flex-col gap-4">
          <Panel title="Channels" isFlush aside={<Button icon="plus" onClick={() => setNew(true)}>New channel</Button>}>
            {items.length === 0 ? <EmptyState icon="alert" title="Nobody is told yet">Make a channel here, or set one up in the server’s configuration.</EmptyState> : (
              <Table label="Channels" head={head}>
                {items.map((channel) => (
                  <tr key={channel.id} className="hover:bg-hover">
                    <Td className="font-medium">{channel.name}{channel.origin === 'environment' && <span className="block text-xs font-normal text-ink-3">from the configuration</span>}</Td>
                    <Td className="text-ink-2">{kindNames[channel.kind]}</Td>
                    <Td className="max-w-64 truncate text-ink-2">{target(channel)}</Td>
                    <Td><Checkbox label={`${channel.name} is on`} isLabelHidden disabled={channel.origin === 'environment'} checked={channel.isEnabled} onChange={() => toggle.mutate(channel)} /></Td>
                    <Td className="text-right whitespace-nowrap">
                      <Button look="ghost" aria-label={`Send a test to ${channel.name}`} onClick={() => test.mutate(channel)}>Test</Button>
                      {channel.origin === 'administrator' && <Button look="ghost" icon="trash" aria-label={`Delete ${channel.name}`} onClick={() => setLeaving(channel)} />}
                    </Td>
                  </tr>
                ))}
              </Table>
            )}
          </Panel>
          <Integrations integrations={integrations} />
          {isNew && <ChannelDialog onClose={() => setNew(false)} />}
          <ConfirmDialog isOpen={leaving !== null} onOpenChange={() => setLeaving(null)} title={`Delete ${leaving?.name ?? 'this channel'}?`} confirm="Delete channel" onConfirm={() => leaving !== null && remove.mutate(leaving.id)}>
            Thresholds that name it tell nobody there any more; the ledger says so.
          </ConfirmDialog>
        </div>
      )}
    </QueryState>
  );
}

function Integrations({ integrations }: { integrations: readonly IntegrationRow[] }): ReactElement {
  return (
    <Panel title="Set up by the configuration">
      <ul className="flex flex-col gap-2">
        {integrations.map(({ kind, isConfigured, variables }) => (
          <li key={kind} className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <span className="w-20 font-medium">{kindNames[kind]}</span>
            <Badge tone={isConfigured ? 'ok' : 'plain'}>{isConfigured ? 'configured' : 'not configured'}</Badge>
            <code className="text-xs break-all text-ink-3">{variables.join(' ')}</code>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
