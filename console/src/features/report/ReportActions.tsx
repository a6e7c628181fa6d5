import { useNavigate } from '@tanstack/react-router';
import { type ReactElement, useState } from 'react';
import { exportUrl } from '../../api/scans.ts';
import type { ExportFormat, ScanReport } from '../../api/types.ts';
import type { Action } from '../../ui/actions/registry.ts';
import { useActions } from '../../ui/actions/use-actions.ts';
import { Button, IconButton } from '../../ui/Button.tsx';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { Menu, MenuItem } from '../../ui/Menu.tsx';
import { useDeleteScans } from '../scans/use-delete-scans.ts';

const formats: readonly { format: ExportFormat; title: string }[] = [
  { format: 'json', title: 'Export as JSON' },
  { format: 'csv', title: 'Export as CSV' },
  { format: 'sarif', title: 'Export as SARIF 2.1.0' },
  { format: 'pdf', title: 'Export as PDF' },
];

/** Lets the browser download, so that large reports never pass through the page. */
function download(url: string): void {
  const link = document.createElement('a');
  link.href = url;
  link.download = '';
  link.click();
}

export function ReportActions({ report }: { report: ScanReport }): ReactElement {
  const navigate = useNavigate();
  const [isAsking, setAsking] = useState(false);
  const remove = useDeleteScans(() => void navigate({ to: '/scans' }));
  const exports = formats.map(({ format, title }): Action => ({ id: `scan.export.${format}`, title, section: 'Scan', icon: 'download', words: ['download', 'report'], run: () => download(exportUrl(report.id, format)) }));
  const canExport = report.status === 'completed';
  useActions([
    ...(canExport ? exports : []),
    { id: 'scan.delete', title: 'Delete this scan', section: 'Scan', icon: 'trash', keys: 'delete', run: () => setAsking(true) },
  ]);
  return (
    <>
      {canExport && (
        <Menu trigger={<Button icon="download">Export</Button>}>
          {exports.map((action) => <MenuItem key={action.id} icon="file" onSelect={() => action.run?.()}>{action.title}</MenuItem>)}
        </Menu>
      )}
      <IconButton icon="trash" label="Delete this scan" look="secondary" disabled={remove.isPending} onClick={() => setAsking(true)} />
      <ConfirmDialog isOpen={isAsking} onOpenChange={setAsking} title="Delete this scan?" confirm="Delete scan" onConfirm={() => remove.mutate([report.id])}>
        Its findings, sources and reports go with it. This cannot be undone.
      </ConfirmDialog>
    </>
  );
}
