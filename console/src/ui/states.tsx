import type { ReactElement, ReactNode } from 'react';
import type { UseQueryResult } from '@tanstack/react-query';
import { describeError } from '../api/errors.ts';
import { cx } from '../lib/cx.ts';
import { Button } from './Button.tsx';
import { Icon, type IconName } from './Icon.tsx';

/** Grey bars where data will stand. */
export function Skeleton({ className }: { className?: string }): ReactElement {
  return <span aria-hidden="true" className={cx('block animate-pulse-soft rounded-sm bg-hover', className)} />;
}

export function LoadingRows({ rows = 4, label = 'Loading' }: { rows?: number; label?: string }): ReactElement {
  return (
    <div role="status" className="flex flex-col gap-3 p-3.5">
      <span className="sr-only">{label}</span>
      {Array.from({ length: rows }, (_, index) => <Skeleton key={index} className={cx('h-4', ['w-11/12', 'w-4/5', 'w-full', 'w-3/5'][index % 4])} />)}
    </div>
  );
}

interface NoteProps {
  icon: IconName;
  title: string;
  children?: ReactNode;
  action?: ReactNode;
}

/** Says honestly that there is nothing yet, and what to do about it. */
export function EmptyState({ icon, title, children, action }: NoteProps): ReactElement {
  return (
    <div className="flex flex-col items-center justify-center gap-2 px-6 py-10 text-center">
      <Icon name={icon} className="size-6 text-ink-3" />
      <p className="font-medium">{title}</p>
      {children !== undefined && <div className="max-w-md text-sm text-ink-3">{children}</div>}
      {action !== undefined && <div className="mt-2">{action}</div>}
    </div>
  );
}

export function ErrorState({ error, onRetry }: { error: unknown; onRetry?: () => void }): ReactElement {
  const { title, detail, requestId } = describeError(error);
  return (
    <div role="alert" className="flex flex-col items-center justify-center gap-2 px-6 py-10 text-center">
      <Icon name="alert" className="size-6 text-critical" />
      <p className="font-medium">{title}</p>
      {detail !== null && <p className="max-w-md text-sm text-ink-3">{detail}</p>}
      {requestId !== null && <p className="text-xs text-ink-3">Request <code>{requestId}</code></p>}
      {onRetry !== undefined && <Button icon="refresh" className="mt-2" onClick={onRetry}>Try again</Button>}
    </div>
  );
}

interface QueryStateProps<T> {
  query: UseQueryResult<T>;
  loading?: ReactNode;
  /** Shown in place of the data when this says so. */
  empty?: { when: (data: T) => boolean; show: ReactNode };
  children: (data: T) => ReactNode;
}

/** The four states of everything that is fetched: loading, failed, empty, there. */
export function QueryState<T>({ query, loading = <LoadingRows />, empty, children }: QueryStateProps<T>): ReactNode {
  if (query.data !== undefined) return empty?.when(query.data) === true ? empty.show : children(query.data);
  if (query.isError) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  return loading;
}
