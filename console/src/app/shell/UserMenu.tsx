import { useNavigate } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useMe } from '../../features/session/use-me.ts';
import { useStore } from '../../lib/store.ts';
import { Menu, MenuChoice, MenuItem, MenuLabel, MenuLine } from '../../ui/Menu.tsx';
import { type Action, activeActions } from '../../ui/actions/registry.ts';
import { registryStore } from '../../ui/actions/use-actions.ts';
import { chooseTheme, themeChoice } from '../theme.ts';

const themes = [
  { value: 'light', label: 'Light', icon: 'sun' },
  { value: 'dark', label: 'Dark', icon: 'moon' },
  { value: 'system', label: 'System', icon: 'screen' },
] as const;

const menuActions = ['go/account', 'go/tokens', 'help.open', 'session.end'];

/** Who is signed in, the theme, and the way out. */
export function UserMenu(): ReactElement {
  const me = useMe();
  const navigate = useNavigate();
  const theme = useStore(themeChoice);
  const byId = new Map(activeActions(useStore(registryStore)).map((action) => [action.id, action]));
  const perform = (action: Action): void => {
    if (action.to === undefined) action.run?.();
    else void navigate({ to: action.to });
  };
  return (
    <Menu
      trigger={(
        <button type="button" aria-label={`Account of ${me.username}`} data-initials={me.username.slice(0, 2)} className="flex size-8 items-center justify-center rounded-full border border-line bg-accent-soft text-xs font-semibold text-accent uppercase before:content-[attr(data-initials)] pointer-coarse:size-9" />
      )}
    >
      <MenuLabel>Signed in as <strong className="font-semibold text-ink">{me.username}</strong></MenuLabel>
      {menuActions.map((id) => byId.get(id)).filter((action) => action !== undefined).map((action) => (
        <MenuItem key={action.id} icon={action.icon ?? 'right'} keys={action.keys} onSelect={() => perform(action)}>{action.title}</MenuItem>
      ))}
      <MenuLine />
      <MenuLabel>Theme</MenuLabel>
      <MenuChoice label="Theme" value={theme} options={themes} onValue={chooseTheme} />
    </Menu>
  );
}
