import type { ReactElement } from 'react';
import type { ServiceLevel } from '../api/types.ts';
import { barsOf, chart } from './service-level-bars.ts';

/** A bar for each week, oldest first, and a line at 100 %. The table below says the same in numbers. */
export function ServiceLevelChart({ levels }: { levels: readonly ServiceLevel[] }): ReactElement {
  const { bars, target, top } = barsOf(levels.map(({ percentage }) => Number(percentage)));
  const every = Math.ceil(levels.length / 13);
  return (
    <svg viewBox={`0 0 ${chart.width} ${chart.height}`} role="img" aria-label={`Service level of ${levels.length} weeks`} className="h-56 w-full" preserveAspectRatio="none">
      {bars.map(({ x, y, width, height, percentage }, at) => (
        <rect key={levels[at]?.weekStart} x={x} y={y} width={width} height={height} rx={2} className={percentage >= 100 ? 'fill-ok-solid' : percentage >= 80 ? 'fill-medium-solid' : 'fill-critical-solid'}>
          <title>{`${levels[at]?.weekStart}: ${levels[at]?.percentage} %`}</title>
        </rect>
      ))}
      <line x1={chart.left} x2={chart.width} y1={target} y2={target} className="stroke-ink-3" strokeDasharray="4 4" vectorEffect="non-scaling-stroke" />
      <text x={0} y={target + 4} className="fill-ink-3 text-[11px]">100 %</text>
      <text x={0} y={12} className="fill-ink-3 text-[11px]">{top} %</text>
      {bars.map(({ x }, at) => (at % every === 0 ? <text key={at} x={x} y={chart.height - 4} className="fill-ink-3 text-[11px]">{levels[at]?.weekStart.slice(5)}</text> : null))}
    </svg>
  );
}
