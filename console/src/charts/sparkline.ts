/**
 * The path of a line through `values` in a box of `width` × `height`, newest at the right.
 * The vertical scale runs from 0 to `top`, or to the largest value when that is more.
 */
export function sparklinePath(values: readonly number[], box: { width: number; height: number; slots: number; top: number }): string {
  if (values.length < 2) return '';
  const top = Math.max(box.top, ...values);
  const step = box.width / (box.slots - 1);
  const start = box.width - step * (values.length - 1);
  return values.map((value, index) => {
    const x = start + index * step;
    const y = box.height - (Math.max(0, value) / top) * box.height;
    return `${index === 0 ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`;
  }).join('');
}
