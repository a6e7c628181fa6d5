import type { ReactElement } from 'react';
import { cx } from '../lib/cx.ts';

/** Outlines on a 16 px grid, drawn for this console; one stroke width everywhere. */
const outlines = {
  overview: 'M2.500 2.500h4.500v6.500h-4.500zM9.500 2.500h4v3.500h-4zM9.500 8.500h4v5h-4zM2.500 11.500h4.500v2h-4.500z',
  scans: 'M3 2.500h7l3 3v8H3zM10 2.500v3h3M5.500 8.500h5M5.500 11h3',
  plus: 'M8 3v10M3 8h10',
  costs: 'M2.500 13.500h11M4 13.500V9M8 13.500V3M12 13.500V6',
  user: 'M8 8a2.500 2.500 0 1 0 0-5 2.500 2.500 0 0 0 0 5zM3 13.500c.6-2.400 2.500-3.500 5-3.500s4.400 1.100 5 3.500',
  users: 'M6 8a2.200 2.200 0 1 0 0-4.400A2.200 2.200 0 0 0 6 8zM1.800 13c.4-2.100 2-3.100 4.200-3.100s3.800 1 4.200 3.100M10.500 3.800a2.200 2.200 0 0 1 0 4M11.800 10.200c1.300.4 2.200 1.300 2.400 2.800',
  key: 'M9.800 9.400a3.300 3.300 0 1 0-3.200-3.200L2.500 10.300v3.200h3.200v-2h2v-2zM11 5h.01',
  audit: 'M3.500 2.500h9v11h-9zM6 5.500h4M6 8h4M6 10.500h2',
  search: 'M7 11.500a4.500 4.500 0 1 0 0-9 4.500 4.500 0 0 0 0 9zM13.500 13.500l-3.300-3.300',
  check: 'M3 8.500l3.200 3.200L13 4.800',
  cross: 'M4 4l8 8M12 4l-8 8',
  warning: 'M8 2.500l6 10.800H2zM8 6.500v3M8 11.400h.01',
  alert: 'M8 14a6 6 0 1 0 0-12 6 6 0 0 0 0 12zM8 5v3.500M8 11h.01',
  pause: 'M5.500 3.500v9M10.500 3.500v9',
  play: 'M5 3.200v9.600l7.500-4.800z',
  sun: 'M8 10.800a2.800 2.800 0 1 0 0-5.600 2.800 2.800 0 0 0 0 5.600zM8 1.500v1.500M8 13v1.500M1.500 8H3M13 8h1.500M3.400 3.400l1.100 1.100M11.500 11.500l1.100 1.100M12.600 3.400l-1.100 1.100M4.500 11.500l-1.100 1.100',
  moon: 'M13.500 9.600A5.800 5.800 0 0 1 6.400 2.500a5.800 5.800 0 1 0 7.100 7.100z',
  screen: 'M2 3h12v8H2zM5.500 13.500h5M8 11v2.500',
  menu: 'M2.500 4.500h11M2.500 8h11M2.500 11.500h11',
  more: 'M3.500 8h.01M8 8h.01M12.500 8h.01',
  down: 'M4 6l4 4 4-4',
  up: 'M4 10l4-4 4 4',
  left: 'M10 3.500L5.500 8l4.500 4.500',
  right: 'M6 3.500L10.500 8 6 12.500',
  download: 'M8 2.500v7.500M4.800 7.200L8 10.400l3.200-3.200M3 13.500h10',
  upload: 'M8 10.500V3M4.800 6L8 2.800 11.200 6M3 13.500h10',
  trash: 'M3 4.500h10M6 4.500v-2h4v2M4.200 4.500l.6 9h6.400l.6-9M6.800 7v4M9.200 7v4',
  copy: 'M5.500 5.500h8v8h-8zM10.500 5.500v-3h-8v8h3',
  external: 'M9 2.500h4.500V7M13.500 2.500L7.500 8.500M6.500 3.500h-4v10h10v-4',
  logout: 'M6.500 2.500h-4v11h4M10 5l3 3-3 3M13 8H6',
  stop: 'M4 4h8v8H4z',
  refresh: 'M13 8a5 5 0 1 1-1.500-3.600M13 2.500v3h-3',
  keyboard: 'M1.500 4h13v8h-13zM4 6.500h.01M6.700 6.500h.01M9.300 6.500h.01M12 6.500h.01M4.500 9.500h7',
  file: 'M3.500 2.500h6l3 3v8h-9zM9.500 2.500v3h3',
  link: 'M6.500 9.500l3-3M7.500 4.500l1-1a2.800 2.800 0 0 1 4 4l-1 1M8.500 11.500l-1 1a2.800 2.800 0 0 1-4-4l1-1',
  code: 'M5.500 4.500L2 8l3.500 3.500M10.500 4.500L14 8l-3.500 3.500',
  clock: 'M8 14a6 6 0 1 0 0-12 6 6 0 0 0 0 12zM8 4.800V8l2.200 1.600',
  pulse: 'M1.500 8.500h3l2-5.500 3 10 2-4.500h3',
} as const;

export type IconName = keyof typeof outlines;

/** Decoration only: whatever it means is said in words beside it or in a label. */
export function Icon({ name, className }: { name: IconName; className?: string }): ReactElement {
  return (
    <svg viewBox="0 0 16 16" aria-hidden="true" className={cx('size-4 shrink-0', className)} fill="none" stroke="currentColor" strokeWidth={1.4} strokeLinecap="round" strokeLinejoin="round">
      <path d={outlines[name]} />
    </svg>
  );
}
