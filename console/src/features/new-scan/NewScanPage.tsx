import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type ReactElement, useState } from 'react';
import { toast } from 'sonner';
import { describeError, missingVariables } from '../../api/errors.ts';
import { keys } from '../../api/keys.ts';
import { startBatch, startScan } from '../../api/scans.ts';
import type { ScanDepth, ScanRow } from '../../api/types.ts';
import { useActions } from '../../ui/actions/use-actions.ts';
import { plural } from '../../lib/format.ts';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { Page } from '../../ui/Page.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { Segmented } from '../../ui/Segmented.tsx';
import { AddressSource } from './AddressSource.tsx';
import { DepthPicker } from './DepthPicker.tsx';
import { DetectorPicker } from './DetectorPicker.tsx';
import { type Draft, obstacle, scansOf, type SourceKind } from './draft.ts';
import { PasteSource } from './PasteSource.tsx';
import { UploadSource } from './UploadSource.tsx';
import { useUploads } from './use-uploads.ts';

const kinds = [
  { value: 'paste', label: <><Icon name="code" />Paste</> },
  { value: 'upload', label: <><Icon name="upload" />Upload</> },
  { value: 'address', label: <><Icon name="link" />Address</> },
] as const;

export function NewScanPage(): ReactElement {
  const [kind, setKind] = useState<SourceKind>('paste');
  const [pasted, setPasted] = useState<Draft['pasted']>({ source: '', filename: null });
  const [address, setAddress] = useState<Draft['address']>({ address: '', chainId: 1 });
  const [depth, setDepth] = useState<ScanDepth>('full');
  const [confirm, setConfirm] = useState<boolean | null>(null);
  const [detectors, setDetectors] = useState<Draft['detectors']>(null);
  const uploads = useUploads();
  const draft: Draft = { kind, pasted, address, depth, confirm: confirm ?? depth !== 'quick', detectors, uploads: uploads.entries.flatMap(({ upload }) => (upload === null ? [] : [upload])) };
  const start = useStart();
  const missing = obstacle(draft);
  const isSending = kind === 'upload' && uploads.entries.some(({ state }) => state === 'sending');
  const submit = (): void => {
    if (missing !== null) toast.message(missing);
    else if (!isSending && !start.isPending) start.mutate(draft);
  };
  useActions([{ id: 'scan.start', title: 'Start the scan', section: 'Scan', icon: 'play', keys: 'mod+enter', run: submit }]);
  return (
    <Page title="New scan" lead="Static analysis on this server; your sources stay on it">
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <Panel isFlush>
          <div className="border-b border-line px-3.5 py-2">
            <Segmented label="Where the source comes from" value={kind} options={kinds} onValue={setKind} className="max-sm:w-full" />
          </div>
          {kind === 'paste' && <PasteSource value={pasted} onChange={setPasted} />}
          {kind === 'upload' && <UploadSource entries={uploads.entries} onAdd={uploads.add} onRemove={uploads.remove} />}
          {kind === 'address' && <AddressSource value={address} onChange={setAddress} error={start.error} />}
        </Panel>
        <div className="flex flex-col gap-4">
          <DepthPicker value={depth} onChange={setDepth} isConfirmed={draft.confirm} onConfirm={setConfirm} />
          <DetectorPicker chosen={detectors} onChange={setDetectors} />
          <Refusal error={start.error} kind={kind} />
          <Button look="primary" icon="play" className="h-9" isBusy={start.isPending || isSending} onClick={submit}>
            {kind === 'upload' && draft.uploads.length > 1 ? `Start ${plural(draft.uploads.length, 'scan')}` : 'Start scan'}
          </Button>
          <p className="text-center text-xs text-ink-3">{missing ?? 'Ready'}</p>
        </div>
      </div>
    </Page>
  );
}

/** Why the scan was not accepted; the address form says itself which variables it lacks. */
function Refusal({ error, kind }: { error: Error | null; kind: SourceKind }): ReactElement | null {
  if (error === null || (kind === 'address' && missingVariables(error).length > 0)) return null;
  const { title, detail } = describeError(error);
  return <Banner look="danger" title={title}>{detail}</Banner>;
}

/** Starts what the draft asks for and goes there: to the one scan, or to the list when there are many. */
function useStart() {
  const client = useQueryClient();
  const navigate = useNavigate();
  return useMutation({
    mutationFn: async (draft: Draft): Promise<readonly ScanRow[]> => {
      const [first, ...more] = scansOf(draft);
      if (first === undefined) return [];
      return more.length === 0 ? [await startScan(first)] : startBatch([first, ...more]);
    },
    onSuccess: async (scans) => {
      void client.invalidateQueries({ queryKey: keys.scanLists });
      void client.invalidateQueries({ queryKey: keys.statistics });
      const [first] = scans;
      if (scans.length === 1 && first !== undefined) await navigate({ to: '/scans/$scanId', params: { scanId: first.id } });
      else await navigate({ to: '/scans' });
    },
  });
}
