import { Link, Outlet } from '@tanstack/react-router';
import { Dialog } from 'radix-ui';
import { type ReactElement, useState } from 'react';
import { useLeaveWithoutSession } from '../../features/session/use-leave.ts';
import { useLiveConnection } from '../../live/use-live.ts';
import { cx } from '../../lib/cx.ts';
import { Button, IconButton } from '../../ui/Button.tsx';
import { overlayLook, windowLook } from '../../ui/Dialog.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { Keys } from '../../ui/Keys.tsx';
import { Mark } from '../../ui/Mark.tsx';
import { ShortcutListener } from '../ShortcutListener.tsx';
import { LiveIndicator } from './LiveIndicator.tsx';
import { Navigation } from './Navigation.tsx';
import { Palette } from './Palette.tsx';
import { ShortcutHelp } from './ShortcutHelp.tsx';
import { UserMenu } from './UserMenu.tsx';
import { isPaletteOpen, useShellActions } from './use-shell-actions.ts';

/** The frame around every page of a signed-in person. */
export function Shell(): ReactElement {
  useLiveConnection();
  useLeaveWithoutSession();
  useShellActions();
  return (
    <div className="flex min-h-dvh">
      <a href="#main" className="fixed top-2 left-2 z-50 -translate-y-16 rounded-md bg-accent px-3 py-1.5 font-medium text-on-accent focus:translate-y-0">Skip to content</a>
      <aside className="sticky top-0 flex h-dvh w-56 shrink-0 flex-col gap-5 border-r border-line bg-surface py-3 max-md:hidden">
        <Brand />
        <div className="px-2.5"><NewScanLink /></div>
        <Navigation />
      </aside>
      <div className="flex min-w-0 flex-1 flex-col">
        <Topbar />
        <main id="main" tabIndex={-1} className="flex-1"><Outlet /></main>
      </div>
      <ShortcutListener />
      <Palette />
      <ShortcutHelp />
    </div>
  );
}

const Brand = (): ReactElement => (
  <Link to="/" className="mx-2.5 flex h-8 items-center gap-2 rounded-md px-2 text-base font-semibold tracking-tight">
    <Mark className="size-5" />
    Bulwark
  </Link>
);

const NewScanLink = ({ onClick }: { onClick?: () => void }): ReactElement => (
  <Button look="primary" asChild className="w-full">
    <Link to="/scans/new" onClick={onClick}><Icon name="plus" />New scan</Link>
  </Button>
);

function Topbar(): ReactElement {
  return (
    <header className="sticky top-0 z-30 flex h-12 items-center gap-2 border-b border-line bg-surface px-3 md:px-6">
      <MobileMenu />
      <Link to="/" aria-label="Bulwark, overview" className="md:hidden"><Mark className="size-6" /></Link>
      <button
        type="button"
        onClick={() => isPaletteOpen.set(true)}
        className="flex h-8 items-center gap-2 rounded-md border border-line bg-canvas px-2.5 text-sm text-ink-3 hover:border-line-strong hover:text-ink-2 max-md:ml-auto md:w-72 pointer-coarse:h-9"
      >
        <Icon name="search" />
        <span className="flex-1 text-left max-md:sr-only">Search commands</span>
        <span className="max-md:hidden"><Keys shortcut="mod+k" /></span>
      </button>
      <div className="flex items-center gap-3 md:ml-auto">
        <LiveIndicator />
        <UserMenu />
      </div>
    </header>
  );
}

function MobileMenu(): ReactElement {
  const [isOpen, setOpen] = useState(false);
  const close = (): void => setOpen(false);
  return (
    <Dialog.Root open={isOpen} onOpenChange={setOpen}>
      <Dialog.Trigger asChild><IconButton icon="menu" label="Menu" className="md:hidden" /></Dialog.Trigger>
      <Dialog.Portal>
        <Dialog.Overlay className={overlayLook} />
        <Dialog.Content aria-describedby={undefined} className={cx(windowLook, 'inset-y-0 left-0 w-64 gap-5 border-y-0 border-l-0 py-3')}>
          <div className="flex items-center justify-between pr-2.5">
            <Dialog.Title asChild><div><Brand /></div></Dialog.Title>
            <Dialog.Close aria-label="Close menu" className="grid size-9 place-items-center rounded-md text-ink-2 hover:bg-hover"><Icon name="cross" /></Dialog.Close>
          </div>
          <div className="px-2.5"><NewScanLink onClick={close} /></div>
          <Navigation onNavigate={close} />
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
