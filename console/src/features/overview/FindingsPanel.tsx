import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { statisticsQuery } from '../../api/scans.ts';
import type { Statistics } from '../../api/types.ts';
import { SeverityBar } from '../../charts/SeverityBar.tsx';
import { cx } from '../../lib/cx.ts';
import { formatCount } from '../../lib/format.ts';
import { severities, severityFill, severityNames } from '../../ui/Badge.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { EmptyState, QueryState } from '../../ui/states.tsx';

/** Findings over all scans, by severity. */
export function FindingsPanel(): ReactElement {
  const query = useQuery(statisticsQuery);
  const empty = { when: (data: Statistics) => data.scansCompleted === 0, show: <EmptyState icon="scans" title="No completed scan yet">Findings appear here by severity once a scan has ended.</EmptyState> };
  return (
    <Panel title="Findings" isFlush>
      <QueryState query={query} empty={empty}>
        {({ findings }) => (
          <div className="flex flex-col gap-3 p-3.5">
            <SeverityBar counts={findings} className="h-2.5" />
            <dl className="grid grid-cols-1 gap-y-1">
              {severities.map((severity) => (
                <div key={severity} className="flex items-center gap-2">
                  <span aria-hidden="true" className={cx('size-2 rounded-[2px]', severityFill[severity])} />
                  <dt className="flex-1 text-ink-2">{severityNames[severity]}</dt>
                  <dd className="font-medium">{formatCount(findings[severity])}</dd>
                </div>
              ))}
            </dl>
          </div>
        )}
      </QueryState>
    </Panel>
  );
}
