import { isAllowed } from '../../lib/permissions.ts';
import { useMe } from './use-me.ts';

/** Whether the one who is signed in holds a permission. */
export function useMay(permission: string): boolean {
  return isAllowed(useMe().permissions, permission);
}
