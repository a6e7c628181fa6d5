import type { ReactElement } from 'react';
import { useStore } from '../../lib/store.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { Keys } from '../../ui/Keys.tsx';
import { bySection } from '../../ui/actions/registry.ts';
import { useActiveActions } from '../../ui/actions/use-actions.ts';
import { isHelpOpen } from './use-shell-actions.ts';

/** The shortcuts that work on this page. */
export function ShortcutHelp(): ReactElement {
  const isOpen = useStore(isHelpOpen);
  const actions = useActiveActions().filter(({ keys }) => keys !== undefined);
  return (
    <Dialog isOpen={isOpen} onOpenChange={isHelpOpen.set} title="Keyboard shortcuts" className="max-w-2xl">
      <div className="gap-x-8 pb-1 sm:columns-2" tabIndex={0} role="group" aria-label="Shortcuts">
        {bySection(actions).map(([section, items]) => (
          <section key={section} className="mb-4 break-inside-avoid">
            <h3 className="mb-1 text-xs text-ink-3">{section}</h3>
            <dl>
              {items.map((action) => (
                <div key={action.id} className="flex h-8 items-center justify-between gap-4 border-b border-line last:border-0">
                  <dt className="truncate">{action.title}</dt>
                  <dd><Keys shortcut={action.keys ?? ''} /></dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
