import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { toast } from 'sonner';
import { describeError } from '../../api/errors.ts';
import { secopsKeys, splitSources } from '../../api/secops.ts';
import type { VulnerabilityDetail } from '../../api/types.ts';
import { Badge, SeverityBadge } from '../../ui/Badge.tsx';
import { Button } from '../../ui/Button.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { Table, Td, Th } from '../../ui/table.tsx';
import { Time } from '../../ui/Time.tsx';
import { reasonNames } from './words.tsx';

/** The tools' findings behind a vulnerability, why they are held to be the same, and how to part them again. */
export function SourcesPanel({ found, mayWrite }: { found: VulnerabilityDetail; mayWrite: boolean }): ReactElement {
  const client = useQueryClient();
  const split = useMutation({
    mutationFn: (id: string) => splitSources(found.id, [id]),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: secopsKeys.all });
      toast.success('Split off: it is a vulnerability of its own now, and stays one in later imports');
    },
    onError: (error) => toast.error(describeError(error).title),
  });
  const canSplit = mayWrite && found.sources.length > 1;
  return (
    <Panel title="Sources" isFlush>
      <Table label="Sources" head={<><Th>Tool</Th><Th>Finding</Th><Th>Why here</Th><Th className="text-right">Last seen</Th>{canSplit && <Th><span className="sr-only">Undo</span></Th>}</>}>
        {found.sources.map((source) => (
          <tr key={source.id}>
            <Td className="whitespace-nowrap"><span className="font-medium">{source.tool}</span><span className="block max-w-48 truncate text-xs text-ink-3" title={source.scope}>{source.scope}</span></Td>
            <Td className="min-w-48"><span className="flex items-center gap-2"><SeverityBadge severity={source.severity} /><span className="text-ink-2">{source.ruleId ?? source.title}</span></span></Td>
            <Td className="min-w-48"><Badge tone={source.reason === 'alias' || source.reason === 'same-id' ? 'accent' : 'plain'}>{reasonNames[source.reason]}</Badge><span className="mt-0.5 block text-xs text-ink-3">{source.reasonDetail}</span></Td>
            <Td className="text-right text-ink-2">{source.goneAt === null ? <Time at={source.lastSeenAt} /> : <Badge>gone</Badge>}</Td>
            {canSplit && <Td className="text-right"><Button isBusy={split.isPending} aria-label={`Split off what ${source.tool} reports`} onClick={() => split.mutate(source.id)}>Split off</Button></Td>}
          </tr>
        ))}
      </Table>
    </Panel>
  );
}
