import { z } from 'zod';
import { iso, isoOrNull } from '../../lib/time.ts';
import type { ApiToken } from '../../modules/identity/index.ts';
import { type Endpoint, endpoint } from '../kit/index.ts';

const guide = 'ops#additional-features-priority-medium';
const client = 'ops#frontend-code-reference';
const byId = z.object({ id: z.uuid() });

const tokenRow = z.object({
  id: z.uuid(),
  name: z.string(),
  token_preview: z.string(),
  scopes: z.array(z.string()),
  environment: z.string().nullable(),
  created_by: z.string(),
  created_at: z.iso.datetime(),
  expires_at: z.iso.datetime().nullable(),
  last_used_at: z.iso.datetime().nullable(),
  status: z.enum(['active', 'revoked', 'expired']),
});

/** The token itself is in the answer to its creation and never again. */
const shownOnce = tokenRow.extend({ token: z.string() });

const newToken = z.object({
  name: z.string().trim().min(1).max(100),
  scopes: z.array(z.string().min(1).max(100)).min(1).max(100),
  environment: z.string().min(1).max(50).nullish(),
  expires_at: z.iso.datetime({ offset: true }).nullish(),
});

function presentToken(token: ApiToken): z.input<typeof tokenRow> {
  return {
    id: token.id,
    name: token.name,
    token_preview: token.preview,
    scopes: [...token.scopes],
    environment: token.environment,
    created_by: token.createdBy,
    created_at: iso(token.createdAt),
    expires_at: isoOrNull(token.expiresAt),
    last_used_at: isoOrNull(token.lastUsedAt),
    status: token.status,
  };
}

function toInput({ name, scopes, environment, expires_at: expiresAt }: z.output<typeof newToken>) {
  return { name, scopes, environment: environment ?? null, expiresAt: expiresAt == null ? null : new Date(expiresAt), prefix: 'sk_live_' as const };
}

/** API tokens: list, create, revoke; by the guide's paths and by those of its published client. */
export const tokensEndpoints: readonly Endpoint[] = [
  endpoint('GET /api/v1/admin/tokens', {
    guide,
    summary: 'API tokens of everybody, newest first',
    permission: 'admin:tokens',
    reply: z.array(tokenRow),
    run: (m, ctx) => m.identity.tokens.list(ctx, { ownerId: null }),
    present: (tokens) => tokens.map(presentToken),
  }),
  endpoint('POST /api/v1/admin/tokens', {
    guide,
    summary: 'Creates an API token, shown once',
    status: 201,
    body: newToken,
    reply: shownOnce,
    run: (m, ctx, { body }) => m.identity.tokens.create(ctx, toInput(body)),
    present: ({ token, info }) => ({ ...presentToken(info), token }),
  }),
  endpoint('DELETE /api/v1/admin/tokens/:id', {
    guide,
    summary: 'Revokes a token, own or with permission anybody\'s',
    status: 204,
    params: byId,
    reply: z.null(),
    run: (m, ctx, { params }) => m.identity.tokens.revoke(ctx, params.id),
    present: () => null,
  }),
  endpoint('GET /api/v1/admin-extended/api-tokens', {
    guide: client,
    summary: 'API tokens of everybody; `token` carries the preview, which the client cuts',
    permission: 'admin:tokens',
    reply: z.array(shownOnce),
    run: (m, ctx) => m.identity.tokens.list(ctx, { ownerId: null }),
    present: (tokens) => tokens.map((token) => ({ ...presentToken(token), token: token.preview })),
  }),
  endpoint('POST /api/v1/admin-extended/api-tokens', {
    guide: client,
    summary: 'Creates an API token, as the client spells it',
    body: newToken,
    reply: shownOnce,
    run: (m, ctx, { body }) => m.identity.tokens.create(ctx, toInput(body)),
    present: ({ token, info }) => ({ ...presentToken(info), token }),
  }),
  endpoint('DELETE /api/v1/admin/api-tokens/:id', {
    guide: client,
    summary: 'Revokes a token, as the client spells it',
    params: byId,
    reply: z.object({ message: z.string() }),
    run: (m, ctx, { params }) => m.identity.tokens.revoke(ctx, params.id),
    present: () => ({ message: 'Token revoked' }),
  }),
];
