import type { ReactElement } from 'react';
import { sparklinePath } from './sparkline.ts';

interface SparklineProps {
  values: readonly number[];
  /** Values the full width holds. */
  slots: number;
  /** Top of the scale unless a value is larger. */
  top: number;
}

/** The last minutes as a line; the number beside it says what matters. */
export function Sparkline({ values, slots, top }: SparklineProps): ReactElement {
  const path = sparklinePath(values, { width: 120, height: 28, slots, top });
  return (
    <svg viewBox="0 -1 120 30" preserveAspectRatio="none" aria-hidden="true" className="h-7 w-full text-accent">
      <path d="M0 28H120" className="stroke-line" fill="none" vectorEffect="non-scaling-stroke" />
      {path !== '' && <path d={path} fill="none" stroke="currentColor" strokeWidth={1.5} strokeLinejoin="round" vectorEffect="non-scaling-stroke" />}
    </svg>
  );
}
