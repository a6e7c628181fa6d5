import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type DragEvent, type ReactElement, useEffect, useRef, useState } from 'react';
import { toast } from 'sonner';
import { cancelCostImport, costImportsQuery, deleteCostImport, isMoving } from '../../api/costs.ts';
import { describeError } from '../../api/errors.ts';
import { keys } from '../../api/keys.ts';
import type { CostImport } from '../../api/types.ts';
import { cx } from '../../lib/cx.ts';
import { formatBytes, formatCount } from '../../lib/format.ts';
import { Badge, type Tone } from '../../ui/Badge.tsx';
import { Button, IconButton } from '../../ui/Button.tsx';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { Progress } from '../../ui/Progress.tsx';
import { Segmented } from '../../ui/Segmented.tsx';
import { EmptyState, QueryState } from '../../ui/states.tsx';
import { Table, Td, Th } from '../../ui/table.tsx';
import { Time } from '../../ui/Time.tsx';
import { formatMoney } from './money.ts';
import { type Sending, useCostUploads } from './use-cost-uploads.ts';

const states: Record<CostImport['status'], { tone: Tone; name: string }> = {
  uploading: { tone: 'plain', name: 'Being sent' }, queued: { tone: 'plain', name: 'Queued' }, running: { tone: 'accent', name: 'Reading' },
  completed: { tone: 'ok', name: 'Imported' }, failed: { tone: 'critical', name: 'Refused' }, cancelled: { tone: 'plain', name: 'Cancelled' },
};

/** Files of cost data: sent by drag and drop, followed, cancelled, deleted. */
export function ImportsPanel({ canWrite }: { canWrite: boolean }): ReactElement {
  const [mode, setMode] = useState<'add' | 'replace'>('add');
  const uploads = useCostUploads(mode);
  const imports = useQuery(costImportsQuery);
  const client = useQueryClient();
  const [doomed, setDoomed] = useState<CostImport | null>(null);
  const settle = { onError: (error: unknown) => void toast.error(describeError(error).title), onSettled: () => void client.invalidateQueries({ queryKey: keys.allCosts }) };
  const cancel = useMutation({ mutationFn: cancelCostImport, ...settle });
  const remove = useMutation({ mutationFn: deleteCostImport, ...settle });
  useEndings(imports.data?.items ?? []);
  const head = <><Th>File</Th><Th>State</Th><Th className="text-right">Rows</Th><Th className="text-right">Billed</Th><Th>Days</Th><Th className="text-right">Started</Th><Th><span className="sr-only">Action</span></Th></>;
  return (
    <div className="flex flex-col gap-4">
      {canWrite && (
        <Panel title="Import FOCUS 1.0 data" aside={<Segmented label="What to do with earlier data" value={mode} onValue={setMode} options={[{ value: 'add', label: 'Add' }, { value: 'replace', label: 'Replace months' }]} />}>
          <DropZone onAdd={(files) => void uploads.add(files)} note={mode === 'add' ? 'Added to what is there' : 'Takes the place of earlier data of the same provider, billing account and month'} />
          {uploads.sending.length > 0 && <ul aria-label="Files being sent" className="mt-3 flex flex-col gap-1.5">{uploads.sending.map((one) => <li key={one.key}><SendingRow one={one} onRemove={() => uploads.remove(one.key)} /></li>)}</ul>}
        </Panel>
      )}
      <Panel title="Imports" isFlush>
        <QueryState query={imports} empty={{ when: ({ total }) => total === 0, show: <EmptyState icon="upload" title="Nothing imported yet">FOCUS exports of AWS, Azure, Google Cloud, Oracle and others, as CSV or gzip CSV.</EmptyState> }}>
          {({ items }) => (
            <Table label="Imports" head={head}>
              {items.map((one) => <Row key={one.id} one={one} canWrite={canWrite} onCancel={() => cancel.mutate(one.id)} onDelete={() => setDoomed(one)} />)}
            </Table>
          )}
        </QueryState>
      </Panel>
      <ConfirmDialog isOpen={doomed !== null} onOpenChange={() => setDoomed(null)} title={`Delete ${doomed?.filename ?? ''}?`} confirm="Delete import" onConfirm={() => doomed !== null && remove.mutate(doomed.id)}>
        Its charges go with it and no longer count in any sum.
      </ConfirmDialog>
    </div>
  );
}

