import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import { toast } from 'sonner';
import { describeError } from '../../api/errors.ts';
import { deleteTemplate, reportKeys, runTemplate, templatesQuery } from '../../api/reports.ts';
import type { TemplateRow } from '../../api/types.ts';
import { isAllowed } from '../../lib/permissions.ts';
import { Button } from '../../ui/Button.tsx';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { EmptyState, QueryState } from '../../ui/states.tsx';
import { Table, Td, Th } from '../../ui/table.tsx';
import { Time } from '../../ui/Time.tsx';
import { useMe } from '../session/use-me.ts';
import { TemplateDialog } from './TemplateDialog.tsx';
import { formatNames, typeNames } from './report-words.ts';

const head = <><Th>Template</Th><Th>About</Th><Th>Format</Th><Th>Schedule (UTC)</Th><Th>Next</Th><Th>Recipients</Th><Th><span className="sr-only">Actions</span></Th></>;

/** Templates; those with a schedule make reports by themselves and mail them. */
export function TemplatesPanel(): ReactElement {
  const client = useQueryClient();
  const { permissions } = useMe();
  const query = useQuery(templatesQuery);
  const [edited, setEdited] = useState<TemplateRow | 'new' | null>(null);
  const [leaving, setLeaving] = useState<TemplateRow | null>(null);
  const settled = { onError: (error: unknown) => void toast.error(describeError(error).title), onSettled: () => client.invalidateQueries({ queryKey: reportKeys.all }) };
  const run = useMutation({ mutationFn: runTemplate, ...settled, onSuccess: ({ name }) => toast.success(`${name} is being made`) });
  const remove = useMutation({ mutationFn: deleteTemplate, ...settled });
  const maySet = isAllowed(permissions, 'admin:operations');
  return (
    <Panel title="Templates" isFlush aside={maySet && <Button icon="plus" onClick={() => setEdited('new')}>New template</Button>}>
      <QueryState query={query} empty={{ when: (templates) => templates.length === 0, show: <EmptyState icon="clock" title="No templates yet">A template says what a report is about and whom it goes to; with a schedule it is made by itself.</EmptyState> }}>
        {(templates) => (
          <Table label="Report templates" head={head}>
            {templates.map((template) => (
              <tr key={template.id} className="hover:bg-hover">
                <Td className="font-medium">{template.name}</Td>
                <Td className="text-ink-2">{typeNames[template.type]}</Td>
                <Td className="text-ink-2">{formatNames[template.format]}</Td>
                <Td>{template.scheduleCron === null ? <span className="text-ink-3">by hand</span> : <code className="text-xs">{template.scheduleCron}</code>}</Td>
                <Td className="text-ink-2">{template.nextRunAt === null ? '–' : <Time at={template.nextRunAt} isExact />}</Td>
                <Td className="max-w-56 truncate text-ink-2" title={template.recipients.join(', ')}>{template.recipients.length === 0 ? '–' : template.recipients.join(', ')}</Td>
                <Td className="text-right whitespace-nowrap">
                  <Button look="ghost" icon="play" aria-label={`Make a report of ${template.name}`} onClick={() => run.mutate(template.id)}>Make</Button>
                  {maySet && <Button look="ghost" aria-label={`Edit ${template.name}`} onClick={() => setEdited(template)}>Edit</Button>}
                  {maySet && <Button look="ghost" icon="trash" aria-label={`Delete ${template.name}`} onClick={() => setLeaving(template)} />}
                </Td>
              </tr>
            ))}
          </Table>
        )}
      </QueryState>
      {edited !== null && <TemplateDialog template={edited === 'new' ? null : edited} onClose={() => setEdited(null)} />}
      <ConfirmDialog isOpen={leaving !== null} onOpenChange={() => setLeaving(null)} title={`Delete ${leaving?.name ?? 'this template'}?`} confirm="Delete template" onConfirm={() => leaving !== null && remove.mutate(leaving.id)}>
        Its schedule ends. Reports that were made by it stay.
      </ConfirmDialog>
    </Panel>
  );
}
