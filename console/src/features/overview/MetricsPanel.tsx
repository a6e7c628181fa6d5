import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { metricsQuery } from '../../api/scans.ts';
import type { SystemMetrics } from '../../api/types.ts';
import { Sparkline } from '../../charts/Sparkline.tsx';
import { metricsHistory } from '../../live/metrics-history.ts';
import { formatBytes, formatCount, formatDuration, formatPercent } from '../../lib/format.ts';
import { useStore } from '../../lib/store.ts';
import { Panel } from '../../ui/Panel.tsx';
import { QueryState } from '../../ui/states.tsx';

const SLOTS = 150;

interface Gauge {
  readonly name: string;
  readonly top: number;
  read(metrics: SystemMetrics): number | null;
  show(value: number | null): string;
}

const gauges: readonly Gauge[] = [
  { name: 'CPU', top: 100, read: (m) => m.cpuUsage, show: formatPercent },
  { name: 'Memory', top: 100, read: (m) => m.memoryUsage, show: formatPercent },
  { name: 'Response time, 95 %', top: 20, read: (m) => m.responseTimeP95Ms, show: formatDuration },
  { name: 'Event loop delay', top: 20, read: (m) => m.eventLoopDelayMs, show: formatDuration },
];

/** Load of the server over the last five minutes, as its frames arrive. */
export function MetricsPanel(): ReactElement {
  const query = useQuery(metricsQuery);
  const samples = useStore(metricsHistory);
  return (
    <Panel title="Load" aside={<span className="text-xs text-ink-3">last 5 min</span>} isFlush className="md:col-span-2 xl:col-span-1">
      <QueryState query={query}>
        {(first) => {
          const latest = samples.at(-1) ?? first;
          return (
            <>
              <dl className="grid grid-cols-2 gap-x-5 gap-y-3 p-3.5 md:grid-cols-4 xl:grid-cols-2">
                {gauges.map((gauge) => (
                  <div key={gauge.name} className="min-w-0">
                    <dt className="truncate text-xs text-ink-3">{gauge.name}</dt>
                    <dd className="font-semibold">{gauge.show(gauge.read(latest))}</dd>
                    <dd><Sparkline values={samples.map((sample) => gauge.read(sample) ?? 0)} slots={SLOTS} top={gauge.top} /></dd>
                  </div>
                ))}
              </dl>
              <p className="border-t border-line px-3.5 py-2 text-xs text-ink-3">
                {formatCount(latest.activeConnections)} connections · disk {formatPercent(latest.diskUsage)} full · network {latest.networkIo === null ? '–' : `${formatBytes(latest.networkIo)}/s`}
              </p>
            </>
          );
        }}
      </QueryState>
    </Panel>
  );
}
