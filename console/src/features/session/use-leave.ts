import { useQuery } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { useEffect } from 'react';
import { sessionQuery } from '../../api/account.ts';

/** Once the session has ended, wherever that was done, the route's own check leads to the sign-in page and back. */
export function useLeaveWithoutSession(): void {
  const router = useRouter();
  const hasLeft = useQuery(sessionQuery).data === null;
  useEffect(() => {
    if (hasLeft) void router.invalidate();
  }, [hasLeft, router]);
}
