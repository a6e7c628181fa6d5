import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useMe } from '../../features/session/use-me.ts';
import { isAllowed } from '../../lib/permissions.ts';
import { Icon } from '../../ui/Icon.tsx';
import { type Place, places } from '../places.ts';

const groups = ['Work', 'Operate', 'You', 'Administration'] as const;

/** The places one may go, grouped. */
export function Navigation({ onNavigate }: { onNavigate?: () => void }): ReactElement {
  const { permissions } = useMe();
  const allowed = places.filter(({ permission }) => isAllowed(permissions, permission));
  return (
    <nav aria-label="Main" className="flex flex-col gap-4 px-2.5">
      {groups.map((group) => {
        const items = allowed.filter((place) => place.group === group);
        if (items.length === 0) return null;
        return (
          <div key={group}>
            <p aria-hidden="true" className="px-2 pb-1 text-xs text-ink-3">{group}</p>
            <ul aria-label={group} className="flex flex-col gap-px">
              {items.map((place) => <li key={place.to}><NavigationLink place={place} {...(onNavigate === undefined ? {} : { onNavigate })} /></li>)}
            </ul>
          </div>
        );
      })}
    </nav>
  );
}

function NavigationLink({ place, onNavigate }: { place: Place; onNavigate?: () => void }): ReactElement {
  return (
    <Link
      to={place.to}
      activeOptions={{ exact: place.to === '/', includeSearch: false }}
      onClick={onNavigate}
      className="group flex h-8 items-center gap-2.5 rounded-md px-2 text-sm text-ink-2 hover:bg-hover hover:text-ink aria-[current=page]:bg-accent-soft aria-[current=page]:font-medium aria-[current=page]:text-ink pointer-coarse:h-10"
    >
      <Icon name={place.icon} className="text-ink-3 group-aria-[current=page]:text-accent" />
      {place.title}
    </Link>
  );
}
