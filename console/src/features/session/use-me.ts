import { useSuspenseQuery } from '@tanstack/react-query';
import { sessionQuery } from '../../api/account.ts';
import type { Me } from '../../api/types.ts';

/** What the shell needs to know of whoever is signed in. */
export type Known = Pick<Me, 'id' | 'username' | 'email' | 'name' | 'roles' | 'permissions'>;

/** Between the loss of a session and the sign-in page. */
const nobody: Known = { id: '', username: '', email: '', name: '', roles: [], permissions: [] };

/** The signed-in person. Only below the shell, whose route makes sure that there is one. */
export const useMe = (): Known => useSuspenseQuery(sessionQuery).data ?? nobody;
