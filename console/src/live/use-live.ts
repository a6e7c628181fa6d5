import { useEffect } from 'react';
import { sessionQuery } from '../api/account.ts';
import { queryClient } from '../api/query-client.ts';
import { useStore } from '../lib/store.ts';
import type { LiveState } from './connection.ts';
import { live } from './live.ts';

const RETURN_MS = 2000;

export const useLiveState = (): LiveState => useStore(live.state);

/**
 * Holds the socket open while the shell is on screen. A refusal means that the session has ended or that its rights
 * have changed: the session is read again, and where there still is one the socket comes back.
 */
export function useLiveConnection(): void {
  const state = useLiveState();
  useEffect(() => {
    live.start();
    return () => live.stop();
  }, []);
  useEffect(() => {
    if (state !== 'refused') return undefined;
    void queryClient.fetchQuery({ ...sessionQuery, staleTime: 0 }).catch(() => undefined);
    const timer = setTimeout(() => live.start(), RETURN_MS);
    return () => clearTimeout(timer);
  }, [state]);
}
