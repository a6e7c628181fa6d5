import { Tooltip as Radix } from 'radix-ui';
import type { ReactElement, ReactNode } from 'react';

/** A short hint for what already has a name of its own. */
export function Tooltip({ text, children }: { text: ReactNode; children: ReactElement }): ReactElement {
  return (
    <Radix.Root>
      <Radix.Trigger asChild>{children}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content sideOffset={6} collisionPadding={8} className="z-50 max-w-72 rounded-md bg-ink px-2 py-1 text-xs text-canvas shadow-float">
          {text}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

export const TooltipProvider = ({ children }: { children: ReactNode }): ReactElement => (
  <Radix.Provider delayDuration={400} skipDelayDuration={200}>{children}</Radix.Provider>
);
