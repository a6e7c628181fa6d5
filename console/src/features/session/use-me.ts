import { useSuspenseQuery } from '@tanstack/react-query';
import { type Me, sessionQuery } from '../../api/account.ts';

/** The signed-in person. Only below the shell, whose route makes sure that there is one. */
export function useMe(): Me {
  const { data } = useSuspenseQuery(sessionQuery);
  return data ?? nobody;
}

/** Between the loss of a session and the sign-in page. */
const nobody: Me = { id: '', username: '', email: '', name: '', roles: [], permissions: [], createdAt: '1970-01-01T00:00:00.000Z', lastLoginAt: null };
