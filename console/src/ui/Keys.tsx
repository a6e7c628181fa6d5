import type { ReactElement } from 'react';
import { keyCaps } from '../lib/keys.ts';
import { isMac } from '../lib/platform.ts';

/** A shortcut as key caps; `g s` is told as "then". */
export function Keys({ shortcut }: { shortcut: string }): ReactElement {
  return (
    <span className="inline-flex items-center gap-1 text-xs text-ink-3">
      {keyCaps(shortcut, isMac).map((caps, step) => (
        <span key={step} className="inline-flex items-center gap-0.5">
          {step > 0 && <span className="sr-only">then</span>}
          {caps.map((cap) => <kbd key={cap} className="inline-flex h-5 min-w-5 items-center justify-center rounded-sm border border-line bg-surface px-1 font-sans text-[11px] text-ink-2">{cap}</kbd>)}
        </span>
      ))}
    </span>
  );
}
