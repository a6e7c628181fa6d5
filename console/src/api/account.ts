import { queryOptions } from '@tanstack/react-query';
import { ApiError } from './errors.ts';
import { request } from './http.ts';
import { keys } from './keys.ts';

export interface Me {
  readonly id: string;
  readonly username: string;
  readonly email: string;
  readonly name: string;
  readonly roles: readonly string[];
  readonly permissions: readonly string[];
  readonly createdAt: string;
  readonly lastLoginAt: string | null;
}

/** Who is signed in; null when nobody is. */
export const sessionQuery = queryOptions({
  queryKey: keys.session,
  staleTime: 60_000,
  queryFn: async ({ signal }): Promise<Me | null> => {
    try {
      return await request<Me>('/auth/me', { signal, isAnonymous: true });
    } catch (error) {
      if (error instanceof ApiError && error.status === 401) return null;
      throw error;
    }
  },
});

export const login = (body: { username: string; password: string; remember: boolean }): Promise<Me> => request<Me>('/auth/login', { method: 'POST', body, isAnonymous: true });
export const logout = (): Promise<unknown> => request('/auth/logout', { method: 'POST', isAnonymous: true });
