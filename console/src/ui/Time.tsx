import { type ReactElement, useSyncExternalStore } from 'react';
import { formatAgo, formatTime } from '../lib/format.ts';

let now = Date.now();
const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;

/** One clock for every relative time on the page. */
function follow(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(() => {
    now = Date.now();
    for (const each of listeners) each();
  }, 15_000);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

/** A moment as "3 min ago", the exact time on hover and for machines. */
export function Time({ at, isExact = false }: { at: string; isExact?: boolean }): ReactElement {
  const current = useSyncExternalStore(follow, () => now);
  return <time dateTime={at} title={formatTime(at)} className="whitespace-nowrap">{isExact ? formatTime(at) : formatAgo(at, Math.max(current, Date.parse(at)))}</time>;
}
