import { useRef } from 'react';

/** Gives the focus back, when a window closes, to what had it before; to the page's heading when that has gone. */
export function useReturnFocus(): { remember: () => void; onCloseAutoFocus: (event: Event) => void } {
  const before = useRef<Element | null>(null);
  return {
    remember: () => {
      before.current = document.activeElement;
    },
    onCloseAutoFocus: (event) => {
      event.preventDefault();
      const target = before.current?.isConnected === true && before.current !== document.body ? before.current : document.querySelector('[data-page-title]');
      if (target instanceof HTMLElement) target.focus({ preventScroll: true });
    },
  };
}
