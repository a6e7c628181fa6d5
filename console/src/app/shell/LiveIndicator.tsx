import type { ReactElement } from 'react';
import type { LiveState } from '../../live/connection.ts';
import { live } from '../../live/live.ts';
import { useLiveState } from '../../live/use-live.ts';
import { cx } from '../../lib/cx.ts';
import { IconButton } from '../../ui/Button.tsx';

const words: Record<LiveState, { text: string; dot: string }> = {
  live: { text: 'Live', dot: 'bg-ok-solid' },
  paused: { text: 'Paused', dot: 'bg-medium-solid' },
  connecting: { text: 'Connecting', dot: 'bg-info-solid animate-pulse-soft' },
  waiting: { text: 'Reconnecting', dot: 'bg-high-solid animate-pulse-soft' },
  refused: { text: 'Signed out', dot: 'bg-critical-solid' },
  off: { text: 'Off', dot: 'bg-info-solid' },
};

export function toggleLive(): void {
  if (live.state.get() === 'paused') live.resume();
  else live.pause();
}

/** Says whether the page follows the server, and lets the reader hold it still. */
export function LiveIndicator(): ReactElement {
  const state = useLiveState();
  const { text, dot } = words[state];
  const canToggle = state === 'live' || state === 'paused';
  return (
    <div className="flex items-center gap-0.5">
      <span role="status" aria-label={`Live updates: ${text}`} className="flex items-center gap-1.5 text-xs text-ink-2">
        <span aria-hidden="true" className={cx('size-2 rounded-full', dot)} />
        <span className="max-sm:sr-only">{text}</span>
      </span>
      <IconButton icon={state === 'paused' ? 'play' : 'pause'} label={state === 'paused' ? 'Resume live updates' : 'Pause live updates'} disabled={!canToggle} onClick={toggleLive} />
    </div>
  );
}
