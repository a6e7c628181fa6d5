import type { ReactElement, ReactNode } from 'react';
import { cx } from '../lib/cx.ts';

interface PanelProps {
  title?: ReactNode;
  /** Beside the title, at the right. */
  aside?: ReactNode;
  /** Heading level, so that pages keep an outline. */
  level?: 2 | 3;
  isFlush?: boolean;
  className?: string;
  children: ReactNode;
}

/** A framed region of a page. */
export function Panel({ title, aside, level = 2, isFlush = false, className, children }: PanelProps): ReactElement {
  const Heading = `h${level}` as const;
  return (
    <section className={cx('flex min-w-0 flex-col rounded-lg border border-line bg-surface', className)}>
      {title !== undefined && (
        <header className="flex min-h-10 items-center justify-between gap-3 border-b border-line px-3.5 py-1.5">
          <Heading className="text-sm font-semibold">{title}</Heading>
          {aside}
        </header>
      )}
      <div className={cx('min-w-0 flex-1', isFlush ? '' : 'p-3.5')}>{children}</div>
    </section>
  );
}
