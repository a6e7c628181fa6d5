import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { healthQuery, infoQuery } from '../../api/scans.ts';
import type { PartHealth } from '../../api/types.ts';
import { cx } from '../../lib/cx.ts';
import { formatDuration, formatUptime } from '../../lib/format.ts';
import { Badge } from '../../ui/Badge.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { QueryState } from '../../ui/states.tsx';

const partNames: Record<string, string> = { database: 'Database', redis: 'Redis', storage: 'Storage', websocket: 'Live updates', jobs: 'Job queue' };

/** The parts this server depends on, as it measures them itself. */
export function HealthPanel(): ReactElement {
  const health = useQuery(healthQuery);
  const { data: info } = useQuery(infoQuery);
  const aside = health.data && <Badge tone={health.data.isHealthy ? 'ok' : 'critical'}>{health.data.isHealthy ? 'Healthy' : 'Degraded'}</Badge>;
  return (
    <Panel title="System" aside={aside} isFlush>
      <QueryState query={health}>
        {({ parts }) => <ul className="px-3.5 py-1.5">{Object.entries(parts).map(([name, part]) => <Part key={name} name={partNames[name] ?? name} part={part} />)}</ul>}
      </QueryState>
      {info !== undefined && (
        <p className="border-t border-line px-3.5 py-2 text-xs text-ink-3">Version {info.version} · {info.environment} · up {formatUptime(info.uptimeSeconds)}</p>
      )}
    </Panel>
  );
}

/** A round trip where there is one; what a part says of itself when that is short. */
function measured(part: PartHealth): string {
  if (part.latencyMs !== null) return formatDuration(part.latencyMs);
  return isUnused(part) ? 'not in use' : part.detail ?? 'unavailable';
}

/** Optional, and nobody set it up. */
const isUnused = ({ isHealthy, latencyMs, detail }: PartHealth): boolean => isHealthy && latencyMs === null && (detail?.startsWith('not configured') ?? true);

function Part({ name, part }: { name: string; part: PartHealth }): ReactElement {
  return (
    <li className="flex min-h-7 items-center gap-2">
      <span aria-hidden="true" className={cx('size-2 shrink-0 rounded-full', !part.isHealthy ? 'bg-critical-solid' : isUnused(part) ? 'bg-info-solid' : 'bg-ok-solid')} />
      <span className="shrink-0 text-ink-2">{name}</span>
      <span className="sr-only">{part.isHealthy ? 'healthy' : 'not healthy'}</span>
      <span className="ml-auto truncate text-right text-xs text-ink-3" title={part.detail ?? undefined}>{measured(part)}</span>
    </li>
  );
}
