import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import { toast } from 'sonner';
import { acknowledgeAlert, alertKeys, alertListQuery, ALERTS_PER_PAGE, resolveAlert } from '../../api/alerts.ts';
import { describeError } from '../../api/errors.ts';
import type { AlertRow } from '../../api/types.ts';
import { formatScore } from '../../lib/format.ts';
import { isAllowed } from '../../lib/permissions.ts';
import { Badge, SeverityBadge } from '../../ui/Badge.tsx';
import { Button } from '../../ui/Button.tsx';
import { Page } from '../../ui/Page.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { Segmented } from '../../ui/Segmented.tsx';
import { EmptyState, QueryState } from '../../ui/states.tsx';
import { Tabs } from '../../ui/Tabs.tsx';
import { Paging, Table, Td, Th } from '../../ui/table.tsx';
import { Time } from '../../ui/Time.tsx';
import { useMe } from '../session/use-me.ts';
import { ChannelsPanel } from './ChannelsPanel.tsx';
import { DeliveriesPanel } from './DeliveriesPanel.tsx';
import { ThresholdsPanel } from './ThresholdsPanel.tsx';
import { alertTones } from './alert-words.ts';

/** What is out of bounds, the bounds, and whom it is told. */
export function AlertsPage(): ReactElement {
  const { permissions } = useMe();
  const setting = isAllowed(permissions, 'admin:operations') ? [
    { value: 'channels', label: 'Channels', content: <ChannelsPanel /> },
    { value: 'deliveries', label: 'Deliveries', content: <DeliveriesPanel /> },
  ] : [];
  return (
    <Page title="Alerts" lead="Limits on what is measured, and what happened when they were passed">
      <Tabs label="Parts of alerting" tabs={[{ value: 'alerts', label: 'Alerts', content: <AlertList /> }, { value: 'thresholds', label: 'Thresholds', content: <ThresholdsPanel /> }, ...setting]} />
    </Page>
  );
}

const head = <><Th>Metric</Th><Th>Severity</Th><Th>Environment</Th><Th className="text-right">Value</Th><Th className="text-right">Limit</Th><Th>State</Th><Th className="text-right">Since</Th><Th><span className="sr-only">Actions</span></Th></>;

function AlertList(): ReactElement {
  const client = useQueryClient();
  const { permissions } = useMe();
  const [which, setWhich] = useState<'open' | 'all'>('open');
  const [offset, setOffset] = useState(0);
  const query = useQuery(alertListQuery({ open: which === 'open' ? 'true' : undefined, offset }));
  const settled = { onError: (error: unknown) => void toast.error(describeError(error).title), onSettled: () => client.invalidateQueries({ queryKey: alertKeys.alerts }) };
  const acknowledge = useMutation({ mutationFn: acknowledgeAlert, ...settled });
  const resolve = useMutation({ mutationFn: resolveAlert, ...settled });
  const mayAct = isAllowed(permissions, 'write:alerts');
  const choose = (next: 'open' | 'all'): void => {
    setWhich(next);
    setOffset(0);
  };
  return (
    <Panel isFlush>
      <div className="border-b border-line px-3.5 py-2"><Segmented label="Which alerts" value={which} options={[{ value: 'open', label: 'Open' }, { value: 'all', label: 'All' }]} onValue={choose} /></div>
      <QueryState query={query} empty={{ when: ({ total }) => total === 0, show: <EmptyState icon="check" title={which === 'open' ? 'Nothing is out of bounds' : 'No alerts yet'}>Every threshold is held against what is measured once a minute.</EmptyState> }}>
        {({ items, total }) => (
          <>
            <Table label="Alerts" head={head}>{items.map((alert) => <Row key={alert.id} alert={alert} mayAct={mayAct} onAcknowledge={() => acknowledge.mutate(alert.id)} onResolve={() => resolve.mutate(alert.id)} />)}</Table>
            <Paging offset={offset} limit={ALERTS_PER_PAGE} total={total} noun="alerts" onOffset={setOffset} />
          </>
        )}
      </QueryState>
    </Panel>
  );
}

function Row({ alert, mayAct, onAcknowledge, onResolve }: { alert: AlertRow; mayAct: boolean; onAcknowledge: () => void; onResolve: () => void }): ReactElement {
  return (
    <tr className="hover:bg-hover">
      <Td className="min-w-40"><span className="font-medium">{alert.metricName}</span>{alert.description !== '' && <span className="block text-xs text-ink-3">{alert.description}</span>}</Td>
      <Td><SeverityBadge severity={alert.severity} /></Td>
      <Td className="text-ink-2">{alert.environment}</Td>
      <Td className="text-right" title={`${formatScore(alert.value)} when it was raised`}>{formatScore(alert.lastValue)}</Td>
      <Td className="text-right whitespace-nowrap text-ink-2">{alert.operator} {formatScore(alert.thresholdValue)}</Td>
      <Td><Badge tone={alertTones[alert.status]}>{alert.status}</Badge>{alert.acknowledgedBy !== null && <span className="block text-xs text-ink-3">by {alert.acknowledgedBy}</span>}</Td>
      <Td className="text-right text-ink-2"><Time at={alert.triggeredAt} /></Td>
      <Td className="text-right whitespace-nowrap">
        {mayAct && alert.status === 'open' && <Button look="ghost" aria-label={`Acknowledge ${alert.metricName}`} onClick={onAcknowledge}>Acknowledge</Button>}
        {mayAct && alert.status !== 'resolved' && <Button look="ghost" aria-label={`Resolve ${alert.metricName}`} onClick={onResolve}>Resolve</Button>}
      </Td>
    </tr>
  );
}
