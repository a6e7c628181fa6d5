import { Dialog as Radix } from 'radix-ui';
import type { ReactElement, ReactNode } from 'react';
import { cx } from '../lib/cx.ts';
import { Icon } from './Icon.tsx';
import { useReturnFocus } from './use-return-focus.ts';

interface DialogProps {
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  title: string;
  description?: ReactNode;
  footer?: ReactNode;
  className?: string;
  children?: ReactNode;
}

export const overlayLook = 'fixed inset-0 z-40 bg-black/45 animate-in';
export const windowLook = 'fixed z-50 flex flex-col border border-line bg-raised shadow-float animate-in';

/** A form starts at its first field; what has none starts at the window itself. */
function focusFirstField(event: Event): void {
  const opened = event.currentTarget;
  if (!(opened instanceof HTMLElement)) return;
  event.preventDefault();
  (opened.querySelector<HTMLElement>('input:not([type=hidden]), select, textarea') ?? opened).focus();
}

/** A window above the page: focus goes in, stays in, and comes back. */
export function Dialog({ isOpen, onOpenChange, title, description, footer, className, children }: DialogProps): ReactElement {
  const { remember, onCloseAutoFocus } = useReturnFocus();
  return (
    <Radix.Root open={isOpen} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className={overlayLook} />
        <Radix.Content
          {...(description === undefined ? { 'aria-describedby': undefined } : {})}
          onOpenAutoFocus={(event) => {
            remember();
            focusFirstField(event);
          }}
          onCloseAutoFocus={onCloseAutoFocus}
          className={cx(windowLook, 'inset-x-4 top-[12vh] mx-auto outline-none max-h-[76vh] max-w-lg rounded-lg', className)}
        >
          <header className="flex items-start justify-between gap-4 px-4 pt-3.5 pb-2">
            <div>
              <Radix.Title className="text-base font-semibold">{title}</Radix.Title>
              {description !== undefined && <Radix.Description asChild><div className="mt-1 text-sm text-ink-2">{description}</div></Radix.Description>}
            </div>
            <Radix.Close aria-label="Close" className="-mt-1 -mr-1.5 grid size-8 shrink-0 place-items-center rounded-md text-ink-2 hover:bg-hover hover:text-ink"><Icon name="cross" /></Radix.Close>
          </header>
          {children !== undefined && <div className="min-h-0 overflow-y-auto px-4 py-2">{children}</div>}
          {footer !== undefined && <footer className="flex justify-end gap-2 px-4 pt-2 pb-4">{footer}</footer>}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
