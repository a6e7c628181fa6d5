import type { ReactElement, ReactNode, TdHTMLAttributes, ThHTMLAttributes } from 'react';
import { cx } from '../lib/cx.ts';
import { Icon } from './Icon.tsx';

/** A dense table that scrolls sideways inside its panel on narrow screens. */
export function Table({ label, head, children }: { label: string; head: ReactNode; children: ReactNode }): ReactElement {
  return (
    <div className="relative overflow-x-auto" tabIndex={0} role="region" aria-label={label}>
      <table className="w-full border-collapse text-sm">
        <thead className="text-left text-xs text-ink-3"><tr>{head}</tr></thead>
        <tbody className="[&>tr:last-child>td]:border-b-0">{children}</tbody>
      </table>
    </div>
  );
}

export const Th = ({ className, ...rest }: ThHTMLAttributes<HTMLTableCellElement>): ReactElement => (
  <th scope="col" className={cx('h-8 border-b border-line px-3 font-medium whitespace-nowrap first:pl-3.5 last:pr-3.5', className)} {...rest} />
);

export const Td = ({ className, ...rest }: TdHTMLAttributes<HTMLTableCellElement>): ReactElement => (
  <td className={cx('h-10 border-b border-line px-3 py-1 align-middle first:pl-3.5 last:pr-3.5', className)} {...rest} />
);

interface SortThProps {
  children: ReactNode;
  direction: 'asc' | 'desc' | null;
  onSort: () => void;
  className?: string;
}

export function SortTh({ children, direction, onSort, className }: SortThProps): ReactElement {
  return (
    <Th aria-sort={direction === null ? 'none' : direction === 'asc' ? 'ascending' : 'descending'} className={className}>
      <button type="button" onClick={onSort} className="inline-flex items-center gap-1 font-medium hover:text-ink">
        {children}
        <Icon name={direction === 'asc' ? 'up' : 'down'} className={cx('size-3', direction === null && 'opacity-0')} />
      </button>
    </Th>
  );
}

interface PagingProps {
  offset: number;
  limit: number;
  total: number;
  noun: string;
  onOffset: (offset: number) => void;
}

export function Paging({ offset, limit, total, noun, onOffset }: PagingProps): ReactElement {
  const last = Math.min(offset + limit, total);
  const button = 'inline-flex h-7 items-center gap-1 rounded-md px-2 text-sm text-ink-2 hover:bg-hover hover:text-ink disabled:pointer-events-none disabled:opacity-45';
  return (
    <nav aria-label={`Pages of ${noun}`} className="flex min-h-10 items-center justify-between gap-3 border-t border-line px-3.5 text-xs text-ink-3">
      <span aria-live="polite">{total === 0 ? `No ${noun}` : `${offset + 1}–${last} of ${total} ${noun}`}</span>
      <span className="flex gap-1">
        <button type="button" className={button} disabled={offset === 0} onClick={() => onOffset(Math.max(0, offset - limit))}><Icon name="left" className="size-3.5" />Previous</button>
        <button type="button" className={button} disabled={last >= total} onClick={() => onOffset(offset + limit)}>Next<Icon name="right" className="size-3.5" /></button>
      </span>
    </nav>
  );
}
