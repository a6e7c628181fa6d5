import { queryOptions } from '@tanstack/react-query';
import { ApiError } from './errors.ts';
import { request } from './http.ts';
import { keys } from './keys.ts';
import type { Me, NewTokenRow, PermissionRow, SessionRow, TokenRow } from './types.ts';

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
export const logout = (): Promise<void> => request<void>('/auth/logout', { method: 'POST', isAnonymous: true });

export const changePassword = (body: { current: string; next: string }): Promise<void> => request<void>('/account/password', { method: 'PUT', body });
export const updateProfile = (body: { name?: string; email?: string }): Promise<Me> => request<Me>('/account', { method: 'PATCH', body });

export const sessionsQuery = queryOptions({ queryKey: keys.sessions, queryFn: ({ signal }) => request<SessionRow[]>('/account/sessions', { signal }) });
export const revokeSession = (id: string): Promise<void> => request<void>(`/account/sessions/${id}`, { method: 'DELETE' });

export const tokensQuery = queryOptions({ queryKey: keys.tokens, queryFn: ({ signal }) => request<TokenRow[]>('/account/tokens', { signal }) });
export const createToken = (body: { name: string; scopes: readonly string[]; expiresAt: string | null }): Promise<NewTokenRow> => request<NewTokenRow>('/account/tokens', { method: 'POST', body });
export const revokeToken = (id: string): Promise<void> => request<void>(`/account/tokens/${id}`, { method: 'DELETE' });

export const permissionsQuery = queryOptions({ queryKey: keys.permissions, queryFn: ({ signal }) => request<PermissionRow[]>('/permissions', { signal }), staleTime: Infinity });
