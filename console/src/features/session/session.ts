import { queryClient } from '../../api/query-client.ts';
import { keys } from '../../api/keys.ts';
import { logout } from '../../api/account.ts';

/** Ends the session here and on the server, then shows the sign-in page with nothing left in memory. */
export async function signOut(): Promise<void> {
  await logout().catch(() => undefined);
  queryClient.clear();
  queryClient.setQueryData(keys.session, null);
  location.assign('/login');
}
