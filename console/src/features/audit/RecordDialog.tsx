import type { ReactElement, ReactNode } from 'react';
import type { AuditRow } from '../../api/types.ts';
import { formatAgent } from '../../lib/format.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { Time } from '../../ui/Time.tsx';

/** Everything that one record holds. */
export function RecordDialog({ record, onClose }: { record: AuditRow | null; onClose: () => void }): ReactElement {
  return (
    <Dialog isOpen={record !== null} onOpenChange={onClose} title={record === null ? 'Record' : `Record ${record.sequence}`} description={record?.description}>
      {record !== null && <Facts record={record} />}
    </Dialog>
  );
}

function Facts({ record }: { record: AuditRow }): ReactElement {
  return (
    <dl tabIndex={0} aria-label="Facts" className="grid grid-cols-[7rem_minmax(0,1fr)] gap-y-1.5 pb-3">
      <Fact name="When"><Time at={record.occurredAt} isExact /></Fact>
      <Fact name="Who">{record.username ?? 'system'}{record.userEmail === null ? '' : `, ${record.userEmail}`}</Fact>
      <Fact name="Event"><code>{record.eventType}</code></Fact>
      <Fact name="Resource"><code className="break-all">{record.resourceType}{record.resourceId === null ? '' : ` ${record.resourceId}`}</code></Fact>
      <Fact name="Outcome">{record.status}</Fact>
      <Fact name="From">{record.ip ?? '–'}, <span title={record.userAgent ?? undefined}>{formatAgent(record.userAgent)}</span></Fact>
      <Fact name="Request"><code className="break-all">{record.requestId}</code></Fact>
      <Fact name="Hash"><code className="text-xs break-all">{record.hash}</code></Fact>
      {Object.keys(record.metadata).length > 0 && <Fact name="Details"><pre className="overflow-x-auto rounded-md bg-sunken p-2 text-xs">{JSON.stringify(record.metadata, null, 2)}</pre></Fact>}
    </dl>
  );
}

const Fact = ({ name, children }: { name: string; children: ReactNode }): ReactElement => (
  <>
    <dt className="text-ink-3">{name}</dt>
    <dd className="min-w-0">{children}</dd>
  </>
);
