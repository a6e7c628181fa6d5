import { QueryClient } from '@tanstack/react-query';
import { isPassing } from './http.ts';

/** Tries again only what may pass by itself; what the server refused stays refused. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      retry: (failures, error) => failures < 3 && isPassing(error),
      retryDelay: (attempt) => Math.min(500 * 2 ** attempt, 5000),
    },
    mutations: { retry: false },
  },
});
