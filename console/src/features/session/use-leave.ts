import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { sessionQuery } from '../../api/account.ts';
import { leave } from './session.ts';

/** Once the session has ended, wherever that was done, this page leads to the sign-in page and back. */
export function useLeaveWithoutSession(): void {
  const hasLeft = useQuery(sessionQuery).data === null;
  useEffect(() => {
    if (hasLeft) leave(location.pathname + location.search);
  }, [hasLeft]);
}
