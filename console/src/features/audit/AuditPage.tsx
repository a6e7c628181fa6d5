import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { type ReactElement, useState } from 'react';
import { AUDIT_PER_PAGE, auditExportUrl, auditQuery } from '../../api/admin.ts';
import type { AuditRow } from '../../api/types.ts';
import type { AuditSearch } from '../../routes/search.ts';
import { Badge } from '../../ui/Badge.tsx';
import { Button } from '../../ui/Button.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { Page } from '../../ui/Page.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { EmptyState, LoadingRows, QueryState } from '../../ui/states.tsx';
import { Paging, Table, Td, Th } from '../../ui/table.tsx';
import { Time } from '../../ui/Time.tsx';
import { AuditFilters } from './AuditFilters.tsx';
import { RecordDialog } from './RecordDialog.tsx';
import { VerifyPanel } from './VerifyPanel.tsx';

const head = <><Th className="text-right">No.</Th><Th>When</Th><Th>Who</Th><Th>Event</Th><Th>What</Th><Th>Outcome</Th></>;

export function AuditPage(): ReactElement {
  const search = useSearch({ from: '/shell/audit' });
  const navigate = useNavigate({ from: '/audit' });
  const [open, setOpen] = useState<AuditRow | null>(null);
  const filter = { event: search.event, resource: search.resource, status: search.status, search: search.q };
  const offset = ((search.page ?? 1) - 1) * AUDIT_PER_PAGE;
  const query = useQuery(auditQuery(filter, offset));
  const change = (next: AuditSearch): void => void navigate({ search: (current) => ({ ...current, page: undefined, ...next }), replace: true });
  return (
    <Page
      title="Audit trail"
      lead="Every change, each record chained to the one before it"
      actions={<Button asChild><a href={auditExportUrl(filter)} download=""><Icon name="download" />Export</a></Button>}
    >
      <VerifyPanel />
      <Panel isFlush>
        <AuditFilters search={search} onChange={change} />
        <QueryState query={query} loading={<LoadingRows rows={10} />} empty={{ when: ({ total }) => total === 0, show: <EmptyState icon="audit" title="No record matches">Try another word or fewer filters.</EmptyState> }}>
          {(page) => (
            <>
              <Table label="Audit records" head={head}>{page.items.map((record) => <Row key={record.id} record={record} onOpen={() => setOpen(record)} />)}</Table>
              <Paging offset={offset} limit={AUDIT_PER_PAGE} total={page.total} noun="records" onOffset={(next) => change({ page: next / AUDIT_PER_PAGE + 1 })} />
            </>
          )}
        </QueryState>
      </Panel>
      <RecordDialog record={open} onClose={() => setOpen(null)} />
    </Page>
  );
}

function Row({ record, onOpen }: { record: AuditRow; onOpen: () => void }): ReactElement {
  return (
    <tr className="hover:bg-hover">
      <Td className="text-right text-ink-3">{record.sequence}</Td>
      <Td className="text-ink-2"><Time at={record.occurredAt} /></Td>
      <Td className="font-medium">{record.username ?? 'system'}</Td>
      <Td><code className="text-xs whitespace-nowrap">{record.eventType}</code></Td>
      <Td className="min-w-56"><button type="button" onClick={onOpen} className="text-left hover:text-accent">{record.description}</button></Td>
      <Td><Badge tone={record.status === 'success' ? 'ok' : 'critical'}>{record.status}</Badge></Td>
    </tr>
  );
}
