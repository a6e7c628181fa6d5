/** After a change of page the focus goes to its heading, so that keyboards and screen readers start there. */
export function focusPageTitle(change: { pathChanged: boolean; fromLocation?: unknown }): void {
  if (!change.pathChanged || change.fromLocation === undefined) return;
  requestAnimationFrame(() => document.querySelector<HTMLElement>('[data-page-title]')?.focus({ preventScroll: true }));
}
