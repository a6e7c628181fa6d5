import { type Endpoint, planned } from '../kit/index.ts';

/** Roles, permissions and who holds them. */
export const rbacEndpoints: readonly Endpoint[] = [
  planned('GET /api/v1/admin/rbac/roles', { guide: 'ops#frontend-code-reference', summary: 'List roles' }),
  planned('GET /api/v1/admin/rbac/roles/:id', { guide: 'ops#frontend-code-reference', summary: 'One role' }),
  planned('POST /api/v1/admin/rbac/roles', { guide: 'ops#frontend-code-reference', summary: 'Create a role' }),
  planned('PUT /api/v1/admin/rbac/roles/:id', { guide: 'ops#frontend-code-reference', summary: 'Replace a role' }),
  planned('DELETE /api/v1/admin/rbac/roles/:id', { guide: 'ops#frontend-code-reference', summary: 'Remove a role' }),
  planned('GET /api/v1/admin/rbac/permissions', { guide: 'ops#frontend-code-reference', summary: 'List permissions' }),
  planned('GET /api/v1/admin/rbac/users', { guide: 'ops#frontend-code-reference', summary: 'List users with their roles' }),
  planned('PATCH /api/v1/admin/rbac/users/:id/role', { guide: 'ops#frontend-code-reference', summary: 'Give a user a role' }),
  planned('PATCH /api/v1/admin/rbac/users/:id/status', { guide: 'ops#frontend-code-reference', summary: 'Enable or disable a user' }),
];
