import { Progress as Radix } from 'radix-ui';
import type { ReactElement } from 'react';

/** How far something got, 0–100. */
export function Progress({ label, percent }: { label: string; percent: number }): ReactElement {
  return (
    <Radix.Root aria-label={label} value={Math.round(percent)} className="h-1.5 w-full overflow-hidden rounded-full bg-hover">
      <Radix.Indicator className="h-full rounded-full bg-accent transition-[width] duration-300" style={{ width: `${percent}%` }} />
    </Radix.Root>
  );
}
