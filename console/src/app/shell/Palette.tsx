import { Command } from 'cmdk';
import { useNavigate } from '@tanstack/react-router';
import { Dialog } from 'radix-ui';
import type { ReactElement } from 'react';
import { cx } from '../../lib/cx.ts';
import { useStore } from '../../lib/store.ts';
import { overlayLook, windowLook } from '../../ui/Dialog.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { Keys } from '../../ui/Keys.tsx';
import { useReturnFocus } from '../../ui/use-return-focus.ts';
import { type Action, bySection } from '../../ui/actions/registry.ts';
import { useActiveActions } from '../../ui/actions/use-actions.ts';
import { isPaletteOpen } from './use-shell-actions.ts';

/** Everything that can be done now, found by typing. */
export function Palette(): ReactElement {
  const isOpen = useStore(isPaletteOpen);
  const navigate = useNavigate();
  const { remember, onCloseAutoFocus } = useReturnFocus();
  const actions = useActiveActions().filter(({ isKeyOnly }) => isKeyOnly !== true);
  const perform = (action: Action): void => {
    isPaletteOpen.set(false);
    if (action.to === undefined) action.run?.();
    else void navigate({ to: action.to });
  };
  return (
    <Dialog.Root open={isOpen} onOpenChange={isPaletteOpen.set}>
      <Dialog.Portal>
        <Dialog.Overlay className={overlayLook} />
        <Dialog.Content aria-describedby={undefined} onOpenAutoFocus={remember} onCloseAutoFocus={onCloseAutoFocus} className={cx(windowLook, 'inset-x-4 top-[12vh] mx-auto max-w-xl overflow-hidden rounded-lg')}>
          <Dialog.Title className="sr-only">Command palette</Dialog.Title>
          <Command label="Commands" loop>
            <div className="flex items-center gap-2.5 border-b border-line px-3.5">
              <Icon name="search" className="text-ink-3" />
              <Command.Input placeholder="Type a command or a page" className="h-11 flex-1 bg-transparent text-base outline-none placeholder:text-ink-3" />
              <Keys shortcut="escape" />
            </div>
            <Command.List label="Commands" tabIndex={0} className="max-h-[min(420px,60vh)] overflow-y-auto p-1.5">
              <Command.Empty className="px-3 py-8 text-center text-ink-3">Nothing is called that.</Command.Empty>
              {bySection(actions).map(([section, items]) => (
                <Command.Group key={section} heading={section} className="[&_[cmdk-group-heading]]:px-2 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-xs [&_[cmdk-group-heading]]:text-ink-3">
                  {items.map((action) => <PaletteItem key={action.id} action={action} onPerform={perform} />)}
                </Command.Group>
              ))}
            </Command.List>
          </Command>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function PaletteItem({ action, onPerform }: { action: Action; onPerform: (action: Action) => void }): ReactElement {
  return (
    <Command.Item
      value={`${action.title} ${action.id}`}
      keywords={[...(action.words ?? []), action.section]}
      onSelect={() => onPerform(action)}
      className="flex h-9 cursor-pointer items-center gap-2.5 rounded-md px-2 data-[selected=true]:bg-hover"
    >
      <Icon name={action.icon ?? 'right'} className="text-ink-3" />
      <span className="flex-1 truncate">{action.title}</span>
      {action.keys !== undefined && <Keys shortcut={action.keys} />}
    </Command.Item>
  );
}
