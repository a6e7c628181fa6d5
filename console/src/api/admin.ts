import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { API, queryText, request } from './http.ts';
import { keys } from './keys.ts';
import type { AuditRow, AuditVerdict, Page, RoleRow, UserRow } from './types.ts';

export const PEOPLE_PER_PAGE = 50;

export const usersQuery = (query: { search?: string | undefined; offset: number }) => queryOptions({
  queryKey: [...keys.users, query],
  queryFn: ({ signal }) => request<Page<UserRow>>(`/users${queryText({ ...query, limit: PEOPLE_PER_PAGE })}`, { signal }),
  placeholderData: keepPreviousData,
});

export interface NewUser {
  readonly username: string;
  readonly email: string;
  readonly password: string;
  readonly roles: readonly string[];
  readonly name?: string;
}

export interface UserChanges {
  readonly email?: string;
  readonly password?: string;
  readonly roles?: readonly string[];
  readonly name?: string;
  readonly isDisabled?: boolean;
}

export const createUser = (body: NewUser): Promise<UserRow> => request<UserRow>('/users', { method: 'POST', body });
export const updateUser = (id: string, body: UserChanges): Promise<UserRow> => request<UserRow>(`/users/${id}`, { method: 'PATCH', body });
export const deleteUser = (id: string): Promise<void> => request<void>(`/users/${id}`, { method: 'DELETE' });

export const rolesQuery = queryOptions({ queryKey: keys.roles, queryFn: ({ signal }) => request<RoleRow[]>('/roles', { signal }) });
export const createRole = (body: { name: string; description: string; permissions: readonly string[] }): Promise<RoleRow> => request<RoleRow>('/roles', { method: 'POST', body });
export const updateRole = (name: string, body: { description?: string; permissions?: readonly string[] }): Promise<RoleRow> => request<RoleRow>(`/roles/${encodeURIComponent(name)}`, { method: 'PATCH', body });
export const deleteRole = (name: string): Promise<void> => request<void>(`/roles/${encodeURIComponent(name)}`, { method: 'DELETE' });

export interface AuditQuery {
  readonly event?: string | undefined;
  readonly resource?: string | undefined;
  readonly status?: string | undefined;
  readonly search?: string | undefined;
}

export const AUDIT_PER_PAGE = 50;

export const auditQuery = (filter: AuditQuery, offset: number) => queryOptions({
  queryKey: keys.audit({ ...filter, offset }),
  queryFn: ({ signal }) => request<Page<AuditRow>>(`/audit${queryText({ ...filter, limit: AUDIT_PER_PAGE, offset })}`, { signal }),
  placeholderData: keepPreviousData,
});

export const verifyAudit = (): Promise<AuditVerdict> => request<AuditVerdict>('/audit/verify', { method: 'POST' });
export const auditExportUrl = (filter: AuditQuery): string => `${API}/audit/export${queryText({ ...filter })}`;
