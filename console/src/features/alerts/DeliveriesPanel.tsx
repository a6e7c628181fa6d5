import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import { toast } from 'sonner';
import { alertKeys, ALERTS_PER_PAGE, deliveriesQuery, retryDelivery } from '../../api/alerts.ts';
import { describeError } from '../../api/errors.ts';
import { Badge } from '../../ui/Badge.tsx';
import { Button } from '../../ui/Button.tsx';
import { Select } from '../../ui/Field.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { EmptyState, QueryState } from '../../ui/states.tsx';
import { Paging, Table, Td, Th } from '../../ui/table.tsx';
import { Time } from '../../ui/Time.tsx';
import { deliveryTones } from './alert-words.ts';

const head = <><Th>Message</Th><Th>Channel</Th><Th>State</Th><Th className="text-right">Tries</Th><Th>Last failure</Th><Th className="text-right">Asked</Th><Th><span className="sr-only">Actions</span></Th></>;
const states = [{ value: '', label: 'Any state' }, ...(['queued', 'retrying', 'delivered', 'dead'] as const).map((value) => ({ value, label: value }))];

/** The ledger of what people were told, and what could not be delivered. */
export function DeliveriesPanel(): ReactElement {
  const client = useQueryClient();
  const [status, setStatus] = useState('');
  const [offset, setOffset] = useState(0);
  const query = useQuery(deliveriesQuery({ status: status === '' ? undefined : status, offset }));
  const retry = useMutation({ mutationFn: retryDelivery, onError: (error) => toast.error(describeError(error).title), onSettled: () => client.invalidateQueries({ queryKey: alertKeys.deliveries }) });
  const choose = (next: string): void => {
    setStatus(next);
    setOffset(0);
  };
  return (
    <Panel isFlush>
      <div className="border-b border-line px-3.5 py-2"><Select aria-label="State of deliveries" className="w-36" options={states} value={status} onValue={choose} /></div>
      <QueryState query={query} empty={{ when: ({ total }) => total === 0, show: <EmptyState icon="clock" title="Nothing was sent yet">Each message to a channel leaves a line here, whether it arrived or not.</EmptyState> }}>
        {({ items, total }) => (
          <>
            <Table label="Deliveries" head={head}>
              {items.map((delivery) => (
                <tr key={delivery.id} className="hover:bg-hover">
                  <Td className="max-w-80 min-w-44"><span className="block truncate font-medium" title={delivery.text}>{delivery.title}</span></Td>
                  <Td className="text-ink-2">{delivery.channelName}</Td>
                  <Td><Badge tone={deliveryTones[delivery.status]}>{delivery.status}</Badge></Td>
                  <Td className="text-right text-ink-2">{delivery.attempts}</Td>
                  <Td className="max-w-64 truncate text-ink-2" title={delivery.lastError ?? undefined}>{delivery.lastError ?? '–'}</Td>
                  <Td className="text-right text-ink-2"><Time at={delivery.createdAt} /></Td>
                  <Td className="text-right">{delivery.status === 'dead' && <Button look="ghost" icon="refresh" aria-label={`Send ${delivery.title} again`} onClick={() => retry.mutate(delivery.id)}>Again</Button>}</Td>
                </tr>
              ))}
            </Table>
            <Paging offset={offset} limit={ALERTS_PER_PAGE} total={total} noun="deliveries" onOffset={setOffset} />
          </>
        )}
      </QueryState>
    </Panel>
  );
}
