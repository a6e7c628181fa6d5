import { type ReactElement, useEffect, useRef, useState } from 'react';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import type { CostForecast } from '../../api/types.ts';
import { type Stack, toPlot } from './chart-data.ts';
import { formatMoney } from './money.ts';
import { layerColours } from './layer-colours.ts';

const HEIGHT = 280;

const colour = (variable: string): string => getComputedStyle(document.documentElement).getPropertyValue(variable).trim();

interface StackChartProps {
  stack: Stack;
  forecast: CostForecast | undefined;
  currency: string;
  label: string;
}

/** Changes with every switch between dark and light: a canvas does not follow by itself. */
function useTheme(): string {
  const [theme, setTheme] = useState(() => document.documentElement.dataset.theme ?? '');
  useEffect(() => {
    const observer = new MutationObserver(() => setTheme(document.documentElement.dataset.theme ?? ''));
    observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] });
    return () => observer.disconnect();
  }, []);
  return theme;
}

function optionsFor({ stack, currency, top }: { stack: Stack; currency: string; top: readonly string[] }, width: number): uPlot.Options {
  const count = stack.layers.length;
  const axis = { stroke: colour('--ink-3'), grid: { stroke: colour('--line'), width: 1 }, ticks: { stroke: colour('--line'), width: 1 } };
  const layers = top.map((name, at): uPlot.Series => ({ label: name, width: 0, fill: colour(layerColours[(count - 1 - at) % layerColours.length] ?? '--accent'), points: { show: false } }));
  const bound = (label: string): uPlot.Series => ({ label, stroke: 'transparent', width: 0, points: { show: false } });
  return {
    width, height: HEIGHT, tzDate: (time) => uPlot.tzDate(new Date(time * 1000), 'UTC'),
    legend: { show: false }, cursor: { drag: { x: false, y: false } },
    scales: { y: { range: (_self, low, high) => [Math.min(0, low ?? 0), (high ?? 0) * 1.05 || 1] } },
    axes: [axis, { ...axis, size: 76, values: (_self, ticks) => ticks.map((tick) => formatMoney(String(tick), currency).replace(/\.00$/, '')) }],
    series: [{}, ...layers, { label: 'Forecast', stroke: colour('--ink'), width: 2, dash: [6, 4], points: { show: false } }, bound('Lower'), bound('Upper')],
    bands: [{ series: [count + 3, count + 2], fill: colour('--line') }],
  };
}

/** Cost per day in layers, with the forecast and its interval behind the last day. The table below says the same in numbers. */
export function StackChart({ stack, forecast, currency, label }: StackChartProps): ReactElement {
  const box = useRef<HTMLDivElement>(null);
  const theme = useTheme();
  useEffect(() => {
    const target = box.current;
    if (target === null || stack.times.length === 0) return undefined;
    const { data, top } = toPlot(stack, forecast);
    const plot = new uPlot(optionsFor({ stack, currency, top }, target.clientWidth), data as unknown as uPlot.AlignedData, target);
    const observer = new ResizeObserver(() => plot.setSize({ width: target.clientWidth, height: HEIGHT }));
    observer.observe(target);
    return () => {
      observer.disconnect();
      plot.destroy();
    };
  }, [stack, forecast, currency, theme]);
  return <div ref={box} role="img" aria-label={label} className="w-full overflow-hidden" style={{ minHeight: HEIGHT }} />;
}