/** Everything about costs is asked again when an import ends. */
function useEndings(items: readonly CostImport[]): void {
  const client = useQueryClient();
  const moving = items.filter(isMoving).length;
  const before = useRef(moving);
  useEffect(() => {
    if (moving < before.current) void client.invalidateQueries({ queryKey: keys.allCosts });
    before.current = moving;
  }, [moving, client]);
}

function DropZone({ onAdd, note }: { onAdd: (files: Iterable<File>) => void; note: string }): ReactElement {
  const [isOver, setOver] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    onAdd(event.dataTransfer.files);
  };
  return (
    <div
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
      className={cx('flex flex-col items-center gap-2 rounded-lg border border-dashed px-6 py-8 text-center', isOver ? 'border-accent bg-accent-soft' : 'border-line-strong bg-canvas')}
    >
      <Icon name="upload" className="size-6 text-ink-3" />
      <p className="font-medium">Drop cost files here</p>
      <p className="text-sm text-ink-3">FOCUS 1.0 as CSV or gzip, up to 1 GB each. {note}.</p>
      <Button className="mt-1" onClick={() => input.current?.click()}>Choose files</Button>
      <input
        ref={input}
        type="file"
        accept=".csv,.gz"
        multiple
        aria-label="Cost files to import"
        tabIndex={-1}
        className="sr-only"
        onChange={(event) => {
          onAdd([...(event.target.files ?? [])]);
          event.target.value = '';
        }}
      />
    </div>
  );
}

function SendingRow({ one, onRemove }: { one: Sending; onRemove: () => void }): ReactElement {
  return (
    <div className="flex min-h-11 items-center gap-3 rounded-md border border-line px-3 py-1">
      <Icon name={one.problem === null ? 'file' : 'alert'} className={one.problem === null ? 'text-ink-3' : 'text-critical'} />
      <div className="min-w-0 flex-1">
        <p className="truncate font-medium">{one.name}</p>
        <p role="status" className={cx('text-xs break-words', one.problem === null ? 'text-ink-3' : 'text-critical')}>{one.problem ?? `Sending, ${Math.round(one.done * 100)} %`}</p>
      </div>
      {one.problem === null ? <span className="w-28"><Progress label={`Sending ${one.name}`} percent={one.done * 100} /></span> : <IconButton icon="cross" label={`Remove ${one.name}`} onClick={onRemove} />}
    </div>
  );
}

function Row({ one, canWrite, onCancel, onDelete }: { one: CostImport; canWrite: boolean; onCancel: () => void; onDelete: () => void }): ReactElement {
  const { tone, name } = states[one.status];
  return (
    <tr className="hover:bg-hover">
      <Td className="max-w-80"><span className="block truncate font-medium" title={one.hash ?? undefined}>{one.filename}</span><span className="block text-xs text-ink-3">{formatBytes(one.size)}{one.source === 'demo' ? ', demonstration' : ''}</span></Td>
      <Td className="min-w-44">
        {isMoving(one) ? <span className="flex items-center gap-2"><Progress label={`Import of ${one.filename}`} percent={one.percent} /><span className="text-xs text-ink-3">{one.percent} %</span></span> : <Badge tone={tone}>{name}</Badge>}
        {one.error !== null && <span className="mt-1 block max-w-96 text-xs break-words text-critical">{one.error.message}</span>}
        {one.notices.length > 0 && <span className="mt-1 block max-w-96 text-xs text-ink-3" title={one.notices.map(({ column, message, count }) => `${column ?? 'file'}: ${message} (${count})`).join('\n')}>{one.notices.length === 1 ? '1 notice' : `${one.notices.length} notices`}</span>}
        {one.replacedRows > 0 && <span className="mt-1 block text-xs text-ink-3">{formatCount(one.replacedRows)} rows replaced since</span>}
      </Td>
      <Td className="text-right">{formatCount(one.rows)}</Td>
      <Td className="text-right whitespace-nowrap">{one.totals.map(({ currency, billed }) => <span key={currency} className="block" title={`${billed} ${currency}`}>{formatMoney(billed, currency)}</span>)}</Td>
      <Td className="whitespace-nowrap text-ink-2">{one.firstDay === null ? '–' : `${one.firstDay} to ${one.lastDay}`}</Td>
      <Td className="text-right text-ink-2"><Time at={one.createdAt} /></Td>
      <Td className="text-right">{canWrite && (isMoving(one) ? <IconButton icon="stop" label={`Cancel ${one.filename}`} onClick={onCancel} /> : <IconButton icon="trash" label={`Delete ${one.filename}`} onClick={onDelete} />)}</Td>
    </tr>
  );
}
