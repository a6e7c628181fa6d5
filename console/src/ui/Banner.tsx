import type { ReactElement, ReactNode } from 'react';
import { cx } from '../lib/cx.ts';
import { Icon, type IconName } from './Icon.tsx';

const looks = {
  warning: { box: 'border-medium/40 bg-medium-soft text-medium', icon: 'warning' },
  danger: { box: 'border-critical/40 bg-critical-soft text-critical', icon: 'alert' },
  note: { box: 'border-accent/40 bg-accent-soft text-accent', icon: 'alert' },
} as const satisfies Record<string, { box: string; icon: IconName }>;

/** Something a reader must not miss. */
export function Banner({ look, title, children, action }: { look: keyof typeof looks; title: string; children?: ReactNode; action?: ReactNode }): ReactElement {
  return (
    <div role={look === 'danger' ? 'alert' : 'status'} className={cx('flex items-start gap-2.5 rounded-lg border px-3.5 py-2.5', looks[look].box)}>
      <Icon name={looks[look].icon} className="mt-0.5" />
      <div className="min-w-0 flex-1">
        <p className="font-semibold">{title}</p>
        {children !== undefined && <div className="text-sm text-ink-2">{children}</div>}
      </div>
      {action}
    </div>
  );
}
