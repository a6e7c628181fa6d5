import { signOut } from '../../features/session/session.ts';
import { useMe } from '../../features/session/use-me.ts';
import { useLiveState } from '../../live/use-live.ts';
import { isAllowed } from '../../lib/permissions.ts';
import { createStore } from '../../lib/store.ts';
import type { Action } from '../../ui/actions/registry.ts';
import { useActions } from '../../ui/actions/use-actions.ts';
import { places } from '../places.ts';
import { chooseTheme } from '../theme.ts';
import { toggleLive } from './LiveIndicator.tsx';

export const isPaletteOpen = createStore(false);
export const isHelpOpen = createStore(false);

const viewActions: readonly Action[] = [
  { id: 'palette.open', title: 'Open the command palette', section: 'View', icon: 'search', keys: 'mod+k', isKeyOnly: true, run: () => isPaletteOpen.set((isOpen) => !isOpen) },
  { id: 'help.open', title: 'Keyboard shortcuts', section: 'View', icon: 'keyboard', keys: '?', run: () => isHelpOpen.set(true) },
  { id: 'theme.light', title: 'Light theme', section: 'View', icon: 'sun', words: ['appearance', 'colour'], run: () => chooseTheme('light') },
  { id: 'theme.dark', title: 'Dark theme', section: 'View', icon: 'moon', words: ['appearance', 'colour'], run: () => chooseTheme('dark') },
  { id: 'theme.system', title: 'Theme of the system', section: 'View', icon: 'screen', words: ['appearance', 'colour'], run: () => chooseTheme('system') },
];

/** What can be done on every page. */
export function useShellActions(): void {
  const me = useMe();
  const isPaused = useLiveState() === 'paused';
  const go = places.filter(({ permission }) => isAllowed(me.permissions, permission)).map((place): Action => ({ ...place, id: `go${place.to}`, section: 'Go to' }));
  useActions([
    { id: 'scan.new', title: 'New scan', section: 'Scan', icon: 'plus', keys: 'n', to: '/scans/new', words: ['upload', 'paste', 'analyse', 'address'] },
    ...go,
    { id: 'live.toggle', title: isPaused ? 'Resume live updates' : 'Pause live updates', section: 'View', icon: isPaused ? 'play' : 'pause', keys: 'shift+p', run: toggleLive },
    ...viewActions,
    { id: 'session.end', title: 'Sign out', section: 'Account', icon: 'logout', words: ['logout', 'leave'], run: () => void signOut() },
  ]);
}
