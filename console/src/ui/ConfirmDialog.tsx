import { AlertDialog } from 'radix-ui';
import type { ReactElement, ReactNode } from 'react';
import { cx } from '../lib/cx.ts';
import { Button } from './Button.tsx';
import { overlayLook, windowLook } from './Dialog.tsx';
import { useReturnFocus } from './use-return-focus.ts';

interface ConfirmDialogProps {
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  title: string;
  children: ReactNode;
  /** The verb on the button: `Delete 3 scans`. */
  confirm: string;
  onConfirm: () => void;
}

/** Asks before what cannot be undone. The safe answer has the focus. */
export function ConfirmDialog({ isOpen, onOpenChange, title, children, confirm, onConfirm }: ConfirmDialogProps): ReactElement {
  const { remember, onCloseAutoFocus } = useReturnFocus();
  return (
    <AlertDialog.Root open={isOpen} onOpenChange={onOpenChange}>
      <AlertDialog.Portal>
        <AlertDialog.Overlay className={overlayLook} />
        <AlertDialog.Content onOpenAutoFocus={remember} onCloseAutoFocus={onCloseAutoFocus} className={cx(windowLook, 'inset-x-4 top-[20vh] mx-auto max-w-md gap-3 rounded-lg p-4')}>
          <AlertDialog.Title className="text-base font-semibold">{title}</AlertDialog.Title>
          <AlertDialog.Description asChild><div className="text-sm text-ink-2">{children}</div></AlertDialog.Description>
          <div className="mt-1 flex justify-end gap-2">
            <AlertDialog.Cancel asChild><Button>Keep</Button></AlertDialog.Cancel>
            <AlertDialog.Action asChild><Button look="danger" onClick={onConfirm}>{confirm}</Button></AlertDialog.Action>
          </div>
        </AlertDialog.Content>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
}
