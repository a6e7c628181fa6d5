import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { reportUrl, reportVersionsQuery } from '../../api/reports.ts';
import type { ReportFileRow } from '../../api/types.ts';
import { formatBytes } from '../../lib/format.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { QueryState } from '../../ui/states.tsx';
import { Time } from '../../ui/Time.tsx';
import { formatNames } from './report-words.ts';

/** What changed from version to version, each to be fetched. */
export function VersionsDialog({ report, onClose }: { report: ReportFileRow | null; onClose: () => void }): ReactElement | null {
  const query = useQuery({ ...reportVersionsQuery(report?.id ?? '', report?.version ?? 0), enabled: report !== null });
  if (report === null) return null;
  return (
    <Dialog isOpen onOpenChange={onClose} title={`Versions of ${report.name}`}>
      <QueryState query={query}>
        {(versions) => (
          <ol className="flex flex-col gap-3 pb-3">
            {versions.map(({ version, format, fileSize, changes, generatedBy, generatedAt }) => (
              <li key={version} className="flex items-start justify-between gap-3 border-b border-line pb-3 last:border-b-0">
                <div className="min-w-0">
                  <p className="font-medium">Version {version} <span className="text-xs font-normal text-ink-3">{formatNames[format]}, {formatBytes(fileSize)}, {generatedBy} <Time at={generatedAt} /></span></p>
                  <ul className="text-sm text-ink-2">{changes.slice(0, 8).map((change) => <li key={change}>{change}</li>)}</ul>
                  {changes.length === 0 && <p className="text-xs text-ink-3">{version === 1 ? 'The first' : 'No key figure changed'}</p>}
                </div>
                <Button asChild><a href={reportUrl(report.id, version)} download aria-label={`Download version ${version}`}><Icon name="download" />Download</a></Button>
              </li>
            ))}
          </ol>
        )}
      </QueryState>
    </Dialog>
  );
}
