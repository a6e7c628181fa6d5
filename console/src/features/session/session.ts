import { toast } from 'sonner';
import { logout } from '../../api/account.ts';
import { describeError } from '../../api/errors.ts';
import { live } from '../../live/live.ts';

/** Shows the sign-in page by loading it anew, so that nothing of the reader before stays in memory. */
export function leave(next?: string): void {
  location.replace(next === undefined || next === '/' ? '/login' : `/login?next=${encodeURIComponent(next)}`);
}

/** Ends the session on the server, then leaves. A session that could not be ended is told, never hidden. */
export async function signOut(): Promise<void> {
  // The server closes the socket with the session; stopped first, that is not taken for a session lost.
  live.stop();
  try {
    await logout();
  } catch (error) {
    live.start();
    toast.error('You are still signed in', { description: describeError(error).title });
    return;
  }
  leave();
}
