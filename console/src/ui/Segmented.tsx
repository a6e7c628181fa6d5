import { RadioGroup } from 'radix-ui';
import type { ReactElement, ReactNode } from 'react';
import { cx } from '../lib/cx.ts';

interface SegmentedProps<T extends string> {
  label: string;
  value: T;
  options: readonly { value: T; label: ReactNode }[];
  onValue: (value: T) => void;
  className?: string;
}

/** One of two to four, side by side; arrow keys move between them. */
export function Segmented<T extends string>({ label, value, options, onValue, className }: SegmentedProps<T>): ReactElement {
  return (
    <RadioGroup.Root aria-label={label} value={value} onValueChange={(next) => onValue(next as T)} className={cx('inline-flex rounded-md border border-line bg-sunken p-0.5', className)}>
      {options.map((option) => (
        <RadioGroup.Item
          key={option.value}
          value={option.value}
          className="inline-flex h-7 flex-1 items-center justify-center gap-1.5 rounded-sm px-3 text-sm whitespace-nowrap text-ink-2 hover:text-ink data-[state=checked]:bg-surface data-[state=checked]:font-medium data-[state=checked]:text-ink data-[state=checked]:shadow-xs pointer-coarse:h-9"
        >
          {option.label}
        </RadioGroup.Item>
      ))}
    </RadioGroup.Root>
  );
}
