import type { SectionContent } from '../report.types.ts';
import { niceTop } from './words.ts';

type Chart = SectionContent['charts'][number];

/** A chart as marks in a box, for any surface that can draw lines, boxes and text. */
export interface ChartLayout {
  readonly width: number;
  readonly height: number;
  /** Horizontal lines with the value they stand for. */
  readonly grid: readonly { readonly y: number; readonly label: string }[];
  readonly bars: readonly { readonly x: number; readonly y: number; readonly width: number; readonly height: number; readonly series: number }[];
  readonly lines: readonly { readonly points: readonly (readonly [number, number])[]; readonly series: number }[];
  readonly labels: readonly { readonly x: number; readonly text: string }[];
  readonly left: number;
  readonly bottom: number;
}

/** Colours that stay apart for the colour-blind (Okabe and Ito), dark enough on white. */
export const chartColours = ['#0b6b62', '#d55e00', '#0072b2', '#a8325f', '#7a6000', '#555555'] as const;

const margin = { left: 48, right: 12, top: 10, bottom: 28 };
const mostLabels = 12;
const gridLines = 4;

/** Places a chart's marks; every series shares the labels of the longest. */
export function layOut({ kind, series }: Chart, { width, height }: { readonly width: number; readonly height: number }): ChartLayout {
  const longest = series.toSorted((a, b) => b.points.length - a.points.length)[0];
  const labels = longest?.points.map(({ label }) => label) ?? [];
  const top = niceTop(Math.max(0, ...series.flatMap(({ points }) => points.map(({ value }) => value))));
  const [left, bottom] = [margin.left, height - margin.bottom];
  const [plotWidth, plotHeight] = [width - margin.left - margin.right, height - margin.top - margin.bottom];
  const slot = plotWidth / Math.max(1, labels.length);
  const yOf = (value: number): number => bottom - (Math.max(0, value) / top) * plotHeight;
  const centre = (at: number): number => left + slot * (at + 0.5);
  const barWidth = (slot * 0.7) / Math.max(1, series.length);
  const every = Math.ceil(labels.length / mostLabels);
  return {
    width, height, left, bottom,
    grid: Array.from({ length: gridLines + 1 }, (_, at) => ({ y: yOf((top * at) / gridLines), label: String(Math.round(((top * at) / gridLines) * 100) / 100) })),
    bars: kind === 'line' ? [] : series.flatMap(({ points }, which) => points.map(({ value }, at) => ({ x: centre(at) - (barWidth * series.length) / 2 + barWidth * which, y: yOf(value), width: barWidth, height: bottom - yOf(value), series: which }))),
    lines: kind === 'line' ? series.map(({ points }, which) => ({ series: which, points: points.map(({ value }, at) => [centre(at), yOf(value)] as const) })) : [],
    labels: labels.flatMap((text, at) => (at % every === 0 ? [{ x: centre(at), text: text.length > 14 ? `${text.slice(0, 13)}…` : text }] : [])),
  };
}
