import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { toast } from 'sonner';
import { describeError } from '../../api/errors.ts';
import { keys } from '../../api/keys.ts';
import { cancelScan } from '../../api/scans.ts';
import type { ScanReport } from '../../api/types.ts';
import { useActions } from '../../ui/actions/use-actions.ts';
import { mergeScan } from '../../live/merge-scan.ts';
import { useLiveState } from '../../live/use-live.ts';
import { Button } from '../../ui/Button.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { Progress } from '../../ui/Progress.tsx';
import { Time } from '../../ui/Time.tsx';

/** A scan under way: what it does now, how far it is, and the way to stop it. */
export function RunningPanel({ scan }: { scan: ScanReport }): ReactElement {
  const client = useQueryClient();
  const isPaused = useLiveState() === 'paused';
  const cancel = useMutation({
    mutationFn: () => cancelScan(scan.id),
    onSuccess: (row) => {
      client.setQueryData<ScanReport>(keys.report(scan.id), (report) => report && mergeScan(report, row));
      void client.invalidateQueries({ queryKey: keys.scanLists });
      toast.success('Scan cancelled');
    },
    onError: (error) => {
      toast.error(describeError(error).title);
      void client.invalidateQueries({ queryKey: keys.report(scan.id) });
    },
  });
  useActions([{ id: 'scan.cancel', title: 'Cancel this scan', section: 'Scan', icon: 'stop', keys: 'c', run: () => cancel.mutate() }]);
  return (
    <Panel>
      <div className="mx-auto flex max-w-xl flex-col gap-4 py-8">
        <div className="flex items-baseline justify-between gap-4">
          <p role="status" className="min-w-0 truncate font-medium">{scan.status === 'queued' ? 'Waiting for a worker' : scan.stage}</p>
          <p className="text-2xl font-semibold tracking-tight" data-testid="percent">{Math.round(scan.percent)} %</p>
        </div>
        <Progress label="Progress of this scan" percent={scan.percent} />
        <div className="flex items-center justify-between gap-4">
          <p className="text-xs text-ink-3">{isPaused ? 'Live updates are paused; this page stands still.' : <>Accepted <Time at={scan.createdAt} /></>}</p>
          <Button icon="stop" isBusy={cancel.isPending} onClick={() => cancel.mutate()}>Cancel scan</Button>
        </div>
      </div>
    </Panel>
  );
}
