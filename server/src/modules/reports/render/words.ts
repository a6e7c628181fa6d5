import type { Cell } from '../report.types.ts';

/** A cell as people read it. */
export function cellText(value: Cell): string {
  if (value === null) return '–';
  return typeof value === 'number' ? String(Math.round(value * 100) / 100) : value;
}

/** A figure with its unit. */
export function figureText({ value, unit }: { readonly value: Cell; readonly unit?: string | undefined }): string {
  return unit === undefined || value === null ? cellText(value) : `${cellText(value)} ${unit}`;
}

/** A round number at or above the largest value, for the top of a scale. */
export function niceTop(largest: number): number {
  if (!(largest > 0)) return 1;
  const power = 10 ** Math.floor(Math.log10(largest));
  const step = [1, 2, 2.5, 5, 10].find((factor) => factor * power >= largest) ?? 10;
  return step * power;
}
