import type { ReactElement, ReactNode } from 'react';
import type { ScanStatus, Severity } from '../api/types.ts';
import { cx } from '../lib/cx.ts';

export type Tone = Severity | 'ok' | 'accent' | 'plain';

const tones: Record<Tone, string> = {
  critical: 'bg-critical-soft text-critical',
  high: 'bg-high-soft text-high',
  medium: 'bg-medium-soft text-medium',
  low: 'bg-low-soft text-low',
  info: 'bg-info-soft text-info',
  ok: 'bg-ok-soft text-ok',
  accent: 'bg-accent-soft text-accent',
  plain: 'bg-sunken text-ink-2',
};

export function Badge({ tone = 'plain', className, children }: { tone?: Tone; className?: string; children: ReactNode }): ReactElement {
  return <span className={cx('inline-flex h-5 items-center gap-1 rounded-sm px-1.5 text-xs font-medium whitespace-nowrap', tones[tone], className)}>{children}</span>;
}

export const severities: readonly Severity[] = ['critical', 'high', 'medium', 'low', 'info'];
export const severityNames: Record<Severity, string> = { critical: 'Critical', high: 'High', medium: 'Medium', low: 'Low', info: 'Info' };

export const severityFill: Record<Severity, string> = {
  critical: 'bg-critical-solid', high: 'bg-high-solid', medium: 'bg-medium-solid', low: 'bg-low-solid', info: 'bg-info-solid',
};

export const SeverityBadge = ({ severity }: { severity: Severity }): ReactElement => <Badge tone={severity}>{severityNames[severity]}</Badge>;

const statuses: Record<ScanStatus, { tone: Tone; name: string }> = {
  queued: { tone: 'plain', name: 'Queued' },
  running: { tone: 'accent', name: 'Running' },
  completed: { tone: 'ok', name: 'Completed' },
  failed: { tone: 'critical', name: 'Failed' },
  cancelled: { tone: 'plain', name: 'Cancelled' },
};

export const statusName = (status: ScanStatus): string => statuses[status].name;

/** State of a scan. What could not be analysed completely is never called completed alone. */
export function StatusBadge({ status, isIncomplete = false }: { status: ScanStatus; isIncomplete?: boolean }): ReactElement {
  if (status === 'completed' && isIncomplete) return <Badge tone="medium">Incomplete</Badge>;
  const { tone, name } = statuses[status];
  return (
    <Badge tone={tone}>
      {status === 'running' && <span aria-hidden="true" className="size-1.5 animate-pulse-soft rounded-full bg-current" />}
      {name}
    </Badge>
  );
}
