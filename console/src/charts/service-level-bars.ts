/** Sizes in the units of the drawing. */
export const chart = { width: 900, height: 220, left: 44, bottom: 22 } as const;

export interface Bar {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly percentage: number;
}

/** Where the bars stand: the scale ends at 100 % or at the highest bar, rounded up to ten. */
export function barsOf(percentages: readonly number[]): { readonly bars: readonly Bar[]; readonly target: number; readonly top: number } {
  const top = Math.max(100, Math.ceil(Math.max(0, ...percentages) / 10) * 10);
  const inner = chart.height - chart.bottom;
  const step = (chart.width - chart.left) / Math.max(1, percentages.length);
  const bars = percentages.map((percentage, at) => {
    const height = (percentage / top) * inner;
    return { x: chart.left + at * step + step * 0.15, y: inner - height, width: step * 0.7, height, percentage };
  });
  return { bars, target: inner - (100 / top) * inner, top };
}
