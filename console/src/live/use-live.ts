import { useEffect } from 'react';
import { keys } from '../api/keys.ts';
import { queryClient } from '../api/query-client.ts';
import { useStore } from '../lib/store.ts';
import type { LiveState } from './connection.ts';
import { live } from './live.ts';

export const useLiveState = (): LiveState => useStore(live.state);

/** Holds the socket open while the shell is on screen; a refusal means that the session may be gone. */
export function useLiveConnection(): void {
  const state = useLiveState();
  useEffect(() => {
    live.start();
    return () => live.stop();
  }, []);
  useEffect(() => {
    if (state === 'refused') void queryClient.invalidateQueries({ queryKey: keys.session });
  }, [state]);
}
