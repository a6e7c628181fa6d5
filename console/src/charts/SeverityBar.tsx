import type { ReactElement } from 'react';
import type { SeverityCounts } from '../api/types.ts';
import { formatCount } from '../lib/format.ts';
import { severities, severityFill, severityNames } from '../ui/Badge.tsx';
import { cx } from '../lib/cx.ts';

/** Findings by severity as one bar; its parts are proportional and told in words for screen readers. */
export function SeverityBar({ counts, className }: { counts: SeverityCounts; className?: string }): ReactElement {
  const present = severities.filter((severity) => counts[severity] > 0);
  const words = present.map((severity) => `${formatCount(counts[severity])} ${severityNames[severity].toLowerCase()}`).join(', ');
  return (
    <div role="img" aria-label={words === '' ? 'No findings' : words} className={cx('flex h-1.5 gap-px overflow-hidden rounded-full bg-hover', className)}>
      {present.map((severity) => <span key={severity} className={severityFill[severity]} style={{ flexGrow: counts[severity], minWidth: 3 }} />)}
    </div>
  );
}

/** The same as numbers; zeros step back. */
export function SeverityCountsLine({ counts }: { counts: SeverityCounts }): ReactElement {
  return (
    <ul className="flex gap-1" aria-label="Findings by severity">
      {severities.map((severity) => (
        <li key={severity} title={severityNames[severity]} className={cx('flex min-w-10 items-center gap-1 text-xs', counts[severity] === 0 ? 'text-ink-3' : 'font-medium text-ink')}>
          <span aria-hidden="true" className={cx('size-2 rounded-[2px]', counts[severity] === 0 ? 'bg-hover' : severityFill[severity])} />
          <span className="sr-only">{severityNames[severity]}</span>
          {formatCount(counts[severity])}
        </li>
      ))}
    </ul>
  );
}
