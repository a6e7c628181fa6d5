import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import { toast } from 'sonner';
import { alertKeys, deleteThreshold, thresholdsQuery, updateThreshold } from '../../api/alerts.ts';
import { describeError } from '../../api/errors.ts';
import type { ThresholdRow } from '../../api/types.ts';
import { formatScore } from '../../lib/format.ts';
import { isAllowed } from '../../lib/permissions.ts';
import { SeverityBadge } from '../../ui/Badge.tsx';
import { Button } from '../../ui/Button.tsx';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { Checkbox } from '../../ui/Field.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { EmptyState, QueryState } from '../../ui/states.tsx';
import { Table, Td, Th } from '../../ui/table.tsx';
import { useMe } from '../session/use-me.ts';
import { ThresholdDialog } from './ThresholdDialog.tsx';

const head = <><Th>Metric</Th><Th className="text-right">Limit</Th><Th className="text-right">Measured</Th><Th>Severity</Th><Th>Environment</Th><Th>Tells</Th><Th>On</Th><Th><span className="sr-only">Actions</span></Th></>;

/** Limits, with what was last measured beside them. */
export function ThresholdsPanel(): ReactElement {
  const client = useQueryClient();
  const { permissions } = useMe();
  const query = useQuery(thresholdsQuery);
  const [edited, setEdited] = useState<ThresholdRow | 'new' | null>(null);
  const [leaving, setLeaving] = useState<ThresholdRow | null>(null);
  const settled = { onError: (error: unknown) => void toast.error(describeError(error).title), onSettled: () => client.invalidateQueries({ queryKey: alertKeys.thresholds }) };
  const toggle = useMutation({ mutationFn: ({ id, enabled }: ThresholdRow) => updateThreshold(id, { enabled: !enabled }), ...settled });
  const remove = useMutation({ mutationFn: deleteThreshold, ...settled });
  const maySet = isAllowed(permissions, 'admin:operations');
  return (
    <Panel title="Thresholds" isFlush aside={maySet && <Button icon="plus" onClick={() => setEdited('new')}>New threshold</Button>}>
      <QueryState query={query} empty={{ when: (rows) => rows.length === 0, show: <EmptyState icon="pulse" title="No thresholds">A threshold raises an alert when a metric passes it.</EmptyState> }}>
        {(rows) => (
          <Table label="Thresholds" head={head}>
            {rows.map((row) => (
              <tr key={row.id} className="hover:bg-hover">
                <Td className="min-w-40"><span className="font-medium">{row.metricName}</span>{row.description !== '' && <span className="block max-w-80 text-xs text-ink-3">{row.description}</span>}</Td>
                <Td className="text-right whitespace-nowrap">{row.operator} {formatScore(row.thresholdValue)}</Td>
                <Td className="text-right text-ink-2" title={row.evaluatedAt === null ? 'Not evaluated yet' : undefined}>{row.lastValue === null ? 'no data' : formatScore(row.lastValue)}</Td>
                <Td><SeverityBadge severity={row.severity} /></Td>
                <Td className="text-ink-2">{row.environment}</Td>
                <Td className="max-w-44 truncate text-ink-2">{row.notificationChannels.length === 0 ? 'nobody' : row.notificationChannels.join(', ')}</Td>
                <Td><Checkbox label={`${row.metricName} is on`} isLabelHidden disabled={!maySet} checked={row.enabled} onChange={() => toggle.mutate(row)} /></Td>
                <Td className="text-right whitespace-nowrap">
                  {maySet && <Button look="ghost" aria-label={`Edit threshold on ${row.metricName}`} onClick={() => setEdited(row)}>Edit</Button>}
                  {maySet && <Button look="ghost" icon="trash" aria-label={`Delete threshold on ${row.metricName}`} onClick={() => setLeaving(row)} />}
                </Td>
              </tr>
            ))}
          </Table>
        )}
      </QueryState>
      {edited !== null && <ThresholdDialog threshold={edited === 'new' ? null : edited} onClose={() => setEdited(null)} />}
      <ConfirmDialog isOpen={leaving !== null} onOpenChange={() => setLeaving(null)} title="Delete this threshold?" confirm="Delete threshold" onConfirm={() => leaving !== null && remove.mutate(leaving.id)}>
        Nobody is told any more when {leaving?.metricName ?? 'the metric'} passes it. Its alerts stay.
      </ConfirmDialog>
    </Panel>
  );
}
